import { h } from '../core/dom.js';
import { count, metricTitle, objectiveScore, objectiveTick, plural, score, value } from '../core/format.js';
import { Plot, axis, dots, ring, scoreLimits, uPlot, withMargin } from './plot.js';
import { faded, palette } from './palette.js';

/** Every trial as a dot, the best so far as a line; pointing at a dot shows its parameters. */
export class TrialPlot {
  constructor({ objective, onTrial, titleOf }) {
    this.trials = [];
    this.objective = objective ?? '';
    this.titleOf = titleOf;
    this.plot = new Plot({
      label: 'Score of every trial', height: 260, data: [[], [], []], describe: (index) => this.describe(index),
      onOpen: (index) => onTrial?.(this.trials[index]),
      make: (colors) => ({
        scales: { x: { time: false, range: withMargin(0.015) }, y: { range: () => this.range() } },
        axes: [axis(colors, { values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? count(tick) : '')), size: 28, label: null }), axis(colors, { size: 62, values: (_, ticks) => ticks.map((tick) => objectiveTick(this.objective, tick)) })],
        cursor: { drag: { x: true, y: false }, points: ring(colors), y: false },
        series: [{},
          { label: 'Score', ...dots(faded(colors.accent, 0.55)) },
          { label: 'Best so far', stroke: colors.good, width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } }],
        hooks: { draw: [(plot) => this.drawMarks(plot)] },
      }),
    });
    this.element = h('div', {}, this.plot.element,
      h('div', { class: 'legend-row' },
        h('span', { class: 'swatch', style: { '--swatch': 'var(--accent)' } }, h('i', { class: 'dot' }), 'trial'),
        h('span', { class: 'swatch', style: { '--swatch': 'var(--good)' } }, h('i'), 'best so far'),
        h('span', { class: 'swatch', style: { '--swatch': 'var(--warn)' } }, h('i', { class: 'box' }), 'infeasible, pruned or failed'),
        h('span', { class: 'muted' }, 'drag to zoom, double-click to see all')));
  }

  close() {
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
    this.limits = scoreLimits(scores);
    this.plot.setData([trials.map((trial) => trial.trial), scores, bests]);
    this.plot.setLabel(`${metricTitle(this.objective)} of ${plural(trials.length, 'trial')}; the best so far is ${objectiveScore(this.objective, best)}. Left and right keys read single trials, Enter opens one.`);
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

  describe(index) {
    const trial = this.trials[index];
    return [`Trial ${trial.trial}`, Object.entries(trial.parameters).map(([name, amount]) => [this.titleOf(name), value(amount)]),
      trial.state === 'completed' ? `${metricTitle(this.objective)} ${objectiveScore(this.objective, trial.score)} · score ${score(trial.score)}` : `${trial.state}: ${trial.reason ?? ''}`];
  }
}
