import { camel, metricOf, optimizerOf, strategyOf } from './catalog.js';
import { stamp, write, zoneLabel } from './clock.js';
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

/** '1 trade', '2 trades'. */
export const plural = (amount, one, many = `${one}s`) => `${count(amount)} ${amount === 1 ? one : many}`;

export { camel };

// Figures of a backtest that are no objectives, so that the server's list of metrics does not have them.
const further = { candles: ['Candles', 'candles'], skippedEntries: ['Entries skipped', 'entries'], finalEquity: ['Final equity', 'quote currency'], skippedStopPassed: ['Skipped, stop passed', 'entries'], skippedTargetPassed: ['Skipped, target passed', 'entries'], skippedNoCash: ['Skipped, no cash', 'entries'], skippedTooSmall: ['Skipped, too small', 'entries'], days: ['Days', 'days'] };
const gains = /(return|trade)$/i;
const unitOf = (name) => metricOf(name)?.unit ?? further[camel(name)]?.[1] ?? '';

/** Whether a metric's number is a share, which people read as per cent. */
export const isShare = (name) => /^(fraction|probability)/.test(unitOf(name));

/** A metric's value in its unit: shares as per cent, gains with their sign, counts whole, money to the cent. */
export function metric(name, amount) {
  if (missing(amount) || typeof amount !== 'number') {
    return missing(amount) ? none : String(amount);
  }
  const unit = unitOf(name);
  if (isShare(name)) {
    return gains.test(name) ? signedPercent(amount) : percent(amount);
  }
  return /^(candles|trades|entries)/.test(unit) && Number.isInteger(amount) ? count(amount) : decimal(amount);
}

/** The same with what its number counts, where the number alone does not tell. */
export function metricWithUnit(name, amount) {
  const unit = unitOf(name);
  return `${metric(name, amount)}${missing(amount) || !/^(candles|quote currency|multiples)/.test(unit) ? '' : ` ${amount === 1 ? unit.replace(/^candles$/, 'candle') : unit}`}`;
}

/** What a metric is called. */
export function metricTitle(name) {
  const text = camel(name).replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return metricOf(name)?.title ?? further[camel(name)]?.[0] ?? text.charAt(0).toUpperCase() + text.slice(1);
}

/** An objective's score: where smaller is better the optimiser turns the sign, and people read it turned back. */
export const objectiveScore = (name, amount) => (missing(amount) ? none : metric(name, metricOf(name)?.higherIsBetter === false ? -amount : amount));

/** A number on an axis, where there is no room for zeros behind the point. */
export const tick = (text) => text.replace(/\.0+(?= %|$)/, '');

/** What an objective reached, on an axis. */
export const objectiveTick = (name, amount) => tick(objectiveScore(name, amount));

/** What a strategy is called. */
export const strategyTitle = (name) => strategyOf(name)?.title ?? words(name);

/** What an optimizer is called. */
export const optimizerTitle = (name) => optimizerOf(name)?.title ?? ({ 'cma-es': 'CMA-ES', tpe: 'TPE' }[name] ?? words(name));

/** What a parameter of a strategy is called, the same everywhere. */
export const parameterTitle = (strategy, name) => strategyOf(strategy)?.parameters.find((parameter) => parameter.name === name)?.title ?? words(name);

/** 'good' for a profit, 'bad' for a loss. */
export const tone = (amount) => (missing(amount) || amount === 0 ? null : amount > 0 ? 'good' : 'bad');

/** A span of time in the two largest units that matter; none is below zero, also where a clock was set back. */
export function duration(milliseconds) {
  if (missing(milliseconds)) {
    return none;
  }
  if (milliseconds < 1000) {
    return `${Math.max(0, Math.round(milliseconds))} ms`;
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

const utcDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A moment in UTC, to the second. */
export const utc = (iso) => `${new Date(iso).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

/** A calendar day in UTC, the way candles are counted. */
export const day = (iso) => (iso ? utcDay.format(new Date(iso)) : none);

const short = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };

/** A moment in the chosen zone, with its label; the year only where it is another than this one. */
export function moment(iso) {
  const date = new Date(iso);
  return `${write(date.getFullYear() === new Date().getFullYear() ? short : { ...short, year: 'numeric' }, date)} ${zoneLabel()}`;
}

/** The same as an element that tells UTC to the second when pointed at. */
export function when(iso, show = moment) {
  return iso ? h('time', { datetime: iso, title: utc(iso) }, show(iso)) : h('span', { class: 'muted' }, none);
}

/** 'yyyy-MM-dd HH:mm' in the chosen zone, for columns whose heading has the label. */
export const minute = (iso) => stamp(iso).slice(0, 16);

/** JSON for people; what is none as it stands. */
export function prettyJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
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
