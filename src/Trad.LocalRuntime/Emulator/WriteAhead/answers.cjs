// Answers wait until what they tell is on disk; changes that could not be kept are refused before they are made.
'use strict';
const http = require('node:http');

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets every HTTP server of the process answer under a log. */
function guard(log, folder) {
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, request, response, ...others) {
    if (event === 'request') {
      if (!HARMLESS.has(request.method) && !log.hasRoomFor(Number(request.headers['content-length'] ?? 0))) {
        refuse(request, response, folder);
        return true;
      }

      delay(response, log);
    }

    return emit.call(this, event, request, response, ...others);
  };
}

/** The first piece of an answer waits for the log, and the others wait behind it. */
function delay(response, log) {
  const { write, end } = response;
  let queue = null;
  let isReleased = false;
  const release = () => {
    isReleased = true;
    let isTaken = true;
    for (const [method, given] of queue) {
      isTaken = method.apply(response, given);
    }

    queue = null;
    if (isTaken === true) {
      response.emit('drain');
    }
  };
  const through = (method, given, whenQueued) => {
    if (isReleased || (queue === null && log.isSettled)) {
      isReleased = true;
      return method.apply(response, given);
    }

    if (queue === null) {
      queue = [[method, given]];
      log.whenSettled(release);
    } else {
      queue.push([method, given]);
    }

    return whenQueued;
  };
  response.write = (...given) => through(write, given, false);
  response.end = (...given) => through(end, given, response);
}

/** As the services answer, in the format of the table service or of the others. */
function refuse(request, response, folder) {
  const code = 'InsufficientStorage';
  const message = `The disk of ${folder} is full; nothing is stored until there is room on it.`;
  const isTable = /json|multipart/.test(`${request.headers.accept} ${request.headers['content-type']}`);
  request.resume();
  response.writeHead(507, {
    'Content-Type': isTable ? 'application/json' : 'application/xml',
    'x-ms-error-code': code,
  });
  response.end(isTable
    ? JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: message } } })
    : `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message.replace(/[<&]/g, ' ')}</Message></Error>`);
}

module.exports = { guard };
