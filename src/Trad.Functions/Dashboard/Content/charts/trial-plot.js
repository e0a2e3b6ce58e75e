import { h } from '../core/dom.js';
import { count, metricTitle, objectiveScore, plural, score, value } from '../core/format.js';
import { hideTip, showTip } from '../components/tip.js';
import { Plot, axis, uPlot } from './plot.js';
import { faded, palette } from './palette.js';

/** Every trial as a dot, the best so far as a line; pointing at a dot shows its parameters. */
export class TrialPlot {
  constructor({ objective, onTrial, titleOf }) {
    this.trials = [];
    this.objective = objective ?? '';
    this.onTrial = onTrial;
    this.titleOf = titleOf;
    this.plot = new Plot({
      label: 'Score of every trial', height: 260, data: [[], [], []], onIndex: (index, x, y) => this.point(index, x, y),
      make: (colors) => ({
        scales: { x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low - (high - low) * 0.015, high + (high - low) * 0.015]) }, y: { range: () => this.range() } },
        axes: [axis(colors, { values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? count(tick) : '')), size: 28, label: null }), axis(colors, { size: 52 })],
        legend: { show: false },
        cursor: { drag: { x: true, y: false }, points: { size: 9, width: 2, stroke: colors.ink, fill: colors.surface }, y: false },
        series: [{},
          { label: 'Score', paths: () => null, points: { show: true, size: 5, width: 0, fill: faded(colors.accent, 0.55), stroke: 'transparent' } },
          { label: 'Best so far', stroke: colors.good, width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } }],
        hooks: { setCursor: [(plot) => this.hover(plot)], draw: [(plot) => this.drawMarks(plot)] },
      }),
    });
    this.element = h('div', {}, this.plot.element,
      h('div', { class: 'legend-row' },
        h('span', { class: 'swatch', style: { '--swatch': 'var(--accent)' } }, h('i', { class: 'dot' }), 'trial'),
        h('span', { class: 'swatch', style: { '--swatch': 'var(--good)' } }, h('i'), 'best so far'),
        h('span', { class: 'swatch', style: { '--swatch': 'var(--warn)' } }, h('i', { class: 'box' }), 'infeasible, pruned or failed'),
        h('span', { class: 'muted' }, 'drag to zoom, double-click to see all')));
    this.plot.element.addEventListener('pointerleave', hideTip);
    this.plot.element.addEventListener('click', () => this.pointed && this.onTrial?.(this.pointed));
  }

  close() {
    hideTip();
    this.plot.close();
  }

  setTrials(trials) {
    this.trials = trials;
    let best = null;
    const scores = [];
    const bests = [];
    for (const trial of trials) {
      const amount = trial.state === 'completed' ? trial.score ?? null : null;
      best = amount === null ? best : best === null ? amount : Math.max(best, amount);
      scores.push(amount);
      bests.push(best);
    }
    this.limits = limits(scores);
    this.plot.setData([trials.map((trial) => trial.trial), scores, bests]);
    this.plot.setLabel(`${metricTitle(this.objective)} of ${plural(trials.length, 'trial')}; the best so far is ${objectiveScore(this.objective, best)}. Left and right keys read single trials.`);
  }

  range() {
    return this.limits ?? [0, 1];
  }

  // Trials without a score have no height: they are marks on the ground. Those far below the rest are arrows there.
  drawMarks(plot) {
    const { ctx, bbox } = plot;
    const colors = palette();
    const ratio = devicePixelRatio;
    ctx.save();
    for (const trial of this.trials) {
      const isBelow = trial.score !== undefined && trial.score !== null && trial.score < this.range()[0];
      if (trial.state === 'completed' && !isBelow) {
        continue;
      }
      const x = plot.valToPos(trial.trial, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) {
        continue;
      }
      ctx.fillStyle = isBelow ? colors.ink3 : colors.warn;
      ctx.fillRect(x - ratio, bbox.top + bbox.height - 7 * ratio, 2 * ratio, 7 * ratio);
    }
    ctx.restore();
  }

  hover(plot) {
    const { left, top, idx } = plot.cursor;
    if (left < 0 || idx === null || idx === undefined) {
      hideTip();
      this.pointed = null;
      return;
    }
    const bounds = plot.over.getBoundingClientRect();
    this.point(idx, bounds.left + plot.valToPos(this.trials[idx]?.trial ?? 0, 'x'), bounds.top + top);
  }

  point(index, x, y) {
    const trial = index === null ? null : this.trials[index];
    this.pointed = trial;
    if (!trial) {
      hideTip();
      return;
    }
    showTip(x, y, `Trial ${trial.trial}`, Object.entries(trial.parameters).map(([name, amount]) => [this.titleOf(name), value(amount)]),
      trial.state === 'completed' ? `${metricTitle(this.objective)} ${objectiveScore(this.objective, trial.score)} · score ${score(trial.score)}` : `${trial.state}: ${trial.reason ?? ''}`);
  }
}

// A few hopeless trials must not press all others into a line.
function limits(scores) {
  const sorted = scores.filter((amount) => amount !== null).sort((a, b) => a - b);
  if (!sorted.length) {
    return null;
  }
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  const high = sorted.at(-1);
  const low = Math.max(sorted[0], at(0.25) - 4 * Math.max(at(0.75) - at(0.25), 1e-9));
  const pad = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - pad * 1.5, high + pad];
}
