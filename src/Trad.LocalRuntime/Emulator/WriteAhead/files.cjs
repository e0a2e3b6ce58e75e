// Files that are there as a whole or not at all, also after a power cut.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** Writes everything, however many calls that takes. */
function writeFully(file, bytes, position) {
  for (let done = 0; done < bytes.length; ) {
    done += fs.writeSync(file, bytes, done, bytes.length - done, position + done);
  }
}

/** Makes created, renamed and removed names last. Windows has no such call, and needs none. */
function syncFolder(folder) {
  if (process.platform === 'win32') {
    return;
  }

  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Replaces a file: until the new content is on disk whole, the old one stays. */
async function replace(file, text) {
  const staged = `${file}~`;
  const handle = await fs.promises.open(staged, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }

  await fs.promises.rename(staged, file);
  syncFolder(path.dirname(file));
}

/** As <c>replace</c>, at once. */
function replaceSync(file, text) {
  const staged = `${file}~`;
  const handle = fs.openSync(staged, 'w', 0o600);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }

  fs.renameSync(staged, file);
  syncFolder(path.dirname(file));
}

module.exports = { writeFully, syncFolder, replace, replaceSync };
