import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { plural } from '../core/format.js';
import { lineOf, placeAt, placeWithin, placesOf } from '../core/json-places.js';

const key = /^"(?:[^"\\]|\\.)*"/;
const word = /^[\w.]+|^[\s\S]/;
const written = /^line (\d+), column (\d+): ([\s\S]*)$/;
const inDocument = / \(line \d+, column \d+ of the document\)$/;
const suggestion = /did you mean '([^']+)'\?/;

/** What is wrong with a document of rules: how many things, which, where in the text, and what was meant perhaps. */
export class RuleProblems {
  constructor(editor) {
    this.editor = editor;
    this.status = h('p', { class: 'code-status', id: editor.problemId, role: 'status' });
    this.list = h('ul', { class: 'code-problems', role: 'list', 'aria-label': 'Problems' });
    this.element = h('div', { class: 'stack code-verdict' }, this.status, this.list);
  }

  /** Says that it is being found out; what was found before stays in sight until it is, but its places are those of another text. */
  asking() {
    this.element.setAttribute('aria-busy', 'true');
    this.list.inert = true;
  }

  /** Says why it could not be found out. */
  fail(message) {
    this.element.removeAttribute('aria-busy');
    put(this.status, icon('warning'), `It could not be checked: ${message}`);
  }

  /**
   * @param {Array<{field, line, column, message}>} problems as the API tells them
   * @param {string[]} warnings what can be kept and hardly was meant so
   */
  show(problems, warnings = []) {
    this.element.removeAttribute('aria-busy');
    this.list.inert = false;
    const { text } = this.editor;
    const places = placesOf(text);
    const found = problems.map((problem) => ({ ...problem, ...placeOf(text, places, problem) }));
    this.editor.mark(found.filter(({ start }) => start !== undefined));
    this.status.dataset.state = problems.length ? 'wrong' : 'right';
    put(this.status, icon(problems.length ? 'warning' : 'completed'), problems.length ? plural(problems.length, 'problem') : 'No problems');
    put(this.list, found.map((problem) => this.row(problem)), warnings.map((text) => h('li', {}, h('div', { class: 'code-problem' }, h('strong', {}, 'Warning'), h('span', {}, `${text}.`)))));
  }

  row({ field, message, start, end }) {
    const at = start === undefined ? null : lineOf(this.editor.text, start);
    const meant = at && suggestion.exec(message)?.[1];
    const isName = meant && /^"?[\w.-]+"?$/.test(this.editor.text.slice(start, end));
    const what = [h('strong', {}, at ? `Line ${at.line}, column ${at.column}` : field), h('span', {}, at && field !== 'document' && `${field}: `, message)];
    return h('li', {},
      at ? h('button', { class: 'code-problem', type: 'button', onclick: () => this.editor.reveal(start, end) }, what) : h('div', { class: 'code-problem' }, what),
      isName && h('button', { class: 'button', type: 'button', onclick: () => this.editor.replace(start, end, this.editor.text[start] === '"' ? JSON.stringify(meant) : meant) }, `Write “${meant}”`));
  }
}

/** The problems that an answer of 400 tells by fields. */
export const problemsOf = (failure) => Object.entries(failure.errors ?? {}).flatMap(([field, messages]) => messages.map((text) => {
  const [, line, column, message] = written.exec(text) ?? [];
  const name = field === 'body' ? 'document' : field;
  return line ? { field: name, line: Number(line), column: Number(column), message } : { field: name, message: text.replace(inDocument, '') };
}));

// Where a problem stands in the document; of one whose field is not there, its owner.
function placeOf(text, places, { field, line, column, message }) {
  if (field === 'document') {
    return line ? from(text, placeAt(text, line, column)) : {};
  }
  for (let name = field; name; name = name.slice(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('['), 0))) {
    const place = places.get(name);
    if (!place) {
      continue;
    }
    // Of what is unknown the name is wrong, and not what it stands for.
    if (name === field && message.startsWith('is unknown')) {
      return { start: place.name, end: place.name + key.exec(text.slice(place.name))[0].length };
    }
    return name === field && line ? from(text, placeWithin(text, place, line, column)) : firstLine(text, place);
  }
  return {};
}

const from = (text, start) => ({ start, end: Math.min(text.length, start + (word.exec(text.slice(start))?.[0].length ?? 1)) });

function firstLine(text, { start, end }) {
  const line = text.indexOf('\n', start);
  return { start, end: line < 0 ? end : Math.min(line, end) };
}
