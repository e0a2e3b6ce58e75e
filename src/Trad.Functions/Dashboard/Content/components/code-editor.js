import { h, newId, put } from '../core/dom.js';
import { lineOf } from '../core/json-places.js';

const fewestRows = 14;
const mostRows = 34;

/** A text to write in, with line numbers, and marks below what is wrong in it. Tab leaves it, as it leaves every field. */
export class CodeEditor {
  constructor(label, onInput) {
    this.numbers = h('pre', { class: 'code-numbers', 'aria-hidden': 'true' });
    this.marks = h('pre', { class: 'code-marks', 'aria-hidden': 'true' });
    this.problemId = newId('code-problem');
    this.input = h('textarea', {
      class: 'code-input', wrap: 'off', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', 'aria-label': label,
      'aria-describedby': this.problemId, oninput: () => { this.mark([]); onInput(); }, onscroll: () => this.follow(),
    });
    this.element = h('div', { class: 'code' }, h('div', { class: 'code-gutter' }, this.numbers), h('div', { class: 'code-area' }, this.marks, this.input));
    this.mark([]);
  }

  get text() {
    return this.input.value;
  }

  set text(text) {
    this.input.value = text;
    this.mark([]);
  }

  /** Marks what is wrong. @param {Array<{start, end}>} ranges places in the text */
  mark(ranges) {
    const { text } = this;
    const lines = text.split('\n').length;
    const wrong = new Set(ranges.map(({ start }) => lineOf(text, start).line));
    this.input.rows = Math.min(mostRows, Math.max(fewestRows, lines + 1));
    put(this.numbers, numbers(lines, wrong));
    let at = 0;
    put(this.marks, ranges.toSorted((a, b) => a.start - b.start).filter(({ start, end }) => end > start).map(({ start, end }) => {
      const from = Math.max(at, start);
      const parts = [text.slice(at, from), end > from && h('mark', {}, text.slice(from, end))];
      at = Math.max(at, end);
      return parts;
    }), text.slice(at), '\n');
    this.input.setAttribute('aria-invalid', String(ranges.length > 0));
    this.follow();
  }

  follow() {
    const { scrollLeft, scrollTop } = this.input;
    this.marks.style.setProperty('translate', `${-scrollLeft}px ${-scrollTop}px`);
    this.numbers.style.setProperty('translate', `0 ${-scrollTop}px`);
  }

  /** Moves to a part of the text and chooses it. */
  reveal(start, end) {
    this.input.focus();
    this.input.setSelectionRange(start, end);
    // Browsers do not bring a chosen part of a field into view.
    const lineHeight = parseFloat(getComputedStyle(this.input).lineHeight);
    this.input.scrollTop = Math.max(0, (lineOf(this.text, start).line - 4) * lineHeight);
  }

  /** Puts something where the cursor stands, or in the place of what is chosen. */
  insert(text) {
    this.replace(this.input.selectionStart, this.input.selectionEnd, text);
  }

  /** Puts something in the place of a part of the text, so that it can be undone by the usual key. */
  replace(start, end, text) {
    this.reveal(start, end);
    if (!document.execCommand('insertText', false, text)) {
      this.input.setRangeText(text, start, end, 'end');
      this.input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}

// The numbers of the lines, as few pieces as can be: those of the wrong lines stand out.
function numbers(count, wrong) {
  const pieces = [];
  let run = '';
  for (let line = 1; line <= count; line++) {
    if (wrong.has(line)) {
      pieces.push(run, h('b', {}, String(line)), '\n');
      run = '';
    } else {
      run += `${line}\n`;
    }
  }
  return [...pieces, run];
}
