// The unit of the write-ahead log: changes that are kept together or not at all.
//
//   length of the payload   4 bytes, little endian; 0 is the end of what was written
//   checksum of the payload 8 bytes, the first of its SHA-256
//   payload                 a JSON array of changes, UTF-8
'use strict';
const { createHash } = require('node:crypto');

const HEADER = 12;

const checksum = (payload) => createHash('sha256').update(payload).digest().subarray(0, 8);

/** A frame of changes that are JSON already. */
function encode(changes) {
  const payload = Buffer.from(`[${changes.join(',')}]`);
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32LE(payload.length, 0);
  checksum(payload).copy(header, 4);
  return Buffer.concat([header, payload]);
}

/**
 * The changes of all whole frames, in order. The last frame may have been cut off by whatever ended the process: nobody was told
 * that it is kept, so it does not count. A broken frame with more behind it was broken later, and is an error.
 */
function* decode(buffer) {
  for (let at = 0; at + HEADER <= buffer.length; ) {
    const length = buffer.readUInt32LE(at);
    if (length === 0) {
      return;
    }

    const end = at + HEADER + length;
    const payload = buffer.subarray(at + HEADER, end);
    if (payload.length < length || !checksum(payload).equals(buffer.subarray(at + 4, at + HEADER))) {
      if (buffer.subarray(end).some((byte) => byte !== 0)) {
        throw new Error(`byte ${at} begins changes that do not fit their checksum`);
      }

      return;
    }

    yield* JSON.parse(payload.toString('utf8'));
    at = end;
  }
}

module.exports = { encode, decode };
