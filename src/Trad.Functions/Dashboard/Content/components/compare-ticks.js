import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { count } from '../core/format.js';
import { go, remember } from '../core/route.js';
import { toast } from './notice.js';

const most = 5;

/** What is ticked in a list for a comparison: two to five, kept in the address, and the button that opens it. */
export class CompareTicks {
  /** @param {object} options written (what the address says), what (plural, for people), name (how the comparison's address calls them) */
  constructor({ written, what, name }) {
    this.what = what;
    this.ids = new Set((written ?? '').split(',').filter(Boolean));
    this.button = h('button', { class: 'button', type: 'button', onclick: () => go('compare', null, { [name]: [...this.ids].join(',') }) }, icon('compare'), h('span', {}, 'Compare'));
    this.show();
  }

  /** The box of one of them. */
  box(id, label) {
    const box = h('input', { type: 'checkbox', 'aria-label': label, checked: this.ids.has(`${id}`), onchange: () => this.tick(`${id}`, box) });
    return box;
  }

  /** Forgets one that is gone. */
  forget(id) {
    if (this.ids.delete(`${id}`)) {
      this.keep();
    }
  }

  tick(id, box) {
    if (box.checked && this.ids.size >= most) {
      box.checked = false;
      toast(`At most ${most} ${this.what} are compared at a time.`);
      return;
    }
    this.ids[box.checked ? 'add' : 'delete'](id);
    this.keep();
  }

  keep() {
    remember({ ticked: [...this.ids].join(',') || null });
    this.show();
  }

  show() {
    this.button.disabled = this.ids.size < 2;
    this.button.lastChild.textContent = this.ids.size ? `Compare ${count(this.ids.size)}` : 'Compare';
    this.button.title = this.ids.size < 2 ? `Tick two to five ${this.what}` : '';
  }
}
