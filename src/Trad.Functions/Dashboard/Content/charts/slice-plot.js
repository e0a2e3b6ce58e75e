import { h } from '../core/dom.js';
import { metricTitle, objectiveScore, objectiveTick, plural, value } from '../core/format.js';
import { Plot, axis, dots, nearestPoint, ring, scoreLimits, withMargin } from './plot.js';
import { faded } from './palette.js';

/** The scored trials along one parameter: where good ones lie, and where nobody looked. A click opens the trial. */
export class SlicePlot {
  constructor({ titleOf, onTrial, objective }) {
    Object.assign(this, { titleOf, objective: objective ?? '', trials: [], all: [], parameter: null });
    this.plot = new Plot({
      label: 'Slice', height: 260, data: [[], []], describe: (index) => this.describe(index),
      // Many trials share a value, so the one nearest to the pointer in both directions is meant.
      find: (plot) => nearestPoint(plot, 14), onOpen: (index) => onTrial(this.trials[index]),
      make: (colors) => ({
        scales: { x: { time: false, range: withMargin(0.02) }, y: { range: () => this.limits ?? [0, 1] } },
        axes: [axis(colors, { size: 30, values: (_, ticks) => ticks.map((tick) => (this.names ? this.names[tick] ?? '' : value(tick))) }), axis(colors, { size: 62, values: (_, ticks) => ticks.map((tick) => objectiveTick(this.objective, tick)) })],
        cursor: { drag: { x: false, y: false }, points: ring(colors), y: false },
        series: [{}, dots(faded(colors.accent, 0.5))],
      }),
    });
    this.element = h('div', {}, this.plot.element);
  }

  close() {
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
    const scores = this.trials.map((trial) => trial.score);
    this.limits = scoreLimits(scores);
    this.plot.setData([this.trials.map(place), scores]);
    this.plot.setLabel(`${metricTitle(this.objective)} of ${plural(this.trials.length, 'trial')} along ${this.titleOf(parameter)}. Left and right keys read single trials, Enter opens one.`);
  }

  describe(index) {
    const trial = this.trials[index];
    return [`Trial ${trial.trial}`, [[this.titleOf(this.parameter), value(trial.parameters[this.parameter])], [metricTitle(this.objective), objectiveScore(this.objective, trial.score)]]];
  }
}
