import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { count } from '../core/format.js';
import { readCandles } from '../core/candles.js';
import { intervalLength } from '../core/months.js';
import { problem, skeleton } from './notice.js';
import { segmented } from './segmented.js';

/** The candles that an asset was measured on, with its trades; the chart library is fetched when this comes into view. */
export class AssetCandles {
  constructor(asset) {
    this.asset = asset;
    this.symbol = asset.market.symbols[0];
    this.trades = [];
    this.note = h('span', { class: 'note' });
    this.body = h('div', { class: 'card-body candle-body' }, skeleton('26rem'));
    this.element = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Candles and trades'), this.note, h('div', { class: 'tools' },
      asset.market.symbols.length > 1 && segmented('Symbol', Object.fromEntries(asset.market.symbols.map((symbol) => [symbol, symbol])), this.symbol, (symbol) => { this.symbol = symbol; this.load(); }),
      h('button', { class: 'button quiet', type: 'button', onclick: () => this.chart?.fit() }, 'All'))), this.body);
    this.seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.start(), { rootMargin: '600px 0px' });
    this.seen.observe(this.element);
  }

  close() {
    this.isClosed = true;
    this.seen.disconnect();
    this.chart?.close();
  }

  async start() {
    this.seen.disconnect();
    const { CandleChart } = await import('../charts/candle-chart.js');
    if (this.isClosed) {
      return;
    }
    this.chart = new CandleChart();
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
      this.note.textContent = `${count(bars.length)} bars${candlesPerBar > 1 ? ` of ${count(candlesPerBar)} candles` : ''}; arrows are entries, dots are exits`;
      this.setTrades(this.trades);
      if (this.wanted) {
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => this.chart.reveal(this.wanted))));
      }
    } catch (failure) {
      put(this.body, problem('The candles could not be loaded', failure.message, h('button', { class: 'button', type: 'button', onclick: () => this.load() }, icon('refresh'), 'Try again')));
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
