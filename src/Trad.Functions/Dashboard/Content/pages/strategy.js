import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get } from '../core/api.js';
import { link } from '../core/route.js';
import { sheet } from '../core/sheet.js';
import { load, remark, skeleton } from '../components/notice.js';
import { parameterTable } from '../components/parameter-table.js';
import { StrategyEditor, readStrategy } from '../components/strategy-editor.js';

await sheet(new URL('../styles/editor.css', import.meta.url).href);

const makers = { 'built-in': 'It comes with Trad.', 'plug-in': 'It comes from a file of the host’s folder of strategies.' };
const beginning = `{
  "name": "my-strategy",
  "title": "My strategy",
  "description": "What it does, in a sentence.",
  "parameters": [
    {"name": "fast", "type": "integer", "default": 12, "low": 5, "high": 50},
    {"name": "slow", "type": "integer", "default": 26, "low": 20, "high": 200}
  ],
  "orders": [{"smaller": "fast", "larger": "slow"}],
  "long": "cross_above(ema(close, fast), ema(close, slow))",
  "exit": {"long": "cross_below(ema(close, fast), ema(close, slow))"}
}
`;

/** A strategy of one's own in an editor, a new one, or what is known of one that was written in C#. */
export function show(main, route) {
  const isNew = route.page === 'write';
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, isNew ? 'New strategy' : 'Strategy')), skeleton('36rem', '36rem'));
  let editor = null;
  load(main, async () => {
    const [coverage, found] = await Promise.all([get('candles/coverage'), isNew ? exampleOf(route.query.example) : readStrategy(route.id)]);
    return { coverage: coverage.items ?? coverage, found };
  }, ({ coverage, found }) => {
    if (isNew) {
      editor = new StrategyEditor(main, { document: found, draft: `write-new-${route.query.example ?? ''}` }, coverage);
    } else if (found.document === undefined) {
      describe(main, found.strategy);
    } else {
      editor = new StrategyEditor(main, { own: found, document: found.document, draft: `write-${found.strategy.name}` }, coverage);
    }
  }, h('a', { class: 'button', href: link('strategies') }, 'All strategies'));
  return () => editor?.close();
}

async function exampleOf(name) {
  return name ? (await get('rules/examples')).items.find((example) => example.name === name)?.document ?? beginning : beginning;
}

function describe(main, strategy) {
  put(main,
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, strategy.title), h('span', { class: 'tag' }, strategy.kind === 'plug-in' ? 'plug-in' : 'built in')), h('div', { class: 'actions' },
      h('a', { class: 'button primary', href: link('train', null, { strategy: strategy.name }) }, icon('train'), 'Train this'))),
    h('p', { class: 'lede' }, strategy.description),
    h('div', { class: 'stack' }, remark('info', makers[strategy.kind], 'Its rules are C# and are not changed here; a copy of them as rules can be written from an example.'),
      h('section', { class: 'card', 'aria-label': 'Parameters of the strategy' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters')), h('div', { class: 'card-body' }, parameterTable(strategy)))));
}
