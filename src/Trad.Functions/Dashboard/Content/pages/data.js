import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get } from '../core/api.js';
import { count } from '../core/format.js';
import { remember } from '../core/route.js';
import { keyOf } from '../core/market.js';
import { BackfillList } from '../components/backfill-list.js';
import { askBackfill } from '../components/backfill-dialog.js';
import { CandleRuns } from '../components/candle-runs.js';
import { CoverageGrid } from '../components/coverage-grid.js';
import { fileDrop, importFiles } from '../components/import-file.js';
import { monthDetail } from '../components/month-detail.js';
import { empty, load, remark, skeleton } from '../components/notice.js';

/** The stored candles: what is there, how good it is, and how to get more. */
export function show(main, route) {
  const body = h('div', { class: 'card-body' }, skeleton('2rem', '2rem', '2rem'));
  const total = h('span', { class: 'note' });
  const detail = h('section', { class: 'card', 'aria-label': 'Month', hidden: true });
  const backfills = new BackfillList(() => refresh());
  const runs = new CandleRuns(() => refresh());
  let markets = [];
  let selected = route.query;

  const startBackfill = (preset) => askBackfill(preset, (id) => backfills.watch(id));
  const startRepair = (preset) => askBackfill({ ...preset, isRepair: true }, (id) => backfills.watch(id));
  const take = (files) => importFiles(files, markets, refresh);
  const choose = h('input', { type: 'file', class: 'visually-hidden', tabindex: '-1', 'aria-label': 'Candle file', multiple: true, accept: '.csv,.tsv,.txt,.gz,.zst,.zip,.tar,.tgz,.parquet,.feather,.arrow,.arrows,.ipc,.json,.jsonl,.ndjson', onchange: () => { take([...choose.files]); choose.value = ''; } });

  put(main,
    h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Data'),
      h('div', { class: 'actions' }, choose,
        h('button', { class: 'button', type: 'button', onclick: () => choose.click() }, icon('upload'), 'Import a file'),
        h('button', { class: 'button primary', type: 'button', onclick: () => startBackfill(markets[0]) }, icon('download'), 'Fetch from an exchange'))),
    h('div', { class: 'stack' }, backfills.element,
      h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Coverage'), total, h('div', { class: 'tools legend-row' },
        [['cover-none', 'none'], ['cover-part', 'part'], ['cover-full', 'complete'], ['cover-gap', 'with gaps'], ['cover-hole', 'hole']].map(([look, text]) => h('span', { class: 'swatch' }, h('i', { class: `cover ${look}` }), text)))), body),
      detail, runs.element,
      fileDrop(take, () => choose.click())));

  function draw(answer) {
    markets = (answer.items ?? answer).toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
    total.textContent = markets.length ? `${count(markets.reduce((sum, market) => sum + market.rows, 0))} candles in ${markets.length} ${markets.length === 1 ? 'market' : 'markets'}` : '';
    if (!markets.length) {
      detail.hidden = true;
      runs.show([]);
      put(body, empty('data', 'No candles yet', 'Fetch a range from an exchange, or drop files: CSV of any usual layout, Parquet, Feather or JSON.',
        h('button', { class: 'button', type: 'button', onclick: () => choose.click() }, icon('upload'), 'Import a file'),
        h('button', { class: 'button primary', type: 'button', onclick: () => startBackfill() }, icon('download'), 'Fetch from an exchange')));
      return;
    }
    put(body, markets.filter((market) => market.damage).map(damaged), markets.some((market) => market.months.length) && new CoverageGrid(markets, select, selected).element);
    const market = markets.find((each) => keyOf(each) === selected.market);
    const month = market?.months.find((each) => each.month === selected.month);
    if (month) {
      select(market, month);
    } else {
      detail.hidden = true;
      runs.show(markets, market ?? markets.find((each) => runs.market && keyOf(each) === keyOf(runs.market)));
    }
  }

  function damaged(market) {
    return remark('bad', `${market.symbol} ${market.interval} of ${market.exchange} cannot be read.`, market.damage, ' ',
      h('button', { class: 'button', type: 'button', onclick: () => runs.remove(market, market.months.length ? 'unfinished' : 'all') }, 'Delete …'));
  }

  function select(market, month) {
    selected = { market: keyOf(market), month: month.month };
    remember(selected);
    detail.hidden = false;
    put(detail, monthDetail(market, month, startBackfill, startRepair, () => runs.remove(market, month.month)));
    runs.show(markets, market);
  }

  function refresh() {
    return load(body, () => get('candles/coverage'), draw);
  }

  refresh();
  // A file that misses the box would otherwise be opened in place of the page.
  const over = (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault();
  const dropped = (event) => {
    if (!event.defaultPrevented && event.dataTransfer?.files.length) {
      event.preventDefault();
      take([...event.dataTransfer.files]);
    }
  };
  addEventListener('dragover', over);
  addEventListener('drop', dropped);
  return () => {
    removeEventListener('dragover', over);
    removeEventListener('drop', dropped);
    backfills.close();
  };
}
