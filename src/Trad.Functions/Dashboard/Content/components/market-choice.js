import { h, put } from '../core/dom.js';
import { count, day } from '../core/format.js';
import { intervalLength } from '../core/months.js';
import { numberInput, numberOf, select } from './field.js';
import { segmented } from './segmented.js';

const kinds = { days: 'Last days', candles: 'Last candles', dates: 'Dates' };
const dayLength = 86400000;

// Intervals that candles of a shorter one can be joined to; a week begins on Monday, a month by the calendar.
const derivable = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d', '3d', '1w', '1M'];

/** The markets by exchange and interval: the stored ones, then those that the server joins from shorter candles. */
function groupsOf(coverage) {
  const stored = Map.groupBy(coverage, (market) => `${market.exchange} ${market.interval}`);
  const groups = new Map([...stored].sort(([a], [b]) => a.localeCompare(b)));
  for (const exchange of new Set(coverage.map((market) => market.exchange))) {
    const own = coverage.filter((market) => market.exchange === exchange);
    for (const interval of derivable.filter((code) => !stored.has(`${exchange} ${code}`))) {
      const sources = new Map();
      for (const market of own.filter((each) => tiles(each.interval, interval)).sort((a, b) => intervalLength(a.interval) - intervalLength(b.interval))) {
        sources.set(market.symbol, { ...market, source: market.interval, interval });
      }
      if (sources.size) {
        groups.set(`${exchange} ${interval}`, [...sources.values()]);
      }
    }
  }
  return groups;
}

function tiles(shorter, longer) {
  const [part, whole] = [intervalLength(shorter), intervalLength(longer)];
  return part < whole && (longer === '1M' ? dayLength % part === 0 : whole % part === 0);
}

/** Which candles a training uses: a stored market, one or more of its symbols, and which part. */
export class MarketChoice {
  constructor(coverage, before, fields, onChange) {
    this.onChange = onChange;
    this.coverage = coverage.filter((market) => market.months.length);
    this.groups = groupsOf(this.coverage);
    const wanted = `${before.exchange} ${before.interval}`;
    this.group = this.groups.has(wanted) ? wanted : this.largest();
    this.symbols = new Set(before.symbols ?? (before.symbol ? [before.symbol] : []));
    this.kind = before.from ? 'dates' : before.lookbackCandles ? 'candles' : 'days';
    this.symbolList = h('div', { class: 'chips' });
    this.stored = h('p', { class: 'hint' });
    this.aggregation = select([['mean', 'Mean over symbols'], ['median', 'Median over symbols'], ['worst', 'Worst symbol']], before.symbolAggregation ?? 'mean', onChange);
    this.aggregationField = fields.add('symbolAggregation', 'Score of several symbols', this.aggregation);
    this.days = numberInput({ min: '0', placeholder: '30', value: before.lookbackDays ?? '' }, onChange);
    this.candles = numberInput({ min: '1', step: '1', placeholder: '8640', value: before.lookbackCandles ?? '' }, onChange);
    this.from = h('input', { class: 'input', type: 'date', value: before.from?.slice(0, 10) ?? '', oninput: onChange });
    this.to = h('input', { class: 'input', type: 'date', value: before.to?.slice(0, 10) ?? '', oninput: onChange });
    this.quick = h('div', { class: 'row' }, [30, 90, 180, 365, 0].map((days) => h('button', { class: 'button quiet', type: 'button', onclick: () => this.last(days) }, days ? `${days} d` : 'All')));
    this.parts = {
      days: h('div', { class: 'row' }, fields.add('lookbackDays range', 'Days', this.days, { hint: 'counted back from the newest stored candle' }), this.quick),
      candles: fields.add('lookbackCandles', 'Candles', this.candles, { hint: 'counted back from the newest stored candle' }),
      dates: h('div', { class: 'form-row' }, fields.add('from', 'From (UTC)', this.from, { hint: 'included' }), fields.add('to', 'To (UTC)', this.to, { hint: 'not included' })),
    };
    this.part = h('div', {});
    this.element = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Candles')), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('exchange interval', 'Market', select([...this.groups.keys()].map((key) => [key, key.replace(' ', ' · ') + (this.groups.get(key)[0].source ? `, from ${[...new Set(this.groups.get(key).map((market) => market.source))].join(' and ')}` : '')]), this.group, (event) => { this.group = event.target.value; this.draw(); onChange(); })),
        fields.add('symbol symbols', 'Symbols', this.symbolList, { isGroup: true }), this.aggregationField),
      this.stored,
      segmented('Which part', kinds, this.kind, (kind) => { this.kind = kind; this.draw(); onChange(); }), this.part));
    this.draw();
  }

  largest() {
    return [...this.groups].filter(([, markets]) => !markets[0].source).sort(([, a], [, b]) => Math.max(...b.map((market) => market.rows)) - Math.max(...a.map((market) => market.rows)))[0][0];
  }

  get markets() {
    return this.groups.get(this.group);
  }

  draw() {
    const symbols = this.markets.map((market) => market.symbol);
    this.symbols = new Set([...this.symbols].filter((symbol) => symbols.includes(symbol)));
    if (!this.symbols.size) {
      this.symbols.add(symbols[0]);
    }
    put(this.symbolList, symbols.map((symbol) => h('label', { class: 'chip' }, h('input', { type: 'checkbox', checked: this.symbols.has(symbol), onchange: (event) => {
      this.symbols[event.target.checked ? 'add' : 'delete'](symbol);
      this.describe();
      this.onChange();
    } }), symbol)));
    put(this.part, this.parts[this.kind]);
    this.describe();
  }

  describe() {
    this.aggregationField.hidden = this.symbols.size < 2;
    put(this.stored, this.markets.filter((market) => this.symbols.has(market.symbol)).map((market) =>
      `${market.symbol}: ${count(market.rows)} candles${market.source ? ` of ${market.source}` : ''} stored, ${day(market.months[0].first)} to ${day(market.months.at(-1).last)}. `));
  }

  last(days) {
    const chosen = this.markets.filter((market) => this.symbols.has(market.symbol));
    const span = Math.ceil((Date.parse(chosen[0].months.at(-1).last) - Date.parse(chosen[0].months[0].first)) / dayLength);
    this.days.value = String(days || span);
    this.onChange();
  }

  /** Shows what the server makes of fields that are left empty. */
  showDefaults(complete) {
    this.days.placeholder = String(complete?.lookbackDays ?? 30);
  }

  request() {
    const [exchange, interval] = this.group.split(' ');
    const symbols = [...this.symbols];
    const range = {
      days: () => ({ lookbackDays: numberOf(this.days) }),
      candles: () => ({ lookbackCandles: numberOf(this.candles) }),
      dates: () => ({ from: moment(this.from), to: moment(this.to) }),
    }[this.kind]();
    return {
      exchange, interval,
      ...(symbols.length > 1 ? { symbols, symbolAggregation: this.aggregation.value } : { symbol: symbols[0] }),
      ...range,
    };
  }
}

const moment = (input) => (input.value ? `${input.value}T00:00:00Z` : undefined);
