import { h, put } from '../core/dom.js';

let box;

/** Shows a floating explanation near a point of the window. */
export function showTip(x, y, title, pairs, note) {
  box ??= document.body.appendChild(h('div', { class: 'tip', 'aria-hidden': 'true' }));
  put(box, h('strong', {}, title), note && h('div', { class: 'muted' }, note), pairs?.length > 0 && h('dl', {}, pairs.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])));
  const { width, height } = box.getBoundingClientRect();
  const left = x + 16 + width > innerWidth ? x - width - 16 : x + 16;
  const top = Math.max(8, Math.min(innerHeight - height - 8, y - height / 2));
  box.style.setProperty('transform', `translate(${Math.max(8, left)}px, ${top}px)`);
  box.classList.add('shown');
}

/** Hides it. */
export function hideTip() {
  box?.classList.remove('shown');
}
