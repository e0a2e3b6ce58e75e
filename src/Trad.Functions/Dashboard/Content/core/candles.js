import { get, query } from './api.js';

// More than this is thinned by the server: a bar then stands for several candles.
const most = 100000;
const all = 200000;

/**
 * The candles of a market in a range.
 * @returns {{bars: Array<{time, open, high, low, close, volume}>, candlesPerBar: number}} times in seconds, as the chart wants them
 */
export async function readCandles(exchange, symbol, interval, from, to, expected, points) {
  const answer = await get(`candles${query({ exchange, symbol, interval, from, to, maxPoints: points ?? (expected > all ? most : null) })}`);
  const place = Object.fromEntries(answer.columns.map((name, index) => [name, index]));
  const bars = answer.candles.map((row) => ({ time: row[place.openTime] / 1000, open: row[place.open], high: row[place.high], low: row[place.low], close: row[place.close], volume: row[place.volume] }));
  return { bars, candlesPerBar: answer.candlesPerPoint };
}
