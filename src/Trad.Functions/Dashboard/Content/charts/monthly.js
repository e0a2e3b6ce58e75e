import { h } from '../core/dom.js';
import { signedPercent } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Monthly returns as a heat map: years down, months across, the year's compounded return at the end. */
export function monthlyHeatMap(months) {
  const years = [...Map.groupBy(months, (entry) => entry.year)].sort(([a], [b]) => a - b);
  const largest = Math.max(0.001, ...months.map((entry) => Math.abs(entry.return)));
  return scrollArea('Monthly returns', 'table-wrap', h('table', { class: 'monthly', 'aria-label': 'Monthly returns' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Year'), names.map((name) => h('th', { scope: 'col' }, name)), h('th', { scope: 'col' }, 'Total'))),
    h('tbody', {}, years.map(([year, entries]) => h('tr', {}, h('th', { scope: 'row' }, String(year)),
      names.map((_, index) => cell(entries.find((entry) => entry.month === index + 1), largest)),
      h('td', { class: 'total' }, signedPercent(entries.reduce((product, entry) => product * (1 + entry.return), 1) - 1)))))));
}

function cell(entry, largest) {
  if (!entry) {
    return h('td', {}, h('span', { class: 'visually-hidden' }, 'none'));
  }
  const share = Math.sqrt(Math.abs(entry.return) / largest);
  return h('td', { class: `month ${entry.return >= 0 ? 'gain' : 'loss'} ${entry.inSample === false ? 'held-out' : ''}`, style: { '--share': share.toFixed(3) }, title: entry.inSample === false ? 'hold-out' : 'in sample' },
    `${entry.return > 0 ? '+' : ''}${(entry.return * 100).toFixed(1)}`.replace('-', '−'));
}
