import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { bytes, count, duration, percent, signedPercent, utc, value } from '../core/format.js';
import { fullMonth, monthSpan, storedSpan } from '../core/months.js';
import { link } from '../core/route.js';
import { remark } from './notice.js';

const mostGaps = 12;

/** One stored month: how complete it is, where its gaps are, where it came from, and what can be done about it. */
export function monthDetail(market, month, onBackfill, onRepair, onDelete) {
  const expected = month.expectedRows ?? fullMonth(month.month, market.interval);
  const [first, last] = storedSpan(market);
  const gaps = (month.gaps ?? []).filter(([from, to]) => Date.parse(to) > first && Date.parse(from) < last);
  const jumps = new Map((market.outages ?? []).map((outage) => [outage.from, outage]));
  const own = new Set((month.ownGaps ?? []).map(([from]) => from));
  const down = new Set((month.downtime ?? []).map(([from]) => from));
  const [start, end] = monthSpan(month.month);
  const preset = { exchange: market.exchange, symbol: market.symbol, interval: market.interval, from: new Date(start).toISOString().slice(0, 10), to: new Date(end).toISOString().slice(0, 10) };
  const known = (amount) => (amount === undefined || amount === null ? 'not checked' : count(amount));
  return [
    h('div', { class: 'card-head' }, h('h2', {}, `${market.symbol} ${market.interval}, ${month.month}`), h('span', { class: 'note' }, market.exchange),
      h('div', { class: 'tools' },
        h('button', { class: 'button', type: 'button', onclick: () => onBackfill(preset) }, icon('download'), 'Fetch what is missing'),
        h('button', { class: 'button', type: 'button', onclick: () => onRepair(preset) }, icon('repair'), 'Ask for gaps again'),
        h('button', { class: 'button', type: 'button', onclick: () => onDelete() }, icon('trash'), 'Delete this month'),
        h('a', { class: 'button', href: link('train') }, icon('train'), 'Train on it'))),
    h('div', { class: 'card-body stack' },
      month.damage && remark('bad', 'This month cannot be read.', month.damage),
      h('dl', { class: 'figures' }, [
        ['Complete', percent(month.rows / expected)], ['Candles', count(month.rows)], ['Expected', count(expected)], ['Gaps', month.gaps ? count(gaps.length) : 'not checked'],
        ['Runs without trades', known(month.zeroVolumeRuns)], ['Outliers', known(month.outliers)], ['Duplicates dropped', known(month.duplicatesDropped)], ['Refused', known(month.refused)], ['Size', bytes(month.bytes)],
      ].map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))),
      gaps.length > 0 && h('div', { class: 'stack' }, h('h3', {}, 'Gaps'), h('ul', { class: 'gaps' }, gaps.slice(0, mostGaps).map(([from, to]) =>
        h('li', {}, h('span', { class: 'mono' }, utc(from)), ' ', duration(Date.parse(to) - Date.parse(from)), ' ', jumps.has(from) && [jumpOf(jumps.get(from)), ' '], down.has(from) ? h('span', { class: 'tag' }, 'the exchange was down') : own.has(from) && h('span', { class: 'tag' }, 'the exchange’s own'))),
      gaps.length > mostGaps && h('li', { class: 'muted' }, `and ${count(gaps.length - mostGaps)} more`))),
      h('p', { class: 'hint' }, `${utc(month.first)} to ${utc(month.last)}`, month.source && month.source !== 'unknown' && ` · from ${month.source}`, month.checksum && [' · SHA-256 ', h('code', {}, month.checksum)])),
  ];
}

/** What the price did across a gap; one that it usually does not do in that time stands out. */
const jumpOf = (outage) => h('span', { class: outage.isNotable ? 'tag warn' : 'muted', title: `${value(outage.closeBefore)} before, ${value(outage.openAfter)} after` }, signedPercent(outage.jump));
