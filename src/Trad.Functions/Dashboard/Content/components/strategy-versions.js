import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query, remove } from '../core/api.js';
import { age, utc } from '../core/format.js';
import { dialog } from './dialog.js';
import { doing, toast } from './notice.js';

const shortHash = 12;

/** Every version of a strategy: its text to read or to go on from, and its removal. */
export class StrategyVersions {
  /**
   * @param {string} name the strategy
   * @param {function} take called with the text of a version that is to be gone on from
   * @param {function} onRemoved called when a version is gone
   */
  constructor(name, take, onRemoved) {
    Object.assign(this, { name, take, onRemoved });
    this.list = h('ul', { class: 'entries', role: 'list' });
    this.element = h('section', { class: 'card', 'aria-label': 'Versions' }, h('div', { class: 'card-head' }, h('h2', {}, 'Versions')), h('div', { class: 'card-body' }, this.list));
  }

  show(versions) {
    put(this.list, versions.map((each) => this.row(each, versions.length)));
  }

  row({ version, hash, createdAt }, count) {
    const show = h('button', { class: 'button', type: 'button', onclick: () => this.read(version, show) }, 'Show');
    return h('li', { class: 'row spread' },
      h('div', {}, h('strong', {}, `Version ${version}`), ' ', h('span', { class: 'hint' }, h('time', { datetime: createdAt, title: utc(createdAt) }, age(createdAt)), ' · ', h('code', {}, hash.slice(0, shortHash)))),
      h('div', { class: 'row' }, show,
        count > 1 && h('button', { class: 'button quiet square', type: 'button', 'aria-label': `Delete version ${version}`, title: 'Delete', onclick: () => this.ask(version) }, icon('trash'))));
  }

  async read(version, button) {
    const found = await doing(button, () => get(`strategies/${encodeURIComponent(this.name)}${query({ version })}`));
    if (found) {
      dialog(`Version ${version} of ${this.name}`, h('pre', { class: 'payload', tabindex: '0', role: 'group', 'aria-label': 'Document' }, found.document), [{ label: 'Put it into the editor', kind: 'primary', run: () => this.take(found.document) }]);
    }
  }

  ask(version) {
    dialog(`Delete version ${version}`, h('p', {}, 'Its text is gone for good. A version that a job or an asset was made with stays.'), [{ label: 'Delete', kind: 'danger', run: async () => {
      await remove(`strategies/${encodeURIComponent(this.name)}${query({ version })}`);
      toast(`Version ${version} is deleted.`);
      this.onRemoved();
    } }]);
  }
}
