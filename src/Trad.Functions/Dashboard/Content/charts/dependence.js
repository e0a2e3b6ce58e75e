import { h, s } from '../core/dom.js';
import { value } from '../core/format.js';

const width = 220;
const height = 92;
const pad = 5;

/** What the model expects along each parameter, with a band of its uncertainty: small pictures on one common scale. */
export function dependencePlots(dependence, best, titleOf) {
  const known = dependence.filter((entry) => entry.points.length > 1);
  const all = known.flatMap((entry) => entry.points.flatMap((point) => [lower(point), upper(point)]));
  const low = Math.min(...all);
  const high = Math.max(...all);
  const y = (amount) => pad + (height - 2 * pad) * (1 - (amount - low) / (high - low || 1));
  return h('div', { class: 'dependence' }, known.map((entry) => small(entry, y, best, titleOf)));
}

const lower = (point) => point.lower ?? point.mean - 2 * (point.deviation ?? 0);
const upper = (point) => point.upper ?? point.mean + 2 * (point.deviation ?? 0);

function small(entry, y, best, titleOf) {
  const name = entry.parameter ?? entry.name;
  const points = entry.points;
  const first = points[0].value;
  const last = points.at(-1).value;
  const isNumeric = points.every((point) => typeof point.value === 'number');
  const x = (amount, index) => pad + (width - 2 * pad) * (isNumeric ? (amount - first) / (last - first || 1) : index / (points.length - 1));
  const place = (amount, index, level) => `${x(amount, index).toFixed(1)},${y(level).toFixed(1)}`;
  const peak = points.reduce((a, b) => (b.mean > a.mean ? b : a));
  const chosen = best?.[name];
  return h('figure', {},
    h('figcaption', {}, titleOf(name)),
    s('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${titleOf(name)}: the model expects most at ${value(peak.value)}` },
      s('polygon', { class: 'band', points: [...points.map((point, index) => place(point.value, index, upper(point))), ...points.map((point, index) => place(point.value, index, lower(point))).reverse()].join(' ') }),
      s('polyline', { class: 'mean', points: points.map((point, index) => place(point.value, index, point.mean)).join(' ') }),
      isNumeric && typeof chosen === 'number' && chosen >= first && chosen <= last && s('line', { class: 'chosen', x1: x(chosen, 0), x2: x(chosen, 0), y1: 0, y2: height })),
    h('div', { class: 'ends' }, h('span', {}, value(first)), h('span', {}, value(last))));
}
