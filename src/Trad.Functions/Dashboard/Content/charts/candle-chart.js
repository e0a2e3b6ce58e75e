import './locale.js';
import { CandlestickSeries, CrosshairMode, HistogramSeries, LineSeries, PriceScaleMode, createChart, createSeriesMarkers } from '../vendor/lightweight-charts/lightweight-charts.js';
import { h, put } from '../core/dom.js';
import { stamp, write, zoneLabel } from '../core/clock.js';
import { count, plural, signedPercent, tone, utc, value } from '../core/format.js';
import { faded, onPalette, palette } from './palette.js';
import { TradeMarks } from './trade-marks.js';
import { signalMarkers } from './signal-markers.js';

const day = 86400;
const tickParts = [{ year: 'numeric' }, { month: 'short' }, { day: 'numeric', month: 'short' }, { hour: '2-digit', minute: '2-digit' }, { hour: '2-digit', minute: '2-digit', second: '2-digit' }];

/** Candles with volume, the trades on them and what the strategy saw, zoomed and moved by wheel, touch and keys. */
export class CandleChart {
  /** @param {function} [onRange] called with the visible range in seconds whenever it changes */
  constructor({ height = 460, onRange } = {}) {
    this.place = h('div', { class: 'candles', style: { height: `${height}px` }, tabindex: '0', role: 'img', 'aria-label': 'Candles with trades', onkeydown: (event) => this.press(event) });
    this.legend = h('div', { class: 'candle-legend', 'aria-hidden': 'true' });
    // The licence asks for the notice and a link on the page that shows the chart.
    this.element = h('div', {}, h('div', { class: 'candle-place' }, this.place, this.legend), h('p', { class: 'hint attribution' }, 'Charts by ', h('a', { href: 'https://www.tradingview.com/', target: '_blank', rel: 'noopener noreferrer' }, 'TradingView Lightweight Charts™'), ', Copyright (c) 2026 TradingView, Inc.'));
    this.chart = createChart(this.place, {
      autoSize: true, layout: { attributionLogo: false, panes: { enableResize: true } }, crosshair: { mode: CrosshairMode.Normal },
      timeScale: { timeVisible: true, secondsVisible: false, minBarSpacing: 0.001, enableConflation: true, tickMarkFormatter: (time, kind) => write(tickParts[kind], new Date(time * 1000)) },
      localization: { locale: 'en-GB', timeFormatter: (time) => `${stamp(time * 1000).slice(0, time % 60 ? 19 : 16)} ${zoneLabel()}` },
    });
    this.candles = this.chart.addSeries(CandlestickSeries, {});
    this.volume = this.chart.addSeries(HistogramSeries, { priceScaleId: 'volume', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 }, visible: false });
    this.marks = new TradeMarks();
    this.candles.attachPrimitive(this.marks);
    this.lines = new Map();
    this.bars = [];
    this.trades = [];
    this.signals = [];
    this.chart.subscribeCrosshairMove((at) => this.tell(at));
    this.chart.timeScale().subscribeVisibleTimeRangeChange((range) => range && onRange?.(range));
    this.stopPalette = onPalette(() => this.paint());
    this.paint();
  }

  close() {
    this.stopPalette();
    this.chart.remove();
  }

  paint() {
    const colors = palette();
    this.chart.applyOptions({
      layout: { background: { color: colors.surface }, textColor: colors.ink3, fontFamily: colors.font, fontSize: 11, panes: { separatorColor: colors.line, separatorHoverColor: colors.lineStrong } },
      grid: { vertLines: { color: colors.line }, horzLines: { color: colors.line } },
      rightPriceScale: { borderColor: colors.line }, timeScale: { borderColor: colors.line },
    });
    this.candles.applyOptions({ upColor: colors.good, downColor: colors.bad, wickUpColor: colors.good, wickDownColor: colors.bad, borderVisible: false });
    this.volume.applyOptions({ color: faded(colors.ink3, 0.35) });
    [...this.lines.values()].forEach((line, index) => line.applyOptions({ color: colors.series[(index + 2) % colors.series.length] }));
    this.markSignals();
    this.mark();
  }

  /** Shows candles {time (s), open, high, low, close, volume}. */
  setCandles(bars) {
    this.bars = bars;
    this.chart.timeScale().applyOptions({ secondsVisible: bars.length > 1 && bars[1].time - bars[0].time < 60 });
    this.candles.setData(bars);
    this.volume.setData(bars.map((bar) => ({ time: bar.time, value: bar.volume })));
    this.describe();
    this.mark();
    this.tell({});
    // The chart learns its size a frame after it was put into the page.
    requestAnimationFrame(() => requestAnimationFrame(() => this.fit()));
  }

  describe() {
    const { bars } = this;
    const what = this.said ? plural(this.said.length, 'signal') : plural(this.trades.length, 'trade');
    this.place.setAttribute('aria-label', bars.length ? `${plural(bars.length, 'candle')} from ${utc(bars[0].time * 1000)} to ${utc(bars.at(-1).time * 1000)} with ${what}` : 'Candles');
  }

  /** Shows, in the place of trades, what rules say: {time (ISO), kind}. */
  setSignals(said) {
    this.said = said;
    this.describe();
    this.markSignals();
  }

  markSignals() {
    if (this.said) {
      this.markers ??= createSeriesMarkers(this.candles, []);
      this.markers.setMarkers(signalMarkers(this.said));
    }
  }

  /** Shows trades from where they were entered to where they ended. */
  setTrades(trades) {
    this.trades = trades;
    this.mark();
  }

  /**
   * Shows what the strategy saw.
   * @param {Array<{name, isPrice, points: Array<{time, value}>}>} lines prices over the candles, all others below
   * @param {Array<{time, direction, stop, target}>} signals times in milliseconds, ascending
   */
  setIndicators(lines, signals) {
    const colors = palette();
    for (const [name, line] of this.lines) {
      if (!lines.some((each) => each.name === name)) {
        this.chart.removeSeries(line);
        this.lines.delete(name);
      }
    }
    // One pane below is enough: indicators that are no prices have a scale each, the last one's is told.
    for (const { name, isPrice, points } of lines) {
      if (!this.lines.has(name)) {
        this.lines.set(name, this.chart.addSeries(LineSeries, { lineWidth: 1, lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false, color: colors.series[(this.lines.size + 2) % colors.series.length], priceScaleId: isPrice ? 'right' : `own ${name}` }, isPrice ? 0 : 1));
      }
      this.lines.get(name).setData(points);
    }
    const below = this.chart.panes()[1];
    if (below) {
      this.chart.panes()[0].setStretchFactor(3);
      below.setStretchFactor(1);
    }
    this.signals = signals;
    this.mark();
  }

  /** Prices by ratios or by differences. */
  setLogarithmic(isOn) {
    this.chart.priceScale('right').applyOptions({ mode: isOn ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
  }

  /** Shows so many days up to the right end of what is in view; all of them when null. */
  showDays(days) {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (days === null || !range || !this.bars.length) {
      this.fit();
      return;
    }
    const end = this.bars[Math.max(0, Math.min(this.bars.length - 1, Math.round(range.to)))].time;
    const to = Math.max(end, Math.min(this.bars.at(-1).time, this.bars[0].time + days * day));
    scale.setVisibleLogicalRange({ from: this.placeOf(to - days * day), to: this.placeOf(to) + 1 });
  }

  mark() {
    if (!this.bars.length) {
      return;
    }
    let next = 0;
    this.marks.set(this.trades.map((trade) => {
      const entry = Date.parse(trade.entryTime);
      // The trade's signal is the last of its direction before the entry, or at it.
      while (next + 1 < this.signals.length && this.signals[next + 1].time <= entry) {
        next++;
      }
      let at = next;
      while (at > 0 && at > next - 5 && (this.signals[at].direction !== trade.direction || this.signals[at].time > entry)) {
        at--;
      }
      const signal = this.signals[at];
      const fits = signal && signal.direction === trade.direction && signal.time <= entry && entry - signal.time <= 3 * this.candleLength;
      return { from: this.placeOf(entry / 1000), to: this.placeOf(Date.parse(trade.exitTime) / 1000), trade, stop: fits ? signal.stop : null, target: fits ? signal.target : null };
    }));
  }

  // Of the asset's candles in milliseconds; shown bars may stand for several.
  candleLength = 60000;

  // The bar that a moment lies in; a trade's time need not be that of a shown candle when longer candles are shown.
  placeOf(time) {
    let low = 0;
    let high = this.bars.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bars[middle].time <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  // The figures of the candle under the crosshair, of the last one when there is none.
  tell({ seriesData, logical }) {
    const bar = (logical === undefined || logical === null ? null : this.bars[Math.round(logical)]) ?? this.bars.at(-1);
    if (!bar) {
      return;
    }
    const change = bar.close / bar.open - 1;
    put(this.legend, h('span', { class: 'muted' }, `${stamp(bar.time * 1000).slice(0, 16)} ${zoneLabel()}`),
      [['O', bar.open], ['H', bar.high], ['L', bar.low], ['C', bar.close]].map(([name, price]) => h('span', {}, h('b', {}, name), ' ', value(price))),
      h('span', { class: tone(change) }, signedPercent(change)), h('span', { class: 'muted' }, `vol ${count(bar.volume)}`),
      seriesData && [...this.lines].map(([name, line]) => {
        const point = seriesData.get(line);
        return point && h('span', { class: 'muted' }, `${name} ${value(point.value)}`);
      }));
  }

  /** Moves to a trade. */
  reveal(trade) {
    const from = this.placeOf(Date.parse(trade.entryTime) / 1000);
    const to = this.placeOf(Date.parse(trade.exitTime) / 1000);
    const half = Math.max(60, (to - from) * 1.5);
    this.chart.timeScale().setVisibleLogicalRange({ from: (from + to) / 2 - half, to: (from + to) / 2 + half });
  }

  fit() {
    this.chart.timeScale().fitContent();
  }

  press(event) {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range) {
      return;
    }
    const width = range.to - range.from;
    const moves = { ArrowLeft: [-0.1, -0.1], ArrowRight: [0.1, 0.1], '+': [0.1, -0.1], '-': [-0.1, 0.1], '=': [0.1, -0.1] };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      scale.setVisibleLogicalRange({ from: range.from + move[0] * width, to: range.to + move[1] * width });
    } else if (event.key === '0') {
      this.fit();
    }
  }
}
