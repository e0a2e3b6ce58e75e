import { h } from '../core/dom.js';
import { count, day, utc } from '../core/format.js';

const formats = { csv: 'CSV', json: 'JSON', parquet: 'Parquet', feather: 'Feather or Arrow' };
const separators = { comma: 'a comma', semicolon: 'a semicolon', tab: 'a tab', pipe: 'a bar' };
const times = {
  seconds: 'seconds since 1970 (UTC)', milliseconds: 'milliseconds since 1970 (UTC)', microseconds: 'microseconds since 1970 (UTC)', nanoseconds: 'nanoseconds since 1970 (UTC)',
  'text-without-zone': 'text without a zone, taken as UTC', 'text-utc': 'text that says UTC', 'text-with-offset': 'text with an offset, converted to UTC', timestamp: 'moments of the format’s own type',
};
const sources = {
  query: 'as given',
  'file-name': 'by the file’s name',
  column: 'by a column',
  'beside-candles': 'by what stands beside the candles',
  'packed-paths': 'by the names of the files in it',
  candles: 'by the distance of the candles',
};

/** What an import stored, or would store, in a sentence. */
export const summary = (stored) => `${count(stored.rows)} candles of ${stored.symbol} ${stored.interval}, ${day(stored.from)} to ${day(stored.to)}: ${count(stored.inserted)} new, ${count(stored.replaced)} replaced, ${count(stored.unchanged)} known already.`;

/** What told a part of the market, one of the sources above. */
export const toldBy = (source) => sources[source] ?? '';

/** What was recognised of a file, as the import would store it. */
export function preview(found) {
  const rows = [...found.first, ...found.last.filter((row) => !found.first.some((each) => each.openTime === row.openTime))];
  return [
    h('dl', { class: 'pairs', 'aria-label': 'What was recognised' }, facts(found).map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])),
    found.notes.map((note) => h('p', { class: 'hint' }, note)),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': 'First and last candles' }, h('table', { class: 'plain' },
      h('caption', { class: 'visually-hidden' }, 'First and last candles'),
      h('thead', {}, h('tr', {}, ['Open time', 'Open', 'High', 'Low', 'Close', 'Volume'].map((name, index) => h('th', { scope: 'col', class: index ? 'n' : '' }, name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, h('td', {}, utc(row.openTime)), [row.open, row.high, row.low, row.close, row.volume].map((value) => h('td', { class: 'n' }, String(value)))))))),
  ];
}

function facts({ layout, ...found }) {
  const columns = Object.entries(layout.columns);
  return [
    ['Market', `${found.symbol} on ${found.exchange}: exchange ${toldBy(found.toldBy.exchange)}, symbol ${toldBy(found.toldBy.symbol)}`],
    ['Interval', `${found.interval}, ${toldBy(found.toldBy.interval)}`],
    ['Format', [formats[layout.format] ?? layout.format, layout.separator && `, separated by ${separators[layout.separator] ?? layout.separator}`, layout.decimalComma === true ? ', decimal comma' : layout.decimalComma === false ? ', decimal point' : '', layout.hasNames ? '' : ', columns without names'].join('')],
    ['Times', [layout.times.map((form) => times[form] ?? form).join('; '), layout.closingTimes ? ', of the close: moved to the open' : ''].join('')],
    ['Prices', layout.priceScale === 1 ? 'as they stand' : `multiplied by ${layout.priceScale}`],
    ['Columns', columns.map(([ours, theirs]) => (ours === theirs ? ours : `${ours} from ${theirs}`)).join(', ')],
    ['Not used', layout.ignoredColumns.length ? layout.ignoredColumns.join(', ') : 'none'],
    ['Gaps', found.missing ? `${found.missing === 1 ? '1 candle is' : `${count(found.missing)} candles are`} missing in between, in ${found.gaps === 1 ? '1 gap' : `${count(found.gaps)} gaps`}` : 'none'],
    ['Stored already', `${count(found.unchanged)} the same, ${count(found.replaced)} with other values, which are replaced`],
  ];
}
