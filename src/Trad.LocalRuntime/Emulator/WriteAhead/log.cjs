// The write-ahead log: every change of the emulator's databases, on disk before anybody is told that it was made.
'use strict';
const fs = require('node:fs');
const { encode } = require('./frames.cjs');
const { writeFully, syncFolder } = require('./files.cjs');
const segments = require('./segments.cjs');

// Space is taken from the disk in pieces of this size before it is needed, so that a full disk refuses the next change
// instead of breaking the present one; and a file that does not grow is synchronised faster.
const PIECE = 1 << 20;

// Left free on the disk for everything else that has to be written.
const MARGIN = 2 << 20;

class WriteAheadLog {
  /**
   * @param {string} folder Where the segments lie.
   * @param {boolean} sync Whether changes outlive a power cut, not only the end of the process.
   * @param {(error: Error) => void} onFailure Called when a change cannot be kept; must end the process.
   */
  constructor(folder, sync, onFailure) {
    this.folder = folder;
    this.sync = sync;
    this.onFailure = onFailure;
    this.changes = [];
    this.changesLength = 0;
    this.made = 0;
    this.kept = 0;
    this.waiting = [];
    this.whenIdle = [];
    this.isScheduled = false;
    this.isSyncing = false;
    this.holders = new Set();
    this.size = 0;
    this.open((segments.list(folder).at(-1) ?? 0) + 1);
  }

  /** Whether every change made so far is on disk. */
  get isSettled() {
    return this.kept === this.made;
  }

  /** Adds a change, as JSON. */
  append(change) {
    this.changes.push(change);
    this.changesLength += change.length;
    this.made++;
    this.schedule();
  }

  /** Changes from here to the release by the same holder are kept together or not at all. */
  hold(holder) {
    this.holders.add(holder);
  }

  release(holder) {
    this.holders.delete(holder);
    this.schedule();
  }

  /** Calls back when every change made so far is on disk. */
  whenSettled(callback) {
    if (this.isSettled) {
      callback();
    } else {
      this.waiting.push([this.made, callback]);
    }
  }

  /** Whether a request of so many bytes can be kept; takes the space for it. */
  hasRoomFor(bytes) {
    try {
      const disk = fs.statfsSync(this.folder);
      if (disk.bavail * disk.bsize < bytes + MARGIN) {
        return false;
      }

      // A change takes more room as JSON than in its request.
      const needed = this.position + 2 * (this.changesLength + bytes) + PIECE / 2;
      if (needed > this.reserved) {
        this.reserve(needed + PIECE / 2);
      }

      return true;
    } catch {
      return false;
    }
  }

  /** Begins a new segment as soon as nothing is being written, and calls back with the number of the one before it. */
  rotate(callback) {
    this.idle(() => {
      const [before, file, position, reserved] = [this.number, this.file, this.position, this.reserved];
      try {
        this.open(before + 1);
      } catch (error) {
        if (this.file !== file) {
          fs.closeSync(this.file);
        }

        Object.assign(this, { number: before, file, position, reserved });
        fs.rmSync(segments.pathOf(this.folder, before + 1), { force: true });
        callback(error);
        return;
      }

      fs.closeSync(file);
      callback(null, before);
    });
  }

  /** Forgets the segments up to a number: a save holds all their changes. */
  discard(last) {
    segments.removeUpTo(this.folder, last);
    syncFolder(this.folder);
    this.size = this.position;
  }

  /** Ends the log when a save holds everything in it. */
  close() {
    fs.closeSync(this.file);
    this.discard(this.number);
  }

  open(number) {
    const file = fs.openSync(segments.pathOf(this.folder, number), 'wx', 0o600);
    this.number = number;
    this.file = file;
    this.position = 0;
    this.reserved = 0;
    this.reserve(PIECE);
    fs.fsyncSync(file);
    syncFolder(this.folder);
  }

  reserve(end) {
    writeFully(this.file, Buffer.alloc(end - this.reserved), this.reserved);
    this.reserved = end;
  }

  idle(callback) {
    if (this.isSyncing) {
      this.whenIdle.push(callback);
    } else {
      callback();
    }
  }

  // Everything that happens in one turn of the event loop belongs together, and what happens while the disk is busy goes
  // with the next write.
  schedule() {
    if (!this.isScheduled && !this.isSyncing && this.holders.size === 0 && this.changes.length > 0) {
      this.isScheduled = true;
      setImmediate(() => {
        this.isScheduled = false;
        this.flush();
      });
    }
  }

  flush() {
    if (this.isSyncing || this.holders.size > 0 || this.changes.length === 0) {
      return;
    }

    const made = this.made;
    try {
      const frame = encode(this.changes);
      this.changes = [];
      this.changesLength = 0;
      writeFully(this.file, frame, this.position);
      this.position += frame.length;
      this.reserved = Math.max(this.reserved, this.position);
      this.size += frame.length;
    } catch (error) {
      this.onFailure(error);
      return;
    }

    if (!this.sync) {
      this.settle(made);
      return;
    }

    this.isSyncing = true;
    fs.fdatasync(this.file, (error) => {
      this.isSyncing = false;
      if (error) {
        this.onFailure(error);
        return;
      }

      this.settle(made);
    });
  }

  settle(made) {
    this.kept = made;
    while (this.waiting.length > 0 && this.waiting[0][0] <= made) {
      this.waiting.shift()[1]();
    }

    while (this.whenIdle.length > 0) {
      this.whenIdle.shift()();
    }

    this.schedule();
  }
}

module.exports = { WriteAheadLog };
