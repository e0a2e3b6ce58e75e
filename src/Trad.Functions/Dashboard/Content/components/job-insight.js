import { h, put } from '../core/dom.js';
import { get, query } from '../core/api.js';
import { metricTitle } from '../core/format.js';
import { select } from './field.js';
import { contourPlot } from '../charts/contour.js';
import { dependencePlots } from '../charts/dependence.js';
import { importanceBars } from '../charts/importance.js';
import { SlicePlot } from '../charts/slice-plot.js';

const patience = 3000;
const soon = 'Known after the first scored trials.';

/**
 * What the trials say about the parameters: importance, partial dependence, the trials along one parameter, and the model over
 * any two. Asked again as trials come in.
 */
export class JobInsight {
  constructor({ path, titleOf, onTrial, objective }) {
    this.path = path;
    this.titleOf = titleOf;
    this.pair = [];
    this.objective = objective ?? '';
    this.asked = { trials: 0, isFinal: false, at: 0 };
    const card = (title, note, ...body) => h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, title), h('span', { class: 'note' }, note), body.length > 1 && h('div', { class: 'tools' }, body[0])), body.at(-1));
    const body = () => h('div', { class: 'card-body' }, h('p', { class: 'muted' }, soon));
    this.importanceBody = body();
    this.dependenceBody = body();
    this.contourBody = body();
    this.sliceTools = h('div', { class: 'row' });
    this.contourTools = h('div', { class: 'row' });
    this.slicePlot = new SlicePlot({ titleOf, onTrial, objective });
    this.importance = card('Importance', 'share of the score’s variance', this.importanceBody);
    this.dependence = card('Partial dependence', 'expected score, with its uncertainty', this.dependenceBody);
    this.slice = card('Slice', `${metricTitle(objective ?? 'score')} of the trials along a parameter`, this.sliceTools, h('div', { class: 'card-body' }, this.slicePlot.element));
    this.contour = card('Contour', 'what the model expects over two parameters, and the trials', this.contourTools, this.contourBody);
  }

  close() {
    clearTimeout(this.timer);
    this.slicePlot.close();
    this.isClosed = true;
  }

  /** Tells the trials; asks when that is worth it. */
  consider(all, isFinal, best) {
    const trials = all.length;
    this.wanted = { trials, all, isFinal, best };
    this.slicePlot.setTrials(all);
    if (trials < 3 || this.timer || (trials === this.asked.trials && isFinal === this.asked.isFinal)) {
      return;
    }
    this.timer = setTimeout(() => this.ask(), isFinal ? 0 : Math.max(0, this.asked.at + patience - Date.now()));
  }

  async ask() {
    const { trials, isFinal, best } = this.wanted;
    this.asked = { trials, isFinal, at: Date.now() };
    try {
      const insight = await get(`${this.path}/insight`);
      if (!this.isClosed && insight.importance?.length) {
        put(this.importanceBody, importanceBars(insight.importance, this.titleOf));
        put(this.dependenceBody, insight.dependence?.length ? dependencePlots(insight.dependence, best, this.titleOf) : h('p', { class: 'muted' }, 'No model yet.'));
        this.choose(insight.importance.map((entry) => entry.parameter ?? entry.name));
      }
    } catch {
      // What cannot be known yet is asked for again with the next trials.
    }
    this.timer = null;
    if (!this.isClosed) {
      this.consider(this.wanted.all, this.wanted.isFinal, this.wanted.best);
    }
  }

  // The most important parameters are looked at first; a choice that somebody made stays.
  choose(names) {
    const choice = (label, chosen, onChange) => {
      const control = select(names.map((name) => [name, this.titleOf(name)]), chosen, (event) => onChange(event.target.value));
      control.setAttribute('aria-label', label);
      return control;
    };
    if (names.join() !== this.names) {
      this.names = names.join();
      const keep = (name, otherwise) => (names.includes(name) ? name : otherwise);
      this.slicePlot.show(keep(this.slicePlot.parameter, names[0]));
      this.pair = [keep(this.pair[0], names[0]), keep(this.pair[1], names[1] ?? names[0])];
      put(this.sliceTools, choice('Parameter of the slice', this.slicePlot.parameter, (name) => this.slicePlot.show(name)));
      put(this.contourTools, choice('Contour, across', this.pair[0], (name) => { this.pair[0] = name; this.drawContour(); }), choice('Contour, up', this.pair[1], (name) => { this.pair[1] = name; this.drawContour(); }));
    }
    this.drawContour();
  }

  async drawContour() {
    const [first, second] = this.pair;
    if (first === second) {
      put(this.contourBody, h('p', { class: 'muted' }, 'Choose two different parameters.'));
      return;
    }
    const asked = this.pair.join();
    try {
      const { pairs } = await get(`${this.path}/insight${query({ pair: asked })}`);
      if (!this.isClosed && asked === this.pair.join()) {
        put(this.contourBody, pairs?.points?.length ? contourPlot(pairs, this.wanted.all, this.titleOf, this.objective) : h('p', { class: 'muted' }, 'No model yet.'));
      }
    } catch (failure) {
      put(this.contourBody, h('p', { class: 'muted' }, failure.message));
    }
  }
}
