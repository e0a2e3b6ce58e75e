import { h } from './dom.js';

const none = '–';
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const plain = (digits) => new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const two = plain(2);
const three = plain(3);
const missing = (value) => value === null || value === undefined || Number.isNaN(value);
const minus = (text) => text.replace('-', '−');

export const count = (value) => (missing(value) ? none : minus(whole.format(value)));
export const decimal = (value) => (missing(value) ? none : minus(two.format(value)));
export const score = (value) => (missing(value) ? none : minus(Math.abs(value) >= 100 ? whole.format(value) : three.format(value)));
export const percent = (value) => (missing(value) ? none : `${minus(two.format(value * 100))} %`);
export const signedPercent = (value) => (missing(value) ? none : `${value > 0 ? '+' : ''}${percent(value)}`);
export const money = (value) => (missing(value) ? none : minus(two.format(value)));

/** A parameter's value, six significant digits at most. */
export function value(number) {
  if (missing(number)) {
    return none;
  }
  return typeof number === 'number' ? minus(String(Number(number.toPrecision(6)))) : String(number);
}

/** 'pierce_depth' → 'pierce depth'. */
export const words = (name) => String(name).replaceAll(/[_-]+/g, ' ');

/** 'maximum-drawdown' and 'maximumDrawdown' are the same metric. */
export const camel = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

const fractions = new Set(['totalReturn', 'annualisedReturn', 'volatility', 'maximumDrawdown', 'winRate', 'exposure', 'buyAndHoldReturn', 'profitFraction']);
const counts = new Set(['trades', 'longestDrawdownCandles', 'skippedEntries', 'candles']);
const signed = new Set(['totalReturn', 'annualisedReturn', 'buyAndHoldReturn']);

/** A metric's value in its unit. */
export function metric(name, amount) {
  const key = camel(name);
  if (signed.has(key)) {
    return signedPercent(amount);
  }
  return fractions.has(key) ? percent(amount) : counts.has(key) ? count(amount) : decimal(amount);
}

/** What a metric is called. */
export const metricTitle = (name) => {
  const text = camel(name).replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** 'good' for a profit, 'bad' for a loss. */
export const tone = (amount) => (missing(amount) || amount === 0 ? null : amount > 0 ? 'good' : 'bad');

/** A span of time in the two largest units that matter. */
export function duration(milliseconds) {
  if (missing(milliseconds)) {
    return none;
  }
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.round(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago, in the largest unit. */
export function age(iso, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds < 45) {
    return 'just now';
  }
  const [amount, unit] = seconds < 3600 ? [seconds / 60, 'min'] : seconds < 86400 ? [seconds / 3600, 'h'] : [seconds / 86400, 'd'];
  return `${Math.max(1, Math.round(amount))} ${unit} ago`;
}

const localTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const localTimeYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const utcDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A moment in UTC, to the second. */
export const utc = (iso) => `${new Date(iso).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

/** A calendar day in UTC, the way candles are counted. */
export const day = (iso) => (iso ? utcDay.format(new Date(iso)) : none);

/** A moment in local time that shows UTC when pointed at. */
export function when(iso, show = local) {
  return iso ? h('time', { datetime: iso, title: utc(iso) }, show(iso)) : h('span', { class: 'muted' }, none);
}

/** A moment in local time. */
export function local(iso) {
  const moment = new Date(iso);
  return (moment.getFullYear() === new Date().getFullYear() ? localTime : localTimeYear).format(moment);
}

/** A number of bytes. */
export function bytes(amount) {
  if (missing(amount)) {
    return none;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const step = amount < 1 ? 0 : Math.min(3, Math.floor(Math.log2(amount) / 10));
  return `${step ? (amount / 1024 ** step).toFixed(1) : amount} ${units[step]}`;
}
