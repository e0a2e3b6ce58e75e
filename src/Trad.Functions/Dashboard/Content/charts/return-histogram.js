import { h, s } from '../core/dom.js';
import { plural, signedPercent } from '../core/format.js';

const width = 640;
const height = 140;
const most = 31;

/** How returns are spread: bars of equal width, losses and gains told apart by the line of nothing gained. */
export function returnHistogram(returns) {
  // An extreme trade must not press all others into one bar: the outermost bars take what lies beyond.
  const sorted = returns.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const bound = Math.max(Math.abs(at(0.01)), Math.abs(at(0.99)), 1e-9);
  const bars = Math.max(5, Math.min(most, Math.round(Math.sqrt(returns.length)) | 1));
  const step = (2 * bound) / bars;
  const counts = new Array(bars).fill(0);
  for (const each of returns) {
    counts[Math.max(0, Math.min(bars - 1, Math.floor((each + bound) / step)))]++;
  }
  const tallest = Math.max(...counts);
  const wide = width / bars;
  return h('figure', { class: 'histogram' },
    s('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `Distribution of ${plural(returns.length, 'return')}: most, ${tallest}, around ${signedPercent(-bound + (counts.indexOf(tallest) + 0.5) * step)}` },
      counts.map((each, index) => {
        const middle = -bound + (index + 0.5) * step;
        return s('rect', { class: middle >= 0 ? 'gain' : 'loss', x: (index * wide + 1).toFixed(1), width: Math.max(1, wide - 2).toFixed(1), y: (height - (each / tallest) * (height - 6)).toFixed(1), height: ((each / tallest) * (height - 6)).toFixed(1) },
          s('title', {}, `${signedPercent(middle - step / 2)} to ${signedPercent(middle + step / 2)}: ${plural(each, 'trade')}`));
      }),
      s('line', { class: 'nothing', x1: width / 2, x2: width / 2, y1: 0, y2: height })),
    h('div', { class: 'ends' }, h('span', {}, signedPercent(-bound)), h('span', {}, '0'), h('span', {}, signedPercent(bound))));
}
