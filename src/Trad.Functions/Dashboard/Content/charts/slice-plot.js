import { h } from '../core/dom.js';
import { metricTitle, objectiveScore, plural, value } from '../core/format.js';
import { hideTip, showTip } from '../components/tip.js';
import { Plot, axis, nearestPoint } from './plot.js';
import { faded } from './palette.js';

/** The scored trials along one parameter: where good ones lie, and where nobody looked. A click opens the trial. */
export class SlicePlot {
  constructor({ titleOf, onTrial, objective }) {
    Object.assign(this, { titleOf, objective: objective ?? '', trials: [], all: [], parameter: null });
    this.plot = new Plot({
      label: 'Slice', height: 260, data: [[], []], onIndex: (index, x, y) => this.point(index, x, y),
      make: (colors) => ({
        scales: { x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low - (high - low) * 0.02, high + (high - low) * 0.02]) }, y: { range: () => this.limits ?? [0, 1] } },
        axes: [axis(colors, { size: 30, values: (_, ticks) => ticks.map((tick) => (this.names ? this.names[tick] ?? '' : value(tick))) }), axis(colors, { size: 56 })],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 9, width: 2, stroke: colors.ink, fill: colors.surface }, y: false },
        series: [{}, { paths: () => null, points: { show: true, size: 5, width: 0, fill: faded(colors.accent, 0.5), stroke: 'transparent' } }],
        hooks: { setCursor: [(plot) => this.hover(plot)] },
      }),
    });
    this.element = h('div', {}, this.plot.element);
    this.plot.element.addEventListener('pointerleave', hideTip);
    this.plot.element.addEventListener('click', () => this.pointed && onTrial(this.pointed));
  }

  close() {
    hideTip();
    this.plot.close();
  }

  setTrials(all) {
    this.all = all;
    this.show(this.parameter);
  }

  /** Shows the trials along a parameter. */
  show(parameter) {
    this.parameter = parameter;
    if (!parameter) {
      return;
    }
    const scored = this.all.filter((trial) => trial.state === 'completed' && typeof trial.score === 'number' && parameter in trial.parameters);
    const isText = scored.some((trial) => typeof trial.parameters[parameter] !== 'number');
    this.names = isText ? [...new Set(scored.map((trial) => String(trial.parameters[parameter])))].sort() : null;
    const place = (trial) => (this.names ? this.names.indexOf(String(trial.parameters[parameter])) : trial.parameters[parameter]);
    this.trials = scored.toSorted((a, b) => place(a) - place(b));
    const scores = this.trials.map((trial) => trial.score).sort((a, b) => a - b);
    // A few hopeless trials must not press all others into a line.
    const high = scores.at(-1);
    const low = Math.max(scores[0], scores[Math.floor(scores.length / 4)] - 4 * ((scores[Math.floor(scores.length * 0.75)] - scores[Math.floor(scores.length / 4)]) || 1e-9));
    const pad = ((high - low) || Math.abs(high) || 1) * 0.08;
    this.limits = scores.length ? [low - pad, high + pad] : null;
    this.plot.setData([this.trials.map(place), this.trials.map((trial) => trial.score)]);
    this.plot.setLabel(`${metricTitle(this.objective)} of ${plural(this.trials.length, 'trial')} along ${this.titleOf(parameter)}. Left and right keys read single trials.`);
  }

  // Many trials share a value, so the one nearest to the pointer in both directions is meant.
  hover(plot) {
    const { left, top } = plot.cursor;
    const bounds = plot.over.getBoundingClientRect();
    this.point(nearestPoint(plot, 14), bounds.left + left, bounds.top + top);
  }

  point(index, x, y) {
    const trial = index === null ? null : this.trials[index];
    this.pointed = trial;
    if (trial) {
      showTip(x, y, `Trial ${trial.trial}`, [[this.titleOf(this.parameter), value(trial.parameters[this.parameter])], [metricTitle(this.objective), objectiveScore(this.objective, trial.score)]]);
    } else {
      hideTip();
    }
  }
}
