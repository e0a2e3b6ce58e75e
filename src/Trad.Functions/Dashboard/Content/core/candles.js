import { pages, query } from './api.js';

/** The candles of a market in a range, as the chart wants them: {time (s), open, high, low, close, volume}. */
export async function readCandles(exchange, symbol, interval, from, to) {
  const bars = [];
  for await (const items of pages(`candles${query({ exchange, symbol, interval, from, to })}`)) {
    for (const candle of items) {
      bars.push({ time: Date.parse(candle.openTime) / 1000, open: candle.open, high: candle.high, low: candle.low, close: candle.close, volume: candle.volume });
    }
  }
  return bars;
}
