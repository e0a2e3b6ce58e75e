import { debounce, h, put } from '../core/dom.js';
import { get } from '../core/api.js';
import { plural } from '../core/format.js';
import { remark, skeleton } from './notice.js';

/** The columns and functions of the language of rules, to look up and to put into the text; read when it is first opened. */
export class FunctionList {
  /** @param {function} insert puts a text where the cursor stands */
  constructor(insert) {
    this.insert = insert;
    this.found = h('p', { class: 'hint', 'aria-live': 'polite' });
    this.rows = h('div', { class: 'stack' });
    this.wanted = h('input', { type: 'search', 'aria-label': 'Find a function', placeholder: 'Find: average, volume, cross …', oninput: debounce(120, () => this.draw()) });
    this.element = h('details', { class: 'card function-list', ontoggle: () => this.element.open && this.read() },
      h('summary', { class: 'card-head' }, h('h2', {}, 'Functions'), h('span', { class: 'note' }, 'look one up, put it where the cursor is')),
      h('div', { class: 'card-body stack' }, this.wanted, this.found, this.rows));
  }

  async read() {
    if (this.items) {
      return;
    }
    // Not before: what is never opened would be awaited for ever.
    put(this.rows, skeleton('8rem'));
    try {
      this.items = (await get('rules/functions')).items;
      this.draw();
    } catch (failure) {
      put(this.rows, remark('warn', 'The functions could not be read.', failure.message));
    }
  }

  draw() {
    const words = this.wanted.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = (this.items ?? []).filter((each) => words.every((word) => `${each.signature} ${each.formula} ${each.group}`.toLowerCase().includes(word)));
    put(this.found, words.length > 0 && plural(shown.length, 'function'));
    put(this.rows, Object.entries(Object.groupBy(shown, (each) => each.group)).map(([group, members]) => h('section', { 'aria-label': group }, h('h3', {}, group),
      h('ul', { class: 'functions', role: 'list' }, members.map((each) => h('li', {},
        h('button', { class: 'button quiet', type: 'button', 'aria-label': `Insert ${each.signature}`, onclick: () => this.insert(each.signature) }, h('code', {}, each.signature)),
        h('span', { class: 'hint' }, each.isCondition && 'Condition. ', each.formula, each.source && h('small', {}, each.source))))))));
  }
}
