import { readCandles } from './candles.js';
import { intervalLength } from './months.js';

const mostPoints = 1500;
const mostKept = 20;
const kept = new Map();

/**
 * What holding a market would have been worth: 1 at the first open, then the mean over its symbols of each close against it.
 * Costs are left out, as in the metric of the name.
 * @param {object} market exchange, symbol or symbols, interval
 * @param {Array<number>} times in milliseconds, ascending: when its worth is wanted
 * @returns {Promise<Array<{time, chainedEquity, chainedDrawdown}>>} one point per time, as ISO texts
 */
export async function readHolding(market, times) {
  const prices = await known(market, times[0], times.at(-1));
  const places = prices.map(() => 0);
  let peak = 1;
  return times.map((time) => {
    let sum = 0;
    prices.forEach((bars, symbol) => {
      while (places[symbol] + 1 < bars.length && bars[places[symbol] + 1].time * 1000 <= time) {
        places[symbol]++;
      }
      sum += bars[places[symbol]].close / bars[0].open;
    });
    const chainedEquity = sum / prices.length;
    peak = Math.max(peak, chainedEquity);
    return { time: new Date(time).toISOString(), chainedEquity, chainedDrawdown: 1 - chainedEquity / peak };
  });
}

// A running job draws its best trial again and again over the same candles.
function known(market, from, to) {
  const key = JSON.stringify([market.exchange, market.symbols ?? market.symbol, market.interval, from, to]);
  if (!kept.has(key)) {
    kept.set(key, read(market, from, to).catch((failure) => {
      kept.delete(key);
      throw failure;
    }));
    if (kept.size > mostKept) {
      kept.delete(kept.keys().next().value);
    }
  }
  return kept.get(key);
}

async function read(market, from, to) {
  const symbols = market.symbols?.length ? market.symbols : [market.symbol];
  const [start, end] = [from, to + intervalLength(market.interval)].map((moment) => new Date(moment).toISOString());
  const all = await Promise.all(symbols.map((symbol) => readCandles(market.exchange, symbol, market.interval, start, end, null, mostPoints)));
  const prices = all.map(({ bars }) => bars).filter((bars) => bars.length > 0);
  if (!prices.length) {
    throw new Error('No candles of the range are stored.');
  }
  return prices;
}
