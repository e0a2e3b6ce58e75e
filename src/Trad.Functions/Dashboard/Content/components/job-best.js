import { h, put } from '../core/dom.js';
import { get } from '../core/api.js';
import { metric, metricTitle, objectiveScore } from '../core/format.js';
import { EquityPlot } from '../charts/equity-plot.js';
import { objectivesOf } from './job-actions.js';

const patience = 1500;
const shown = ['totalReturn', 'sharpe', 'maximumDrawdown', 'trades', 'winRate', 'profitFactor'];

/** Equity and drawdown of the best trial so far, also while the job runs. */
export class JobBest {
  constructor(path, request) {
    this.path = path;
    this.request = request;
    this.plot = new EquityPlot(200);
    this.title = h('span', { class: 'note' }, 'appears with the first scored trial');
    this.figures = h('dl', { class: 'figures' });
    this.element = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Best trial'), this.title), h('div', { class: 'card-body stack' }, this.figures, this.plot.element));
  }

  close() {
    clearTimeout(this.timer);
    this.isClosed = true;
    this.plot.close();
  }

  /** Tells the best score; asks for its equity when it is a new one. */
  consider(bestScore, isFinal) {
    this.wanted = { bestScore, isFinal };
    if (bestScore === undefined || this.timer || (bestScore === this.askedScore && isFinal === this.askedFinal)) {
      return;
    }
    this.timer = setTimeout(() => this.ask(), this.askedScore === undefined || isFinal ? 0 : patience);
  }

  async ask() {
    this.askedScore = this.wanted.bestScore;
    this.askedFinal = this.wanted.isFinal;
    try {
      const best = await get(`${this.path}/best`);
      if (!this.isClosed && best) {
        this.draw(best);
      }
    } catch {
      // There may be none yet; the next better trial asks again.
    }
    this.timer = null;
    if (!this.isClosed) {
      this.consider(this.wanted.bestScore, this.wanted.isFinal);
    }
  }

  draw(best) {
    this.title.textContent = [`trial ${best.trial}`, ...objectivesOf(this.request).slice(0, 1).map((name) => `${metricTitle(name)} ${objectiveScore(name, best.score)}`), 'in sample'].join(', ');
    put(this.figures, shown.map((name) => h('div', {}, h('dt', {}, metricTitle(name)), h('dd', {}, metric(name, best.metrics?.[name])))));
    if (best.equity?.points?.length) {
      this.plot.setCurves([{ name: `trial ${best.trial}`, points: best.equity.points, market: this.request }]);
    }
  }
}
