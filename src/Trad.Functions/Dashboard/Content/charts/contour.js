import { h, s } from '../core/dom.js';
import { objectiveScore, value } from '../core/format.js';

const width = 420;
const height = 300;
const levels = 6;
const mostDots = 600;

/**
 * What the model expects over two parameters: a map with lines of equal height, the trials as dots on it. The axes follow the
 * grid that the model was asked on, so that one searched by ratios is drawn by ratios.
 */
export function contourPlot(pairs, trials, titleOf, objective) {
  const told = (amount) => objectiveScore(objective, amount);
  const across = distinct(pairs.points.map((point) => point.first));
  const up = distinct(pairs.points.map((point) => point.second));
  const grid = across.map(() => new Array(up.length).fill(null));
  let low = Infinity;
  let high = -Infinity;
  let peak = null;
  for (const point of pairs.points) {
    if (point.isAllowed !== false) {
      grid[across.indexOf(point.first)][up.indexOf(point.second)] = point.mean;
      low = Math.min(low, point.mean);
      high = Math.max(high, point.mean);
      peak = !peak || point.mean > peak.mean ? point : peak;
    }
  }
  const x = (place) => ((place + 0.5) * width) / across.length;
  const y = (place) => height - ((place + 0.5) * height) / up.length;
  const share = (mean) => (mean - low) / (high - low || 1);
  const cells = across.flatMap((first, column) => up.map((second, row) => (grid[column][row] === null ? null : s('rect', {
    class: 'contour-cell', x: x(column - 0.5).toFixed(1), y: y(row + 0.5).toFixed(1), width: (width / across.length + 0.5).toFixed(1), height: (height / up.length + 0.5).toFixed(1),
    style: { '--share': share(grid[column][row]).toFixed(3) },
  }, s('title', {}, `${titleOf(pairs.first)} ${value(first)}, ${titleOf(pairs.second)} ${value(second)}: ${told(grid[column][row])} expected`)))));
  const lines = Array.from({ length: levels }, (_, index) => low + ((high - low) * (index + 1)) / (levels + 1))
    .map((level) => s('path', { class: 'contour-line', d: isoline(grid, level, x, y) }));
  const scored = trials.filter((trial) => trial.state === 'completed');
  const step = Math.max(1, Math.ceil(scored.length / mostDots));
  const dots = scored.filter((_, index) => index % step === 0).map((trial) => {
    const column = placeOf(across, trial.parameters[pairs.first]);
    const row = placeOf(up, trial.parameters[pairs.second]);
    return column === null || row === null ? null : s('circle', { class: 'contour-dot', cx: x(column).toFixed(1), cy: y(row).toFixed(1), r: 2.5 });
  });
  return h('figure', { class: 'contour' },
    h('div', { class: 'contour-up' }, h('span', {}, value(up.at(-1))), h('span', { class: 'contour-name' }, titleOf(pairs.second)), h('span', {}, value(up[0]))),
    s('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': peak ? `Contour: the model expects most, ${told(peak.mean)}, at ${titleOf(pairs.first)} ${value(peak.first)} and ${titleOf(pairs.second)} ${value(peak.second)}` : 'Contour' }, cells, lines, dots),
    h('div', { class: 'contour-across' }, h('span', {}, value(across[0])), h('span', { class: 'contour-name' }, titleOf(pairs.first)), h('span', {}, value(across.at(-1)))),
    h('div', { class: 'contour-scale' }, h('span', {}, told(low)), h('i', { 'aria-hidden': 'true' }), h('span', {}, told(high)), peak && h('span', { class: 'muted' }, `most at ${value(peak.first)}, ${value(peak.second)}`)));
}

function distinct(values) {
  const all = [...new Set(values)];
  return all.every((each) => typeof each === 'number') ? all.sort((a, b) => a - b) : all;
}

// Where a value lies between those of the grid; null beyond it.
function placeOf(values, amount) {
  if (typeof amount !== 'number') {
    const found = values.indexOf(amount);
    return found < 0 ? null : found;
  }
  if (amount < values[0] || amount > values.at(-1)) {
    return null;
  }
  const after = values.findIndex((each) => each >= amount);
  return after === 0 || values[after] === amount ? after : after - 1 + (amount - values[after - 1]) / (values[after] - values[after - 1]);
}

// Marching squares: where a level crosses the edges of each cell of four neighbours.
function isoline(grid, level, x, y) {
  let path = '';
  for (let column = 0; column + 1 < grid.length; column++) {
    for (let row = 0; row + 1 < grid[column].length; row++) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
      const heights = corners.map(([a, b]) => grid[a][b]);
      if (heights.includes(null)) {
        continue;
      }
      const crossings = [];
      for (let edge = 0; edge < 4; edge++) {
        const from = heights[edge];
        const to = heights[(edge + 1) % 4];
        if ((from < level) !== (to < level)) {
          const part = (level - from) / (to - from);
          const [a, b] = [corners[edge], corners[(edge + 1) % 4]];
          crossings.push([x(a[0] + (b[0] - a[0]) * part), y(a[1] + (b[1] - a[1]) * part)]);
        }
      }
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        path += `M${crossings[pair].map((each) => each.toFixed(1)).join(' ')}L${crossings[pair + 1].map((each) => each.toFixed(1)).join(' ')}`;
      }
    }
  }
  return path;
}
