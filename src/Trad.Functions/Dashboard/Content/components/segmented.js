import { h, newId } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** A choice of one among a few, all in view. */
export function segmented(label, choices, chosen, onChange) {
  const name = newId('choice');
  return h('div', { class: 'segmented', role: 'radiogroup', 'aria-label': label }, Object.entries(choices).map(([value, text]) =>
    h('label', {}, h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => onChange(value) }), h('span', {}, text))));
}

/** A field to search in. */
export function search(label, text, onInput) {
  return h('div', { class: 'search' }, icon('search'), h('input', { class: 'input', type: 'search', 'aria-label': label, placeholder: label, value: text ?? '', spellcheck: 'false', oninput: (event) => onInput(event.target.value) }));
}
