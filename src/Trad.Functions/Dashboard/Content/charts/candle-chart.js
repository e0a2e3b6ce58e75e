import './locale.js';
import { CandlestickSeries, CrosshairMode, HistogramSeries, createChart, createSeriesMarkers } from '../vendor/lightweight-charts/lightweight-charts.js';
import { h } from '../core/dom.js';
import { count, utc } from '../core/format.js';
import { faded, onPalette, palette } from './palette.js';

const mostMarkers = 4000;

/** Candles with volume and the trades on them, zoomed and moved by wheel, touch and keys. */
export class CandleChart {
  constructor(height = 420) {
    this.place = h('div', { class: 'candles', style: { height: `${height}px` }, tabindex: '0', role: 'img', 'aria-label': 'Candles with trades', onkeydown: (event) => this.press(event) });
    // The licence asks for the notice and a link on the page that shows the chart.
    this.element = h('div', {}, this.place, h('p', { class: 'hint attribution' }, 'Charts by ', h('a', { href: 'https://www.tradingview.com/', target: '_blank', rel: 'noopener noreferrer' }, 'TradingView Lightweight Charts™'), ', Copyright (c) 2026 TradingView, Inc.'));
    this.chart = createChart(this.place, { autoSize: true, layout: { attributionLogo: false }, crosshair: { mode: CrosshairMode.Normal }, timeScale: { timeVisible: true, secondsVisible: false, minBarSpacing: 0.001, enableConflation: true }, localization: { locale: 'en-GB', timeFormatter: (time) => utc(time * 1000).slice(0, time % 60 ? 19 : 16) } });
    this.candles = this.chart.addSeries(CandlestickSeries, {});
    this.volume = this.chart.addSeries(HistogramSeries, { priceScaleId: 'volume', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 }, visible: false });
    this.markers = createSeriesMarkers(this.candles, []);
    this.stopPalette = onPalette(() => this.paint());
    this.bars = [];
    this.trades = [];
    this.paint();
  }

  close() {
    this.stopPalette();
    this.chart.remove();
  }

  paint() {
    const colors = palette();
    this.chart.applyOptions({
      layout: { background: { color: colors.surface }, textColor: colors.ink3, fontFamily: colors.font, fontSize: 11 },
      grid: { vertLines: { color: colors.line }, horzLines: { color: colors.line } },
      rightPriceScale: { borderColor: colors.line }, timeScale: { borderColor: colors.line },
    });
    this.candles.applyOptions({ upColor: colors.good, downColor: colors.bad, wickUpColor: colors.good, wickDownColor: colors.bad, borderVisible: false });
    this.volume.applyOptions({ color: faded(colors.ink3, 0.35) });
    this.mark();
  }

  /** Shows candles {time (s), open, high, low, close, volume}. */
  setCandles(bars) {
    this.bars = bars;
    this.chart.timeScale().applyOptions({ secondsVisible: bars.length > 1 && bars[1].time - bars[0].time < 60 });
    this.candles.setData(bars);
    this.volume.setData(bars.map((bar) => ({ time: bar.time, value: bar.volume })));
    this.place.setAttribute('aria-label', bars.length ? `${count(bars.length)} candles from ${utc(bars[0].time * 1000)} to ${utc(bars.at(-1).time * 1000)} with ${count(this.trades.length)} trades` : 'Candles');
    this.mark();
    // The chart learns its size a frame after it was put into the page.
    requestAnimationFrame(() => requestAnimationFrame(() => this.fit()));
  }

  /** Shows trades as arrows where they were entered and dots where they ended. */
  setTrades(trades) {
    this.trades = trades;
    this.mark();
  }

  mark() {
    if (!this.bars.length) {
      return;
    }
    const colors = palette();
    const marks = this.trades.slice(-mostMarkers).flatMap((trade) => {
      const isLong = trade.direction === 'long';
      const isGain = trade.profit >= 0;
      return [
        { time: this.barTime(trade.entryTime), position: isLong ? 'belowBar' : 'aboveBar', shape: isLong ? 'arrowUp' : 'arrowDown', color: colors.accent, size: 1 },
        { time: this.barTime(trade.exitTime), position: isLong ? 'aboveBar' : 'belowBar', shape: 'circle', color: isGain ? colors.good : colors.bad, size: 0.6 },
      ];
    }).sort((a, b) => a.time - b.time);
    this.markers.setMarkers(marks);
  }

  // A trade's time need not be that of a shown candle when longer candles are shown.
  barTime(iso) {
    const time = Date.parse(iso) / 1000;
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
    return this.bars[low].time;
  }

  /** Moves to a trade. */
  reveal(trade) {
    const at = this.bars.findIndex((bar) => bar.time >= Date.parse(trade.entryTime) / 1000);
    const end = this.bars.findIndex((bar) => bar.time >= Date.parse(trade.exitTime) / 1000);
    if (at >= 0) {
      const middle = (at + (end < 0 ? at : end)) / 2;
      const half = Math.max(60, ((end < 0 ? at : end) - at) * 1.5);
      this.chart.timeScale().setVisibleLogicalRange({ from: middle - half, to: middle + half });
    }
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
