import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, pages, post } from '../core/api.js';
import { strategyOf } from '../core/catalog.js';
import { age, count, day, metric, metricTitle, parameterTitle, percent, plural, signedPercent, strategyTitle, utc, value, when, words } from '../core/format.js';
import { go, link } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { changeStage, deleteAsset } from '../components/asset-actions.js';
import { AssetCandles } from '../components/asset-candles.js';
import { assetHeading, assetNotes } from '../components/asset-editing.js';
import { evidenceTable } from '../components/evidence-table.js';
import { doing, load, remark, skeleton, toast } from '../components/notice.js';
import { select } from '../components/field.js';
import { stages } from '../components/stage.js';
import { otherMarketsCard, unseenNote, walkForwardCard } from '../components/unseen.js';
import { verdictCard } from '../components/verdict.js';
import { TradeBreakdown } from '../components/trade-breakdown.js';
import { TradeTable } from '../components/trade-table.js';
import { EquityPlot } from '../charts/equity-plot.js';
import { monthlyHeatMap } from '../charts/monthly.js';

const mostPoints = 4000;
const mostJumps = 5;

// The asset itself has counted as the look at its hold-out; the rest of the page belongs to that look.
const sameVisit = 'view=false';

// A strategy in C# has no versions; the file of the host is the one that counts.
const isOtherFile = ({ strategy, strategyHash }) => Boolean(strategyHash && strategyOf(strategy)?.hash && strategyOf(strategy).hash !== strategyHash);

/** One trained asset: its evidence in sample and out of it, its trades on the candles, and what is to be done with it. */
export function show(main, route) {
  const open = [];
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Asset')), skeleton('4rem', '20rem', '24rem'));
  load(main, () => get(`assets/${encodeURIComponent(route.id)}`), (asset) => draw(main, asset, open), h('a', { class: 'button', href: link('assets') }, icon('assets'), 'All assets'));
  return () => open.splice(0).forEach((each) => each.close());
}

function draw(main, asset, open) {
  const path = `assets/${asset.id}`;
  const equity = new EquityPlot(260);
  const candles = new AssetCandles(asset);
  const trades = new TradeTable(path, (trade) => candles.reveal(trade));
  const breakdown = new TradeBreakdown();
  const monthly = h('div', { class: 'card-body monthly-body' }, skeleton('5rem'));
  const evidence = h('div', { class: 'card-body flush' });
  const history = h('ol', { class: 'history' });
  const remarks = h('div', { class: 'stack' });
  open.push(equity, candles, trades);
  document.title = `${asset.name} · Trad`;

  const stage = select(stages.map((name) => [name, words(name)]), asset.stage, () => setStage());
  stage.setAttribute('aria-label', 'Stage');
  const exports = ['json', 'csv', 'freqtrade'].map((format) => h('a', { class: 'button', href: `api/${path}/export?format=${format}`, download: '' }, format === 'json' && icon('download'), format === 'freqtrade' ? 'Freqtrade' : format.toUpperCase()));

  put(main,
    h('div', { class: 'crumbs' }, h('a', { href: link('assets') }, 'Assets'), ' / ', h('a', { href: link('jobs', asset.jobNumber) }, `job #${asset.jobNumber}`)),
    h('div', { class: 'page-head' }, assetHeading(asset, (changed) => take(changed)),
      h('div', { class: 'actions' }, h('div', { class: 'stage-choice' }, stage), exports,
        h('button', { class: 'button', type: 'button', onclick: (event) => revalidate(event.currentTarget) }, icon('refresh'), 'Revalidate'),
        h('button', { class: 'button danger', type: 'button', onclick: (event) => deleteAsset(asset, event.currentTarget, { onDeleted: () => go('assets'), onRestored: () => go('assets', asset.id) }) }, icon('trash'), 'Delete'))),
    asset.validation?.judgement && verdictCard(asset.validation.judgement, `api/${path}/report`, unseenNote(asset.validation.unseen)),
    remarks,
    h('div', { class: 'asset-grid' },
      h('div', { class: 'stack' },
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Equity and drawdown'), h('span', { class: 'note' }, 'after costs; the shaded part was never searched and goes on where the search ended'), h('div', { class: 'tools' }, ['csv', 'parquet'].map((format) => h('a', { class: 'button quiet', href: `api/${path}/equity?format=${format}`, download: `equity.${format}` }, format.toUpperCase())))), h('div', { class: 'card-body' }, equity.element)),
        walkForwardCard(asset.validation?.walkForward, open),
        candles.element,
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Monthly returns'), h('span', { class: 'note' }, 'percent')), monthly),
        breakdown.element,
        trades.element),
      h('div', { class: 'stack' },
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Evidence'), asset.symbols && h('span', { class: 'note' }, `joint account of ${plural(Object.keys(asset.symbols).length, 'symbol')}`)), evidence),
        asset.symbols && bySymbol(asset.symbols),
        otherMarketsCard(asset.validation?.robustness?.otherSymbols),
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters')), h('div', { class: 'card-body' }, h('dl', { class: 'pairs' }, Object.entries(asset.parameters).map(([name, amount]) => [h('dt', {}, parameterTitle(asset.strategy, name)), h('dd', { class: 'mono' }, value(amount))])))),
        assetNotes(asset, (changed) => take(changed)),
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'History')), h('div', { class: 'card-body' }, history)),
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Origin')), h('div', { class: 'card-body' }, h('dl', { class: 'pairs' }, origin(asset).map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])))))));

  function take(changed) {
    asset = changed;
    const newest = asset.revalidations?.[0];
    put(remarks, (asset.warnings ?? []).map((text) => remark('warn', null, text)), isOtherFile(asset.request) && remark('warn', 'The file of its strategy is another by now.', 'What is computed of this asset from now on, as a revalidation or the indicators below, may differ from its figures.'),
      newest?.state === 'failed' && remark('bad', 'Revalidation failed.', newest.error));
    remarks.style.setProperty('margin-bottom', remarks.childElementCount ? 'var(--s4)' : '0');
    put(evidence, evidenceTable('Evidence', [
      { title: 'In sample', metrics: asset.inSample },
      ...(asset.validation?.walkForward?.anchored?.outOfSample ? [{ title: 'Walk-forward', metrics: asset.validation.walkForward.anchored.outOfSample }] : []),
      { title: 'Hold-out', metrics: asset.holdOut },
      ...(newest?.metrics ? [{ title: 'Revalidated', note: day(newest.from), metrics: newest.metrics }] : []),
    ]), newest && h('p', { class: 'hint pad' }, revalidated(newest)));
    put(history, asset.stageHistory.map((each) => h('li', {}, h('strong', {}, words(each.stage)), ' ', when(each.at), each.note && h('span', { class: 'muted' }, ` ${each.note}`))));
  }

  async function setStage() {
    const changed = await changeStage(asset, stage.value);
    if (changed) {
      take(changed);
      toast(`Stage: ${words(changed.stage)}.`);
    } else {
      stage.value = asset.stage;
    }
  }

  async function revalidate(button) {
    const changed = await doing(button, () => post(`${path}/revalidate`));
    if (changed) {
      take(changed);
      toast('The parameters are measured on newer candles.');
      follow();
    }
  }

  async function follow() {
    while (open.length && asset.revalidations?.[0]?.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      take(await get(`${path}?${sameVisit}`).catch(() => asset));
    }
  }

  take(asset);
  get(`${path}/equity?maxPoints=${mostPoints}&${sameVisit}`).then((answer) => open.length && equity.setCurves([{ name: asset.name, points: answer.points, market: asset.market }])).catch((failure) => toast(failure.message));
  load(monthly, () => get(`${path}/monthly?${sameVisit}`), (months) => put(monthly, monthlyHeatMap(months.items ?? months)));
  readTrades(path).then((all) => {
    if (open.length) {
      trades.setTrades(all);
      candles.setTrades(all);
      breakdown.setTrades(all);
    }
  }).catch((failure) => toast(failure.message));
}

async function readTrades(path) {
  const all = [];
  for await (const items of pages(`${path}/trades?${sameVisit}`)) {
    all.push(...items);
  }
  return all;
}

function origin(asset) {
  return [
    ['Published', h('span', {}, when(asset.createdAt), ` (${age(asset.createdAt)})`)],
    ['Job', h('a', { href: link('jobs', asset.jobNumber) }, `#${asset.jobNumber}, trial ${asset.trial ?? 0} of ${plural(asset.trials, 'trial')}`)],
    ['Strategy', strategyTitle(asset.strategy)],
    ['Market', `${asset.market.symbols.join(', ')} ${asset.market.interval} on ${asset.market.exchange}`],
    ['In sample', span(asset.split?.inSample)], ['Hold-out', span(asset.split?.holdOut)], ['Gaps', asset.request?.gapPolicy && `${words(asset.request.gapPolicy)}, held across at most ${asset.request.longestGapHours ?? 24} h`],
    ['Jumps across gaps', jumps(asset.outages)], ['Made across gaps', madeAcross(asset.gapProfit)],
    ['Hold-out seen', plural(asset.holdOutViews ?? 0, 'time')],
    ['Seed', String(asset.seed)], ['Code', h('span', { title: asset.codeVersion }, String(asset.codeVersion).replace(/(\+\w{8})\w+/, '$1'))], ['Data', h('code', { title: asset.dataFingerprint }, `${String(asset.dataFingerprint).slice(0, 12)}…`)],
  ].filter(([, text]) => text);
}

/** The gaps across which the price moved further than it usually does in that time, the furthest first. */
function jumps(outages) {
  const notable = Object.entries(outages ?? {}).flatMap(([symbol, each]) => each.map((outage) => ({ ...outage, symbol }))).filter((outage) => outage.isNotable)
    .toSorted((a, b) => Math.abs(b.jump) - Math.abs(a.jump));
  return notable.length ? h('ul', { class: 'gaps' }, notable.slice(0, mostJumps).map((outage) =>
    h('li', {}, `${Object.keys(outages).length > 1 ? `${outage.symbol} ` : ''}${signedPercent(outage.jump)} across ${count(outage.missingCandles)} candles from ${utc(outage.from)}`))) : null;
}

/** The share of the net profit that trades across gaps made; nothing where no trade was held across one. */
function madeAcross(profit) {
  const part = (name, figures) => (figures?.trades ? `${name} ${figures.share === undefined ? 'no net profit' : percent(figures.share)} by ${plural(figures.trades, 'trade')}, ${count(figures.jumpTrades)} of them across a jump` : null);
  return [part('in sample', profit?.inSample), part('hold-out', profit?.holdOut)].filter(Boolean).join('; ');
}

function bySymbol(symbols) {
  const titles = [metricTitle('sharpe'), metricTitle('totalReturn')];
  const figures = (metrics, look) => [h('td', { class: `number ${look}` }, metric('sharpe', metrics?.sharpe)), h('td', { class: 'number' }, metric('totalReturn', metrics?.totalReturn))];
  return h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'By symbol')), scrollArea('Figures by symbol', 'card-body flush table-wrap', h('table', { class: 'table', 'aria-label': 'Figures by symbol' },
    h('thead', {}, h('tr', {}, h('td', {}), h('th', { scope: 'colgroup', colspan: 2, class: 'group' }, 'In sample'), h('th', { scope: 'colgroup', colspan: 2, class: 'group' }, 'Hold-out')),
      h('tr', {}, h('th', { scope: 'col' }, 'Symbol'), [...titles, ...titles].map((title, index) => h('th', { scope: 'col', class: `number ${index % 2 ? '' : 'edge'}` }, title)))),
    h('tbody', {}, Object.entries(symbols).map(([symbol, each]) => h('tr', {}, h('th', { scope: 'row' }, symbol), figures(each.inSample, 'edge'), figures(each.holdOut, 'edge')))))));
}

const span = (period) => (period ? `${day(period.from)} to ${day(period.to)}${period.candles === undefined ? '' : `, ${count(period.candles)} candles`}` : null);

/** What the newest revalidation says in a sentence; without a score on the newer candles there is no decay, and that is said. */
function revalidated(revalidation) {
  if (revalidation.state === 'running') {
    return 'A revalidation is running …';
  }

  if (!revalidation.metrics) {
    return '';
  }

  const lost = revalidation.decay === undefined
    ? `the score is not defined there, with ${plural(revalidation.metrics.trades, 'trade')}`
    : `${percent(revalidation.decay)} of the in-sample score is lost`;
  const gaps = revalidation.gapProfit?.trades ? ` Across gaps of the candles: ${madeAcross({ holdOut: revalidation.gapProfit }).replace('hold-out ', '')}.` : '';
  return `Revalidated on ${plural(revalidation.candles, 'newer candle')}: ${lost}.${gaps}`;
}
