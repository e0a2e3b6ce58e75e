import { debounce, h, setText } from '../core/dom.js';
import { patch } from '../core/api.js';
import { icon } from '../core/icons.js';
import { changeAsset } from './asset-actions.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';
import { toast } from './notice.js';

/** An asset's name as the page's heading, with a way to change it. */
export function assetHeading(asset, onChange) {
  const heading = h('h1', { tabindex: '-1' }, asset.name);
  const rename = () => {
    const name = h('input', { class: 'input', type: 'text', value: heading.textContent, maxlength: '200', required: true });
    const fields = new Fields();
    dialog('Rename', fields.add('name', 'Name', name), [{ label: 'Rename', kind: 'primary', run: async () => {
      const changed = await patch(`assets/${asset.id}`, { name: name.value.trim() });
      heading.textContent = changed.name;
      document.title = `${changed.name} · Trad`;
      onChange(changed);
    } }], fields);
  };
  return h('div', { class: 'title' }, heading, h('button', { class: 'button quiet square', type: 'button', 'aria-label': 'Rename', title: 'Rename', onclick: rename }, icon('edit')));
}

/** An asset's notes, kept as they are written. */
export function assetNotes(asset, onChange) {
  const status = h('span', { class: 'note', role: 'status' });
  let sent = asset.notes ?? '';
  const keep = async () => {
    const text = notes.value;
    if (text === sent) {
      return;
    }
    setText(status, 'saving …');
    const changed = await changeAsset(asset, { notes: text });
    if (changed) {
      sent = text;
      onChange(changed);
    }
    setText(status, changed ? 'saved' : 'not saved');
  };
  const keepSoon = debounce(700, keep);
  const notes = h('textarea', { class: 'input', 'aria-label': 'Notes', rows: '4', value: sent, placeholder: 'What you want to remember about it', oninput: () => { setText(status, ''); keepSoon(); }, onblur: () => { keepSoon.cancel(); keep().catch(() => toast('The notes are not saved.')); } });
  return h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Notes'), status), h('div', { class: 'card-body' }, notes));
}
