import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get } from '../core/api.js';
import { age, plural, utc } from '../core/format.js';
import { link } from '../core/route.js';
import { empty, load, remark, skeleton } from '../components/notice.js';
import { walkRows } from '../components/row-walk.js';

/** The strategies: those of one's own in their newest version, those that come with Trad, and examples to begin with. */
export function show(main) {
  const body = h('div', { class: 'stack' }, skeleton('12rem', '18rem'));
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Strategies'), h('div', { class: 'actions' },
    h('a', { class: 'button primary', href: link('write') }, icon('plus'), 'New strategy'))), body);
  load(body, () => Promise.all([get('strategies'), get('rules/examples')]), ([strategies, examples]) => draw(body, strategies, examples.items));
}

function draw(body, { items, damaged = [] }, examples) {
  const own = items.filter((each) => each.kind === 'own');
  const others = items.filter((each) => each.kind !== 'own');
  put(body,
    damaged.map(({ id, problem }) => remark('bad', `“${id}” cannot be read.`, problem)),
    others.filter((each) => each.hiddenVersion).map(({ name, hiddenVersion }) => remark('warn', `“${name}” of this host hides the strategy of your own of that name.`, `Trainings get the one of the host, and not version ${hiddenVersion} of yours. Give the file another name, or remove yours by “trad strategies remove ${name}”.`)),
    h('section', { class: 'card', 'aria-label': 'Your own' }, h('div', { class: 'card-head' }, h('h2', {}, 'Your own')),
      own.length ? h('div', { class: 'table-wrap card-body flush' }, ownTable(own)) : empty('strategies', 'None of your own yet', 'Write rules in a small language that cannot look ahead, begin with an example below, or with a few lines of your own.', h('a', { class: 'button', href: link('write') }, icon('plus'), 'New strategy'))),
    h('section', { class: 'card', 'aria-label': 'Examples' }, h('div', { class: 'card-head' }, h('h2', {}, 'Begin with an example'), h('span', { class: 'note' }, 'rules that people know')), h('div', { class: 'card-body' }, cards(examples, (example) => link('write', null, { example: example.name })))),
    h('section', { class: 'card', 'aria-label': 'In C#' }, h('div', { class: 'card-head' }, h('h2', {}, 'Written in C#'), h('span', { class: 'note' }, 'built in, and from the host’s folder')), h('div', { class: 'card-body' }, cards(others, (strategy) => link('strategies', strategy.name)))));
}

function ownTable(own) {
  const rows = h('tbody', {}, own.map((strategy) => h('tr', {},
    h('th', { scope: 'row' }, h('span', { class: 'two-line' }, h('a', { href: link('strategies', strategy.name) }, strategy.title), h('small', {}, strategy.name))),
    h('td', { class: 'number' }, String(strategy.version)), h('td', { class: 'number' }, plural(strategy.parameters.length, 'parameter')),
    h('td', {}, h('time', { datetime: strategy.createdAt, title: utc(strategy.createdAt) }, age(strategy.createdAt))),
    h('td', {}, h('a', { class: 'button quiet', href: link('train', null, { strategy: strategy.name }), 'aria-label': `Train ${strategy.title}` }, icon('train'), 'Train')))));
  walkRows(rows);
  return h('table', { class: 'table own-strategies', 'aria-label': 'Your own strategies' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Strategy'), h('th', { scope: 'col', class: 'number' }, 'Version'), h('th', { scope: 'col', class: 'number' }, 'Searched'), h('th', { scope: 'col' }, 'Saved'), h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Actions')))), rows);
}

const cards = (items, address) => h('ul', { class: 'strategies', role: 'list' }, items.map((each) => h('li', { class: 'strategy' },
  h('span', { class: 'strategy-text' }, h('strong', {}, h('a', { href: address(each) }, each.title)), h('span', { class: 'hint' }, each.description)))));
