const day = 86400000;
const units = { s: 1000, m: 60000, h: 3600000, d: day, w: 7 * day };

// The epoch was a Thursday; weeks begin on Mondays.
const firstMonday = 4 * day;

// Capital letters count: '1m' is a minute.
const month = '1M';

/** Milliseconds of a candle interval such as '5m', for estimates: of a month the mean, a twelfth of 365 days. */
export const intervalLength = (code) => (code === month ? (365 * day) / 12 : Number(code.slice(0, -1)) * units[code.slice(-1)]);

// Candles are numbered: months by the calendar, the others by their length.
function numberOf(interval, moment) {
  const date = new Date(moment);
  return interval === month ? date.getUTCFullYear() * 12 + date.getUTCMonth() : Math.floor((moment - (interval === '1w' ? firstMonday : 0)) / intervalLength(interval));
}

/** How many candles of an interval open from a moment, included, to another, not included. */
export const countOpens = (interval, start, end) => Math.max(0, numberOf(interval, end - 1) - numberOf(interval, start - 1));

/** When the candle closes that opens at a moment. */
export function closeOf(interval, open) {
  const date = new Date(open);
  return interval === month ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) : open + intervalLength(interval);
}

/** The first moment of a month 'yyyy-MM' and of the next one. */
export function monthSpan(month) {
  const [year, number] = month.split('-').map(Number);
  return [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)];
}

/** Candles that open in a whole month. */
export const fullMonth = (month, interval) => countOpens(interval, ...monthSpan(month));

/** The first moment that a market has candles of, and the end of the last. What lies before and after was never stored; it is no gap. */
export function storedSpan(market) {
  const moments = (name) => market.months.map((month) => Date.parse(month[name]));
  return [Math.min(...moments('first')), closeOf(market.interval, Math.max(...moments('last')))];
}

/** Candles that a month 'yyyy-MM' lacks between the first and the last stored of its market; all of them when nothing of it is stored. */
export function missingInMonth(market, month, rows) {
  const [start, end] = monthSpan(month);
  const [first, last] = storedSpan(market);
  return Math.max(0, countOpens(market.interval, Math.max(start, first), Math.min(end, last)) - rows);
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
