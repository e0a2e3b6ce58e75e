import { h } from '../core/dom.js';
import { count, metricTitle, objectiveScore, objectiveTick, plural, value } from '../core/format.js';
import { metricOf } from '../core/catalog.js';
import { Plot, axis, dots, nearestPoint, ring } from './plot.js';
import { faded } from './palette.js';

/**
 * Trials by two objectives in their own units; those that no other trial beats in both make the front. A click opens the trial,
 * from where it can be published.
 */
export class ParetoPlot {
  constructor({ objectives, onTrial, titleOf }) {
    this.objectives = objectives;
    this.titleOf = titleOf;
    this.trials = [];
    // The optimiser turns the sign where smaller is better; people read a drawdown of 60 %, not of −0.6.
    this.signs = objectives.map((name) => (metricOf(name)?.higherIsBetter === false ? -1 : 1));
    const title = (index) => `${metricTitle(objectives[index])} (${this.signs[index] > 0 ? 'more' : 'less'} is better)`;
    const ticks = (index) => (_, amounts) => amounts.map((amount) => objectiveTick(objectives[index], this.signs[index] * amount));
    this.plot = new Plot({
      label: `Trials by ${metricTitle(objectives[0])} and ${metricTitle(objectives[1])}`, height: 280, data: [[], [], []], describe: (index) => this.describe(index),
      find: (plot) => nearestPoint(plot, 18), onOpen: (index) => onTrial(this.trials[index]),
      make: (colors) => ({
        scales: { x: { time: false } },
        axes: [axis(colors, { size: 44, values: ticks(0), label: title(0), labelSize: 16, labelFont: `11px ${colors.font}` }), axis(colors, { size: 72, values: ticks(1), label: title(1), labelSize: 16, labelFont: `11px ${colors.font}` })],
        cursor: { drag: { x: true, y: true, uni: 20 }, points: ring(colors), y: false },
        series: [{},
          dots(faded(colors.ink3, 0.6)),
          { stroke: colors.good, width: 1.5, spanGaps: true, points: { show: true, size: 8, width: 0, fill: colors.good, stroke: 'transparent' } }],
      }),
    });
    this.element = h('div', { class: 'pareto' }, this.plot.element, h('div', { class: 'legend-row' },
      h('span', { class: 'swatch', style: { '--swatch': 'var(--ink-3)' } }, h('i', { class: 'dot' }), 'trial'),
      h('span', { class: 'swatch', style: { '--swatch': 'var(--good)' } }, h('i', { class: 'dot' }), 'on the front'),
      h('span', { class: 'muted' }, 'click a point to open and publish it')));
  }

  close() {
    this.plot.close();
  }

  setTrials(trials) {
    const scored = trials.filter((trial) => trial.state === 'completed' && trial.scores?.length >= 2).sort((a, b) => a.scores[0] - b.scores[0] || a.scores[1] - b.scores[1]);
    // From the right, a trial is on the front when it is higher than all before it.
    const front = new Set();
    let highest = -Infinity;
    for (let index = scored.length - 1; index >= 0; index--) {
      if (scored[index].scores[1] > highest) {
        highest = scored[index].scores[1];
        front.add(scored[index]);
      }
    }
    this.trials = scored.toSorted((a, b) => this.signs[0] * (a.scores[0] - b.scores[0]));
    const read = (trial, index) => this.signs[index] * trial.scores[index];
    this.plot.setData([this.trials.map((trial) => read(trial, 0)), this.trials.map((trial) => read(trial, 1)), this.trials.map((trial) => (front.has(trial) ? read(trial, 1) : null))]);
    this.plot.setLabel(`${plural(this.trials.length, 'trial')} by ${this.objectives.map(metricTitle).join(' and ')}, ${count(front.size)} of them on the Pareto front. Left and right keys read single trials, Enter opens one.`);
  }

  describe(index) {
    const trial = this.trials[index];
    return [`Trial ${trial.trial}`, Object.entries(trial.parameters).map(([name, amount]) => [this.titleOf(name), value(amount)]), this.objectives.map((name, place) => `${metricTitle(name)} ${objectiveScore(name, trial.scores[place])}`).join(', ')];
  }
}
