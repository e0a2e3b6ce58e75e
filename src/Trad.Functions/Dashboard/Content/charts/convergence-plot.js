import { h, put } from '../core/dom.js';
import { count, metric, score, tick } from '../core/format.js';
import { metricOf } from '../core/catalog.js';
import { Plot, axis, dashes, uPlot } from './plot.js';

/** The best score so far of several searches, trial by trial, in the unit of their objective. */
export class ConvergencePlot {
  constructor(height = 240) {
    this.curves = [];
    this.legend = h('div', { class: 'legend-row' });
    this.plot = new Plot({ label: 'Best so far', height, data: [[], []], describe: (index) => this.describe(index), make: (colors) => ({
      scales: { x: { time: false } },
      axes: [axis(colors, { size: 30 }), axis(colors, { size: 62, values: (_, ticks) => ticks.map((amount) => tick(this.told(amount))) })],
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      series: [{}, ...Array.from({ length: Math.max(1, this.curves.length) }, (_, index) => ({ stroke: colors.series[index], width: 1.8, dash: dashes[index], points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) }))],
    }) });
    this.element = h('div', {}, this.plot.element, this.legend);
  }

  close() {
    this.plot.close();
  }

  /** @param {string} objective @param {Array<{name, bests: Array<number|null>}>} curves one value per trial, larger is better */
  setCurves(objective, curves) {
    this.objective = objective;
    this.sign = metricOf(objective)?.higherIsBetter === false ? -1 : 1;
    this.curves = curves;
    const longest = Math.max(0, ...curves.map((curve) => curve.bests.length));
    this.data = [Array.from({ length: longest }, (_, trial) => trial), ...curves.map((curve) => Array.from({ length: longest }, (_, trial) => (curve.bests[trial] === null || curve.bests[trial] === undefined ? null : this.sign * curve.bests[trial])))];
    this.plot.replace(this.data);
    this.plot.setLabel(`Best so far: ${curves.map((curve) => `${curve.name} ${this.told(this.sign * (curve.bests.findLast((each) => each !== null) ?? NaN))}`).join('; ')}`);
    put(this.legend, curves.map((curve, index) => h('span', { class: 'swatch', style: { '--swatch': `var(--series-${index + 1})` } }, h('i'), curve.name)));
  }

  told(amount) {
    return this.objective && metricOf(this.objective) ? metric(this.objective, amount) : score(amount);
  }

  describe(index) {
    return [`Trial ${count(index)}`, this.curves.map((curve, place) => [curve.name, this.told(this.data[place + 1][index])]), 'best so far'];
  }
}
