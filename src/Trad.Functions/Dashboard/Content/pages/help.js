import { h } from '../core/dom.js';
import { dialog } from '../components/dialog.js';

/** Shows the keys that work everywhere and in lists. */
export function showShortcuts(pages) {
  const rows = [
    ...pages.map((page) => [`g ${page.key}`, `Go to ${page.title}`]),
    ['n', 'New training'],
    ['/', 'Search on this page'],
    ['↑ ↓', 'Move through a list or a table'],
    ['Enter', 'Open what is selected'],
    ['Esc', 'Close a dialog'],
    ['?', 'These keys'],
  ];
  dialog('Keyboard', h('table', { class: 'plain' }, h('tbody', {}, rows.map(([keys, meaning]) =>
    h('tr', {}, h('td', {}, keys.split(' ').map((key) => [h('kbd', {}, key), ' '])), h('td', {}, meaning))))));
}
