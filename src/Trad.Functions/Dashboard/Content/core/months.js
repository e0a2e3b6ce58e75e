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
