import { h, put } from '../core/dom.js';
import { get } from '../core/api.js';
import { importanceBars } from '../charts/importance.js';
import { dependencePlots } from '../charts/dependence.js';

const patience = 3000;

/** What the trials say about the parameters: importance and partial dependence. Asked again as trials come in. */
export class JobInsight {
  constructor(path) {
    this.path = path;
    this.asked = { trials: 0, isFinal: false, at: 0 };
    this.importanceBody = h('div', { class: 'card-body' }, h('p', { class: 'muted' }, 'Known after the first scored trials.'));
    this.dependenceBody = h('div', { class: 'card-body' }, h('p', { class: 'muted' }, 'Known after the first scored trials.'));
    this.importance = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Importance'), h('span', { class: 'note' }, 'share of the score’s variance')), this.importanceBody);
    this.dependence = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Partial dependence'), h('span', { class: 'note' }, 'expected score, with its uncertainty')), this.dependenceBody);
  }

  close() {
    clearTimeout(this.timer);
    this.isClosed = true;
  }

  /** Tells how many trials there are; asks when that is worth it. */
  consider(trials, isFinal, best) {
    this.wanted = { trials, isFinal, best };
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
        put(this.importanceBody, importanceBars(insight.importance));
        put(this.dependenceBody, insight.dependence?.length ? dependencePlots(insight.dependence, best) : h('p', { class: 'muted' }, 'No model yet.'));
      }
    } catch {
      // What cannot be known yet is asked for again with the next trials.
    }
    this.timer = null;
    if (!this.isClosed) {
      this.consider(this.wanted.trials, this.wanted.isFinal, this.wanted.best);
    }
  }
}
