import { debounce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query } from '../core/api.js';
import { count, plural } from '../core/format.js';
import { readCandles } from '../core/candles.js';
import { intervalLength } from '../core/months.js';
import { problem, skeleton } from './notice.js';
import { segmented } from './segmented.js';

const mostPoints = 4000;
const ranges = { 1: '1D', 7: '1W', 30: '1M', 90: '3M', 365: '1Y' };
const legend = [['series-1', 'box', 'long ▲'], ['series-2', 'box', 'short ▼'], ['good', '', 'gain, target'], ['bad', '', 'loss, stop']];

/**
 * The candles that an asset was measured on, with its trades and what its strategy saw; the chart library is fetched when this
 * comes into view.
 */
export class AssetCandles {
  constructor(asset) {
    this.asset = asset;
    this.symbol = asset.market.symbols[0];
    this.trades = [];
    this.note = h('span', { class: 'note' });
    this.body = h('div', { class: 'card-body candle-body' }, skeleton('30rem'));
    this.showLines = h('input', { type: 'checkbox', checked: true, onchange: () => this.drawLines() });
    const log = h('input', { type: 'checkbox', onchange: () => this.chart?.setLogarithmic(log.checked) });
    this.element = h('section', { class: 'card', id: 'candles' }, h('div', { class: 'card-head' }, h('h2', {}, 'Candles and trades'), this.note, h('div', { class: 'tools' },
      asset.market.symbols.length > 1 && segmented('Symbol', Object.fromEntries(asset.market.symbols.map((symbol) => [symbol, symbol])), this.symbol, (symbol) => { this.symbol = symbol; this.load(); }),
      h('label', { class: 'check' }, this.showLines, 'Indicators'), h('label', { class: 'check' }, log, 'Log scale'),
      h('div', { class: 'row ranges', role: 'group', 'aria-label': 'Range' }, Object.entries(ranges).map(([days, text]) => h('button', { class: 'button quiet', type: 'button', onclick: () => this.chart?.showDays(Number(days)) }, text)),
        h('button', { class: 'button quiet', type: 'button', onclick: () => this.chart?.showDays(null) }, 'All')))), this.body,
    h('div', { class: 'legend-row pad' }, legend.map(([color, look, text]) => h('span', { class: 'swatch', style: { '--swatch': `var(--${color})` } }, h('i', { class: look }), text)), h('span', { class: 'muted' }, 'many trades in view are counted together')));
    this.seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.start(), { rootMargin: '600px 0px' });
    this.seen.observe(this.element);
    this.look = debounce(300, (range) => this.readLines(range));
  }

  close() {
    this.isClosed = true;
    this.look.cancel();
    this.seen.disconnect();
    this.chart?.close();
  }

  async start() {
    this.seen.disconnect();
    const { CandleChart } = await import('../charts/candle-chart.js');
    if (this.isClosed) {
      return;
    }
    this.chart = new CandleChart({ onRange: (range) => this.isThinned && this.look(range) });
    this.chart.candleLength = intervalLength(this.asset.market.interval);
    this.load();
  }

  async load() {
    const { market, split } = this.asset;
    try {
      const [from, to] = [split.inSample.from, split.holdOut?.to ?? split.inSample.to];
      const { bars, candlesPerBar } = await readCandles(market.exchange, this.symbol, market.interval, from, to, (Date.parse(to) - Date.parse(from)) / intervalLength(market.interval));
      if (this.isClosed) {
        return;
      }
      if (!this.chart.element.isConnected) {
        put(this.body, this.chart.element);
      }
      this.chart.setCandles(bars);
      this.note.textContent = `${plural(bars.length, 'bar')}${candlesPerBar > 1 ? ` of ${count(candlesPerBar)} candles` : ''}`;
      this.setTrades(this.trades);
      this.readLines(null);
      if (this.wanted) {
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => this.chart.reveal(this.wanted))));
      }
    } catch (failure) {
      put(this.body, problem('The candles could not be loaded', failure.message, h('button', { class: 'button', type: 'button', onclick: () => this.load() }, icon('refresh'), 'Try again')));
    }
  }

  // Over a long range the indicators are thinned; a closer look asks for those of what is in view.
  async readLines(range) {
    const { symbol } = this;
    const moment = (seconds) => new Date(seconds * 1000).toISOString();
    const room = range ? (range.to - range.from) / 2 : 0;
    try {
      const read = await get(`assets/${this.asset.id}/indicators${query({ symbol, maxPoints: mostPoints, from: range && moment(range.from - room), to: range && moment(range.to + room) })}`);
      if (this.isClosed || symbol !== this.symbol) {
        return;
      }
      this.isThinned = range === null ? read.candlesPerPoint > 1 : this.isThinned;
      this.signals = range === null ? read.signals : merged(this.signals ?? [], read.signals);
      this.lines = read.lines.map((line) => ({ name: line.name, isPrice: line.isPrice, points: read.times.map((time, index) => (line.values[index] === null ? null : { time: time / 1000, value: line.values[index] })).filter(Boolean) }));
      this.drawLines();
    } catch {
      // Without indicators the candles and trades are still there.
    }
  }

  drawLines() {
    if (this.lines) {
      this.chart?.setIndicators(this.showLines.checked ? this.lines : [], this.signals);
    }
  }

  setTrades(trades) {
    this.trades = trades;
    this.chart?.setTrades(trades.filter((trade) => !trade.symbol || trade.symbol === this.symbol));
  }

  reveal(trade) {
    this.wanted = trade;
    this.chart?.reveal(trade);
    this.element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }
}

function merged(known, read) {
  const all = new Map([...known, ...read].map((signal) => [signal.time, signal]));
  return [...all.values()].sort((a, b) => a.time - b.time);
}
