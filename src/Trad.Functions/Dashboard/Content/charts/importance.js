import { h } from '../core/dom.js';

/** How much each parameter matters, as bars of a list. */
export function importanceBars(importance, titleOf) {
  return h('ol', { class: 'importance' }, importance.map((entry) => {
    const share = entry.importance;
    return h('li', {},
      h('span', { class: 'importance-name' }, titleOf(entry.parameter ?? entry.name)),
      h('span', { class: 'importance-bar', 'aria-hidden': 'true' }, h('i', { style: { transform: `scaleX(${share})` } })),
      h('span', { class: 'number' }, `${Math.round(share * 100)} %`));
  }));
}
