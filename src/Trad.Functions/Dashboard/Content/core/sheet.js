import { h } from './dom.js';

/** Loads a style sheet that only some pages need; resolves when it applies, or when it cannot be had. */
export const sheet = (address) => new Promise((resolve) => {
  document.head.append(h('link', { rel: 'stylesheet', href: address, onload: resolve, onerror: resolve }));
});
