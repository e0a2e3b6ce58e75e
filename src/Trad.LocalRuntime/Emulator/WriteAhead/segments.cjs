// The files of the write-ahead log: write-ahead-00000001.log and so on. A save of the emulator's databases begins a new one;
// when the save is on disk, the older ones are no longer needed.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const NAME = /^write-ahead-(\d{8})\.log$/;

const pathOf = (folder, number) => path.join(folder, `write-ahead-${String(number).padStart(8, '0')}.log`);

/** The numbers of the segments in a folder, oldest first. */
const list = (folder) =>
  fs.readdirSync(folder)
    .map((name) => NAME.exec(name))
    .filter((match) => match !== null)
    .map((match) => Number(match[1]))
    .sort((one, other) => one - other);

/** Removes the segments up to a number. */
function removeUpTo(folder, last) {
  for (const number of list(folder)) {
    if (number <= last) {
      fs.unlinkSync(pathOf(folder, number));
    }
  }
}

module.exports = { pathOf, list, removeUpTo };
