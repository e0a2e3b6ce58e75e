import { h } from '../core/dom.js';
import { count, percent } from '../core/format.js';
import { fullMonth, missingInMonth, monthsBetween } from '../core/months.js';

/** Every market's months, coloured by how much of them is stored. Arrow keys walk, Enter opens. */
export class CoverageGrid {
  constructor(markets, onSelect, selected) {
    const all = markets.flatMap((market) => market.months.map((month) => month.month)).sort();
    const months = monthsBetween(all[0], all.at(-1));
    const years = Map.groupBy(months, (month) => month.slice(0, 4));
    this.cells = [];
    this.element = h('div', { class: 'table-wrap coverage-wrap', tabindex: '-1' }, h('table', { class: 'coverage', role: 'grid', 'aria-label': 'Stored candles by market and month', onkeydown: (event) => this.press(event) },
      h('thead', {}, h('tr', {}, h('td', {}), [...years].map(([year, list]) => h('th', { scope: 'colgroup', colspan: list.length }, list.length > 2 ? year : h('span', { class: 'visually-hidden' }, year))))),
      h('tbody', {}, markets.map((market, row) => h('tr', {},
        h('th', { scope: 'row' }, h('span', { class: 'coverage-symbol' }, market.symbol), h('small', {}, `${market.interval} · ${market.exchange} · ${count(market.rows)}${market.missing ? ` · ${count(market.missing)} missing` : ''}`)),
        months.map((month, column) => this.cell(market, month, row, column, onSelect, selected)))))));
    // The newest months are the ones that matter.
    requestAnimationFrame(() => (this.element.scrollLeft = this.element.scrollWidth));
    (this.cells[0]?.find((cell) => cell.dataset.month) ?? this.cells[0]?.[0])?.setAttribute('tabindex', '0');
  }

  cell(market, month, row, column, onSelect, selected) {
    const stored = market.months.find((each) => each.month === month);
    const full = fullMonth(month, market.interval);
    const share = stored ? Math.min(1, stored.rows / full) : 0;
    const missing = market.months.length ? missingInMonth(market, month, stored?.rows ?? 0) : 0;
    const look = !stored ? (missing > 0 ? 'cover-hole' : 'cover-none') : missing > 0 ? 'cover-gap' : share > 0.9999 ? 'cover-full' : 'cover-part';
    const text = stored ? `${month}: ${count(stored.rows)} candles, ${percent(share)}${missing ? `, ${count(missing)} missing between the first and the last stored` : ''}` : `${month}: nothing stored${missing ? `, a hole of ${count(missing)} candles` : ''}`;
    const open = stored ? () => { this.select(cell); onSelect(market, stored); } : null;
    const isSelected = stored && selected?.month === month && selected.market === `${market.exchange}/${market.symbol}/${market.interval}`;
    const cell = h('td', { class: `cover ${look}`, role: 'gridcell', tabindex: '-1', title: text, 'aria-label': text, 'aria-selected': String(Boolean(isSelected)), dataset: stored ? { month } : {}, onclick: open, style: { '--share': String(0.25 + 0.75 * share) } });
    cell.open = open;
    (this.cells[row] ??= [])[column] = cell;
    return cell;
  }

  select(cell) {
    this.cells.flat().forEach((each) => each.getAttribute('aria-selected') === 'true' && each.setAttribute('aria-selected', 'false'));
    cell.setAttribute('aria-selected', 'true');
  }

  press(event) {
    const row = this.cells.findIndex((cells) => cells.includes(event.target));
    if (row < 0) {
      return;
    }
    const column = this.cells[row].indexOf(event.target);
    const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [0, 0];
    const next = this.cells[row + down]?.[column + right];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.target.open?.();
    } else if (next && next !== event.target) {
      event.preventDefault();
      event.target.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    }
  }
}
