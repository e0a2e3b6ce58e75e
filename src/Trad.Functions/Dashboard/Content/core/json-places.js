// Deeper than any document that the server takes.
const deepest = 16;
const blank = /[ \t\r\n]/;

/**
 * Where the values of a JSON text stand, by their paths as the API writes them: 'long', 'stop.short', 'parameters[2].low'. Where the
 * text is broken the walk ends; what was found before stays.
 * @returns {Map<string, {name: number, start: number, end: number}>} where its name begins, and the value itself
 */
export function placesOf(text) {
  const places = new Map();
  let at = 0;
  value('', 0, 0);
  return places;

  function value(path, name, depth) {
    skip();
    const start = at;
    const isRead = text[at] === '{' ? members(path, '}', depth) : text[at] === '[' ? members(path, ']', depth) : text[at] === '"' ? string() : word();
    if (isRead && path) {
      places.set(path, { name: name || start, start, end: at });
    }
    return isRead;
  }

  // Members of an object, or of an array.
  function members(path, close, depth) {
    at++;
    for (let index = 0; depth < deepest; index++) {
      skip();
      if (text[at] === close) {
        at++;
        return true;
      }
      const name = at;
      let member = `${path}[${index}]`;
      if (close === '}') {
        if (text[at] !== '"' || !string()) {
          return false;
        }
        member = `${path}${path && '.'}${decoded(text.slice(name, at))}`;
        skip();
        if (text[at++] !== ':') {
          return false;
        }
      }
      if (!value(member, name, depth + 1)) {
        return false;
      }
      skip();
      if (text[at] === ',') {
        at++;
      } else if (text[at] !== close) {
        return false;
      }
    }
    return false;
  }

  function string() {
    for (at++; at < text.length && text[at] !== '"'; at++) {
      at += text[at] === '\\' ? 1 : 0;
    }
    return at++ < text.length;
  }

  function word() {
    const start = at;
    while (at < text.length && /[\w.+-]/.test(text[at])) {
      at++;
    }
    return at > start;
  }

  function skip() {
    while (at < text.length && blank.test(text[at])) {
      at++;
    }
  }
}

/** The place of a line and a column, both from 1, within a value, as the API counts them: in what the JSON string stands for. */
export function placeWithin(text, { start, end }, line, column) {
  if (text[start] !== '"') {
    return Math.min(start + column - 1, end - 1);
  }
  let place = start + 1;
  for (let [atLine, atColumn] = [1, 1]; place < end - 1 && (atLine < line || (atLine === line && atColumn < column));) {
    [atLine, atColumn] = text.startsWith('\\n', place) ? [atLine + 1, 1] : [atLine, atColumn + 1];
    place += text[place] !== '\\' ? 1 : text[place + 1] === 'u' ? 6 : 2;
  }
  return Math.min(place, end - 1);
}

/** The place of a line and a column, both from 1, in a whole text. */
export function placeAt(text, line, column) {
  const before = text.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

/** The line and column, both from 1, of a place in a text. */
export function lineOf(text, place) {
  const before = text.slice(0, place);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: place - start + 1 };
}

/** What a JSON value stands for; undefined when it is none. */
export function decoded(written) {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
