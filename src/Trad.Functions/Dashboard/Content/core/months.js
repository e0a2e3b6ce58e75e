const units = { m: 60000, h: 3600000, d: 86400000, w: 604800000 };

/** Milliseconds of a candle interval such as '5m'. */
export const intervalLength = (code) => Number(code.slice(0, -1)) * units[code.slice(-1)];

/** The first moment of a month 'yyyy-MM' and of the next one. */
export function monthSpan(month) {
  const [year, number] = month.split('-').map(Number);
  return [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)];
}

/** Candles that a whole month holds. */
export function fullMonth(month, interval) {
  const [start, end] = monthSpan(month);
  return Math.round((end - start) / intervalLength(interval));
}

/** The first moment that a market has candles of, and the end of the last. What lies before and after was never stored; it is no gap. */
export function storedSpan(market) {
  const moments = (name) => market.months.map((month) => Date.parse(month[name]));
  return [Math.min(...moments('first')), Math.max(...moments('last')) + intervalLength(market.interval)];
}

/** Candles that a month 'yyyy-MM' lacks between the first and the last stored of its market; all of them when nothing of it is stored. */
export function missingInMonth(market, month, rows) {
  const [start, end] = monthSpan(month);
  const [first, last] = storedSpan(market);
  return Math.max(0, Math.floor((Math.min(end, last) - Math.max(start, first)) / intervalLength(market.interval)) - rows);
}

/** All months from one to another, both included. */
export function monthsBetween(first, last) {
  const months = [];
  for (let [year, number] = first.split('-').map(Number); ; number++) {
    if (number > 12) {
      number = 1;
      year++;
    }
    const month = `${year}-${String(number).padStart(2, '0')}`;
    months.push(month);
    if (month >= last) {
      return months;
    }
  }
}
