import { h } from '../core/dom.js';
import { count, metric, percent, signedPercent } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';
import { EquityPlot } from '../charts/equity-plot.js';

/** What the verdict rests on, in a sentence; nothing when no day was unseen. */
export function unseenNote(unseen) {
  if (!unseen) {
    return null;
  }
  const { figures } = unseen;
  const chance = unseen.pValue === undefined ? '' : `; chance alone does as well with a probability of ${percent(unseen.pValue)}`;
  return h('p', { class: 'hint' }, `The verdict rests on ${count(unseen.days)} days that no choice ever saw, the test parts of the anchored walk-forward and the hold-out: ${signedPercent(figures.totalReturn)} in ${count(figures.trades)} ${figures.trades === 1 ? 'trade' : 'trades'}, where holding returned ${signedPercent(figures.buyAndHoldReturn)}${chance}.`);
}

/**
 * The test parts of the walk-forward end to end, anchored and rolling, each window searched anew on what came before it.
 * @param {object} evidence the asset's walk-forward
 * @param {Array<{close: function}>} open what is to be closed with the page
 */
export function walkForwardCard(evidence, open) {
  const walks = [['anchored', evidence?.anchored], ['rolling', evidence?.rolling]].filter(([, walk]) => walk?.equity?.length > 1);
  if (!walks.length) {
    return null;
  }
  const plot = new EquityPlot(180);
  open.push(plot);
  plot.setCurves(walks.map(([name, walk]) => ({ name, start: 1, points: pointsOf(walk) })));
  return h('section', { class: 'card' },
    h('div', { class: 'card-head' }, h('h2', {}, 'Walk-forward'), h('span', { class: 'note' }, `${count(walks[0][1].windows.length)} windows, each searched anew with ${count(evidence.trialsPerWindow)} trials on what came before it; its test part only`)),
    h('div', { class: 'card-body stack' }, plot.element,
      h('p', { class: 'hint' }, walks.map(([name, walk]) => `${name}: efficiency ${walk.efficiency === undefined ? 'not defined' : metric('sharpe', walk.efficiency)}`).join('; '), ' (growth per year on the test parts over that where it was searched)')));
}

/** What the published trial did on symbols that it was not trained on. */
export function otherMarketsCard(symbols) {
  if (!symbols?.length) {
    return null;
  }
  const cells = (figures) => [count(figures.trades), signedPercent(figures.totalReturn), metric('sharpe', figures.sharpe), signedPercent(figures.buyAndHoldReturn)].map((text) => h('td', { class: 'number' }, text));
  return h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Other markets'), h('span', { class: 'note' }, 'the same parameters over the days in sample')),
    scrollArea('Other markets', 'card-body flush table-wrap', h('table', { class: 'table', 'aria-label': 'Other markets' },
      h('thead', {}, h('tr', {}, ['Symbol', 'Trades', 'Return', 'Sharpe', 'Holding'].map((title, index) => h('th', { scope: 'col', class: index ? 'number' : '' }, title)))),
      h('tbody', {}, symbols.map((each) => h('tr', {}, h('th', { scope: 'row' }, each.symbol), each.figures ? cells(each.figures) : h('td', { colspan: 4 }, each.reason ?? 'not tried')))))));
}

function pointsOf(walk) {
  let peak = 1;
  return walk.equity.map((equity, index) => {
    peak = Math.max(peak, equity);
    return { time: walk.equityDays[index], chainedEquity: equity, chainedDrawdown: 1 - equity / peak, inSample: true };
  });
}
