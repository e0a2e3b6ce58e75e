import { h } from '../core/dom.js';
import { count, score, value, words } from '../core/format.js';
import { hideTip, showTip } from '../components/tip.js';
import { Plot, axis, uPlot } from './plot.js';
import { faded } from './palette.js';

/** Trials by two objectives; those that no other trial beats in both make the front. */
export class ParetoPlot {
  constructor(objectives, onTrial) {
    this.objectives = objectives;
    this.trials = [];
    const title = (index) => words(objectives[index]);
    this.plot = new Plot({
      label: `Trials by ${title(0)} and ${title(1)}`, height: 260, data: [[], [], []], onIndex: (index, x, y) => this.point(index, x, y),
      make: (colors) => ({
        scales: { x: { time: false } },
        axes: [axis(colors, { size: 44, label: title(0), labelSize: 16, labelFont: `11px ${colors.font}` }), axis(colors, { size: 60, label: title(1), labelSize: 16, labelFont: `11px ${colors.font}` })],
        legend: { show: false },
        cursor: { drag: { x: true, y: true, uni: 20 }, points: { size: 9, width: 2, stroke: colors.ink, fill: colors.surface } },
        series: [{},
          { paths: () => null, points: { show: true, size: 5, width: 0, fill: faded(colors.ink3, 0.6), stroke: 'transparent' } },
          { stroke: colors.good, width: 1.5, spanGaps: true, paths: uPlot.paths.stepped({ align: -1 }), points: { show: true, size: 7, width: 0, fill: colors.good, stroke: 'transparent' } }],
        hooks: { setCursor: [(plot) => this.hover(plot)] },
      }),
    });
    this.element = h('div', {}, this.plot.element, h('div', { class: 'legend-row' },
      h('span', { class: 'swatch', style: { '--swatch': 'var(--ink-3)' } }, h('i', { class: 'dot' }), 'trial'),
      h('span', { class: 'swatch', style: { '--swatch': 'var(--good)' } }, h('i', { class: 'dot' }), 'on the front')));
    this.plot.element.addEventListener('pointerleave', hideTip);
    this.plot.element.addEventListener('click', () => this.pointed && onTrial(this.pointed));
  }

  close() {
    hideTip();
    this.plot.close();
  }

  setTrials(trials) {
    this.trials = trials.filter((trial) => trial.state === 'completed' && trial.scores?.length === 2).sort((a, b) => a.scores[0] - b.scores[0] || a.scores[1] - b.scores[1]);
    // From the right, a trial is on the front when it is higher than all before it.
    let highest = -Infinity;
    const front = this.trials.map(() => null);
    for (let index = this.trials.length - 1; index >= 0; index--) {
      if (this.trials[index].scores[1] > highest) {
        highest = this.trials[index].scores[1];
        front[index] = highest;
      }
    }
    this.plot.setData([this.trials.map((trial) => trial.scores[0]), this.trials.map((trial) => trial.scores[1]), front]);
    this.plot.setLabel(`${count(this.trials.length)} trials by ${this.objectives.map(words).join(' and ')}, ${count(front.filter((each) => each !== null).length)} of them on the Pareto front`);
  }

  hover(plot) {
    const { left, top, idx } = plot.cursor;
    if (left < 0 || idx === null || idx === undefined) {
      hideTip();
      this.pointed = null;
      return;
    }
    const bounds = plot.over.getBoundingClientRect();
    this.point(idx, bounds.left + left, bounds.top + top);
  }

  point(index, x, y) {
    const trial = index === null ? null : this.trials[index];
    this.pointed = trial;
    if (trial) {
      showTip(x, y, `Trial ${trial.trial + 1}`, Object.entries(trial.parameters).map(([name, amount]) => [words(name), value(amount)]), this.objectives.map((name, place) => `${words(name)} ${score(trial.scores[place])}`).join(', '));
    } else {
      hideTip();
    }
  }
}
