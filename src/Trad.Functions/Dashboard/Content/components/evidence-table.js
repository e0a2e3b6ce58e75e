import { h } from '../core/dom.js';
import { metric, metricTitle, tone } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';

const names = ['totalReturn', 'annualisedReturn', 'sharpe', 'sortino', 'calmar', 'maximumDrawdown', 'volatility', 'winRate', 'profitFactor', 'trades', 'exposure', 'buyAndHoldReturn'];
const perYear = new Set(['annualisedReturn', 'calmar']);
const toned = new Set(['totalReturn', 'annualisedReturn', 'buyAndHoldReturn']);

/**
 * Figures side by side, one column per measurement.
 * @param {string} label what the table is of
 * @param {Array<{title, note, metrics, look}>} columns
 */
export function evidenceTable(label, columns) {
  return scrollArea(label, 'table-wrap', h('table', { class: 'table evidence', 'aria-label': label },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Figure')), columns.map((column) => h('th', { scope: 'col', class: `number ${column.look ?? ''}` }, column.title, column.note && h('small', {}, column.note))))),
    h('tbody', {}, names.map((name) => h('tr', {}, h('th', { scope: 'row' }, metricTitle(name)),
      columns.map((column) => h('td', { title: perYear.has(name) ? column.metrics?.notAnnualised : null, class: `number ${column.look ?? ''} ${toned.has(name) ? tone(column.metrics?.[name]) ?? '' : ''}` }, metric(name, column.metrics?.[name]))))))));
}
