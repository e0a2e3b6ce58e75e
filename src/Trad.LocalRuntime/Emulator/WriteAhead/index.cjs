// Makes what the emulator acknowledges durable: it keeps its tables and the records of its blobs in memory, and saves them only
// now and then. The bytes of blobs it writes and synchronises itself.
'use strict';
const path = require('node:path');
const { createRequire } = require('node:module');
const { guard } = require('./answers.cjs');
const { Databases, nameDamage, watch } = require('./databases.cjs');
const { WriteAheadLog } = require('./log.cjs');
const { recover } = require('./recovery.cjs');

const CANNOT_KEEP = 74;

/**
 * @param {string} entry The emulator's entry script, of whose modules the databases are.
 * @param {string} folder Its data folder.
 * @param {'disk' | 'process' | 'autosave'} durability What an acknowledged change outlives: a power cut, the end of the process,
 *   or nothing until the emulator saves.
 * @param {(message: string) => void} report Tells the host.
 */
function install(entry, folder, durability, report) {
  const modulesOf = createRequire(entry);
  const Loki = modulesOf('lokijs');
  nameDamage(Loki);
  const recovered = recover(folder, Loki);
  if (recovered > 0) {
    report(`${recovered} changes that had not been saved were recovered.`);
  }

  if (durability === 'autosave') {
    return;
  }

  const log = new WriteAheadLog(folder, durability !== 'process', (error) => {
    report(`the write-ahead log in ${folder} cannot be written: ${error.message}`);
    process.exit(CANNOT_KEEP);
  });
  const databases = new Databases(log, report);
  watch(Loki, databases);
  guard(log, folder);

  // A transaction of the table service is kept as one.
  const tables = modulesOf('./table/persistence/LokiTableMetadataStore.js').default.prototype;
  const { beginBatchTransaction, endBatchTransaction } = tables;
  tables.beginBatchTransaction = async function (id) {
    await beginBatchTransaction.call(this, id);
    log.hold(id);
  };
  tables.endBatchTransaction = async function (account, table, id, ...others) {
    try {
      return await endBatchTransaction.call(this, account, table, id, ...others);
    } finally {
      log.release(id);
    }
  };

  // The bytes of deleted blobs are removed; before that it must be certain that the blobs do not come back.
  const extents = modulesOf('./common/persistence/FSExtentStore.js').default.prototype;
  const { deleteExtents } = extents;
  extents.deleteExtents = async function (...given) {
    await new Promise((resolve) => log.whenSettled(resolve));
    return deleteExtents.apply(this, given);
  };

  process.on('exit', () => {
    if (log.isSettled && databases.areSaved) {
      log.close();
    }
  });
}

module.exports = { install };
