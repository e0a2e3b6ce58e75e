const term = /^\s*([\p{L}][\p{L}\d _()%.-]*?)\s*(<=|>=|!=|<|>|=)\s*(-?\d+(?:\.\d+)?|-?\.\d+|[\p{L}][\p{L}\d_ -]*)\s*(%?)\s*$/u;
const plain = (text) => text.toLowerCase().replaceAll(/[\s_-]+/g, '');
const holds = {
  '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
  '=': (a, b) => (typeof a === 'number' ? Math.abs(a - b) < 1e-12 : a === b), '!=': (a, b) => (typeof a === 'number' ? Math.abs(a - b) >= 1e-12 : a !== b),
};

/**
 * Reads a filter such as 'sharpe > 0 and trades >= 30 or state = pruned': 'and' binds closer than 'or'. What has no comparison
 * is a text that is searched for.
 * @param {string} text
 * @param {Array<{key, title, isShare, value: function}>} columns what can be compared
 * @param {function} textOf a row's words, for texts
 * @returns {{keeps: function, problem: string|undefined}} problem says which part cannot be read; then every row is kept
 */
export function readCondition(text, columns, textOf) {
  if (!text.trim()) {
    return { keeps: () => true };
  }
  let problem;
  const alternatives = text.split(/\s+or\s+/i).map((alternative) => alternative.split(/\s+and\s+/i).map((part) => {
    const read = readTerm(part, columns, textOf);
    problem ??= read.problem;
    return read.keeps;
  }));
  return problem ? { keeps: () => true, problem } : { keeps: (row) => alternatives.some((terms) => terms.every((keeps) => keeps(row))) };
}

function readTerm(part, columns, textOf) {
  const found = term.exec(part);
  if (!found) {
    const wanted = part.trim().toLowerCase();
    return /[<>=]/.test(part) || !wanted
      ? { problem: `“${part.trim()}” is no comparison; write for example sharpe > 1 and trades >= 30` }
      : { keeps: (row) => textOf(row).toLowerCase().includes(wanted) };
  }
  const [, name, operator, given, percent] = found;
  const column = columns.find((each) => each.value && [each.key, each.title].some((known) => plain(known) === plain(name)));
  if (!column) {
    return { problem: `there is no column “${name.trim()}”` };
  }
  const number = Number(given);
  const limit = Number.isNaN(number) ? given.trim().toLowerCase() : percent ? number / 100 : number;
  return { keeps: (row) => {
    const actual = column.value(row);
    return actual !== undefined && actual !== null && holds[operator](typeof actual === 'number' ? actual : String(actual).toLowerCase(), limit);
  } };
}
