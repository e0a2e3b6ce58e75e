// What the write-ahead log holds goes into the database files, before the emulator reads them.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { decode } = require('./frames.cjs');
const { replaceSync, syncFolder } = require('./files.cjs');
const segments = require('./segments.cjs');

/**
 * Brings the database files of a folder up to date and removes the log. Changes name the whole document, so it does no harm
 * to make one again that a file holds already: a recovery that is cut off is made again from the beginning.
 *
 * @returns {number} How many changes there were.
 */
function recover(folder, Loki) {
  const numbers = segments.list(folder);
  const databases = new Map();
  let count = 0;
  for (const number of numbers) {
    const file = segments.pathOf(folder, number);
    try {
      for (const [database, ...change] of decode(fs.readFileSync(file))) {
        if (!databases.has(database)) {
          databases.set(database, []);
        }

        databases.get(database).push(change);
        count++;
      }
    } catch (error) {
      throw new Error(`The write-ahead log ${file} is damaged (${error.message}); bring back a copy of the folder, or move the file away and lose what it holds.`);
    }
  }

  for (const [name, changes] of databases) {
    const database = new Loki(path.join(folder, name), { persistenceMethod: 'fs' });
    if (fs.existsSync(database.filename)) {
      database.loadJSON(fs.readFileSync(database.filename, 'utf8'));
    }

    apply(database, changes);
    replaceSync(database.filename, database.serialize());
  }

  segments.removeUpTo(folder, numbers.at(-1) ?? 0);
  syncFolder(folder);
  return count;
}

function apply(database, changes) {
  // By collection, the documents by their number.
  const touched = new Map();
  const collectionOf = (name) => {
    const collection = database.getCollection(name);
    if (collection === null) {
      throw new Error(`The emulator's file ${database.filename} is missing or older than the write-ahead log beside it; bring back a copy of the folder, or choose another one.`);
    }

    return collection;
  };
  const documentsOf = (name) => {
    if (!touched.has(name)) {
      touched.set(name, new Map(collectionOf(name).data.map((document) => [document.$loki, document])));
    }

    return touched.get(name);
  };

  for (const [kind, name, argument] of changes) {
    switch (kind) {
      case 'put': {
        documentsOf(name).set(argument.$loki, argument);
        const collection = collectionOf(name);
        collection.maxId = Math.max(collection.maxId, argument.$loki);
        break;
      }
      case 'remove':
        argument.forEach((id) => documentsOf(name).delete(id));
        break;
      case 'clear':
        documentsOf(name).clear();
        break;
      case 'add-collection':
        database.addCollection(name, argument);
        break;
      case 'remove-collection':
        database.removeCollection(name);
        touched.delete(name);
        break;
      default:
        throw new Error(`'${kind}' is no change that this version knows.`);
    }
  }

  for (const [name, documents] of touched) {
    const collection = collectionOf(name);

    // In the order of their numbers, in which the emulator inserted them.
    collection.data = [...documents.values()].sort((one, other) => one.$loki - other.$loki);
    collection.idIndex = null;
    collection.ensureId();
    collection.ensureAllIndexes(true);
  }
}

module.exports = { recover };
