import { h, put } from '../core/dom.js';
import { count, plural } from '../core/format.js';

const skipping = 'Most entries were skipped, not made: look at the stops and targets, at the sizing and at the filters before anything else.';
const advice = [
  [/fewer than|trades/i, 'Lower the minimum of trades, take more days, or widen the ranges of the parameters.'],
  [/outside|constraint|allowed|<=|>=/i, 'Loosen the constraints, or widen the ranges of the parameters.'],
  [/not defined|undefined/i, 'Choose an objective that is defined for these trials, or take more days.'],
];

/** Why no trial counts: every cause with how many trials have it, and what can be done about it. */
export class JobInfeasible {
  constructor() {
    this.body = h('div', { class: 'card-body stack' });
    this.element = h('section', { class: 'card', role: 'status', hidden: true }, h('div', { class: 'card-head' }, h('h2', {}, 'No trial counts')), this.body);
  }

  /** Shows the causes while all of some trials failed one; returns whether that is so. */
  show(trials, isEnded) {
    const isNone = trials.length > 0 && trials.every((trial) => trial.state !== 'completed') && (isEnded || trials.length >= 5);
    this.element.hidden = !isNone;
    if (isNone && (trials.length !== this.drawn || isEnded !== this.drawnEnd)) {
      this.drawn = trials.length;
      this.drawnEnd = isEnded;
      this.draw(trials, isEnded);
    }
    return isNone;
  }

  draw(trials, isEnded) {
    const causes = Map.groupBy(trials, (trial) => kindOf(trial));
    const sorted = [...causes].sort(([, a], [, b]) => b.length - a.length);
    const most = Math.max(...trials.map((trial) => trial.metrics?.trades ?? 0));
    const all = (figure) => trials.reduce((sum, trial) => sum + (trial.metrics?.[figure] ?? 0), 0);
    const tips = all('skippedEntries') > all('trades') ? new Set([skipping]) : new Set(sorted.map(([cause]) => advice.find(([pattern]) => pattern.test(cause))?.[1]).filter(Boolean));
    put(this.body,
      h('p', {}, `None of ${plural(trials.length, 'trial')} ${isEnded ? 'was' : 'so far is'} feasible, so there is nothing to rank, to model or to publish. The most trades of one trial were ${count(most)}.`),
      h('ul', { class: 'findings' }, sorted.slice(0, 5).map(([, those]) => h('li', {}, h('strong', {}, `${count(those.length)} of ${count(trials.length)}`), those.length > 1 ? ', for example: ' : ': ', those[0].reason ?? those[0].state))),
      tips.size > 0 && h('p', {}, [...tips].join(' ')));
  }
}

// Reasons that differ in their figures only are one cause.
const kindOf = (trial) => (trial.reason ?? trial.state).replaceAll(/[\d.,]*\d/g, '…');
