// The emulator's databases (LokiJS) under the write-ahead log: their changes go into it, and they are saved when it has
// become long, not every five seconds.
'use strict';
const path = require('node:path');
const { replace } = require('./files.cjs');

const COLLECTION = Symbol('where a collection belongs');
const QUIET = Symbol('changes that are read from disk');

// A start after a crash reads the log again; reading so much takes well under a second.
const LONG = 16 << 20;

// A save that failed is not tried again at once.
const PATIENCE_MS = 10_000;

class Databases {
  constructor(log, report) {
    this.log = log;
    this.report = report;
    this.all = [];
    this.unsaved = new Set();
    this.isSaving = false;
    this.notBefore = 0;
  }

  /** Whether the files hold everything that the databases hold. */
  get areSaved() {
    return this.unsaved.size === 0 && this.all.every((database) => !database.autosaveDirty());
  }

  /** Takes over from the databases' own saving. */
  adopt(database) {
    this.all.push(database);
    database.persistenceAdapter.saveDatabase = (file, text, callback) => {
      replace(file, text).then(
        () => {
          this.unsaved.delete(database);
          callback(null);
        },
        (error) => {
          this.unsaved.add(database);
          this.report(`${file} could not be saved: ${error.message}; the write-ahead log keeps what it would hold.`);
          callback(error);
        });
    };
  }

  /** Adds a change to the log, unless the database is only being read. */
  record(database, change) {
    if (!database[QUIET]) {
      this.log.append(`["${path.basename(database.filename)}",${change}]`);
      this.considerSaving();
    }
  }

  considerSaving() {
    if (this.log.size > LONG && !this.isSaving && Date.now() >= this.notBefore) {
      this.isSaving = true;
      this.save().finally(() => {
        this.isSaving = false;
      });
    }
  }

  async save() {
    try {
      // What changes from here on is in the next segment, and perhaps in the saved files too, which does no harm.
      const before = await new Promise((resolve, reject) =>
        this.log.rotate((error, number) => (error ? reject(error) : resolve(number))));
      const due = this.all.filter((database) => database.autosaveDirty() || this.unsaved.has(database));
      await Promise.all(due.map((database) =>
        new Promise((resolve, reject) => database.saveDatabase((error) => (error ? reject(error) : resolve())))));
      this.log.discard(before);
    } catch {
      this.notBefore = Date.now() + PATIENCE_MS;
    }
  }
}

/** Makes LokiJS name a file that it cannot read, and never take an empty one for a new one. */
function nameDamage(Loki) {
  const { loadJSON } = Loki.prototype;
  Loki.prototype.loadJSON = function (text, options) {
    try {
      if (text.length === 0) {
        throw new Error('it is empty');
      }

      loadJSON.call(this, text, options);
    } catch (error) {
      throw new Error(`The emulator's file ${this.filename} is damaged (${error.message}); bring back a copy of the folder, or choose another one.`);
    }
  };
}

/** Makes LokiJS tell of every change. */
function watch(Loki, databases) {
  const { prototype: lokiOf } = Loki;
  const { prototype: collectionOf } = Loki.Collection;
  const json = JSON.stringify;
  const after = (prototype, name, action) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      const result = original.apply(this, given);
      action(this, given, result);
      return result;
    };
  };
  const before = (prototype, name, action) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      action(this, given);
      return original.apply(this, given);
    };
  };
  const record = (collection, change) => {
    if (collection[COLLECTION]) {
      databases.record(collection[COLLECTION], change);
    }
  };

  // Only a database that is kept in files asks for this; a timer is not needed any more.
  lokiOf.autosaveEnable = function () {
    databases.adopt(this);
    this.autosave = true;
  };

  const loadJSON = lokiOf.loadJSON;
  lokiOf.loadJSON = function (...given) {
    this[QUIET] = true;
    try {
      loadJSON.apply(this, given);
    } finally {
      this[QUIET] = false;
    }
  };

  const addCollection = lokiOf.addCollection;
  lokiOf.addCollection = function (name, options) {
    const collection = addCollection.call(this, name, options);
    if (this.autosave && !collection[COLLECTION]) {
      collection[COLLECTION] = this;
      databases.record(this, `"add-collection",${json(name)},${json(options ?? {})}`);
    }

    return collection;
  };
  before(lokiOf, 'removeCollection', (database, [name]) => {
    if (database.autosave) {
      databases.record(database, `"remove-collection",${json(name)}`);
    }
  });

  const put = (collection, document) => record(collection, `"put",${json(collection.name)},${json(document)}`);
  const remove = (collection, ids) => record(collection, `"remove",${json(collection.name)},${json(ids)}`);
  after(collectionOf, 'insertOne', (collection, _, document) => document && put(collection, document));
  after(collectionOf, 'update', (collection, [given], document) => Array.isArray(given) || put(collection, document));
  before(collectionOf, 'remove', (collection, [given]) => Array.isArray(given) || remove(collection, [given.$loki ?? given]));
  before(collectionOf, 'removeBatchByPositions', (collection, [positions]) => {
    if (positions.length > 0) {
      remove(collection, positions.map((position) => collection.data[position].$loki));
    }
  });
  before(collectionOf, 'clear', (collection) => record(collection, `"clear",${json(collection.name)}`));
}

module.exports = { Databases, nameDamage, watch };
