import { h, put, setText } from '../core/dom.js';
import { count, day, duration, metric, metricTitle, objectiveScore, plural, when } from '../core/format.js';
import { isEnded, objectivesOf } from './job-actions.js';
import { PhaseTimeline } from './phases.js';
import { ProgressBar } from './progress.js';

/** How far a job is: the figures that one looks for first, its phases and its bar. */
export class JobSummary {
  constructor() {
    this.bar = new ProgressBar('Progress', true);
    this.phases = new PhaseTimeline();
    this.figures = Object.fromEntries(['Best in sample', 'Trials', 'Progress', 'Elapsed', 'Remaining'].map((name) => [name, h('dd', { class: 'big' })]));
    this.bestName = h('dt', {}, 'Best in sample');
    this.facts = h('div', { class: 'facts' });
    this.element = h('section', { class: 'card', 'aria-label': 'Progress' }, h('div', { class: 'card-body stack' },
      h('dl', { class: 'figures job-figures' }, Object.entries(this.figures).map(([name, figure], index) => h('div', {}, index ? h('dt', {}, name) : this.bestName, figure))),
      this.bar.element, this.phases.element, this.facts));
    this.timer = setInterval(() => this.tick(), 250);
  }

  close() {
    clearInterval(this.timer);
  }

  reset() {
    this.bar.reset();
  }

  update(job) {
    this.job = job;
    this.heardAt = Date.now();
    this.bar.set(job.state === 'completed' ? 100 : job.progress.percent, job.state, job.progress.silentSince);
    this.phases.update(job);
    const [objective] = objectivesOf(job.request);
    setText(this.bestName, `Best ${metricTitle(objective ?? 'score')}, in sample`);
    setText(this.figures['Best in sample'], objectiveScore(objective ?? '', job.best?.score ?? job.progress.bestScore));
    setText(this.figures.Trials, `${count(job.progress.trialsCompleted)} / ${count(job.progress.trialsTotal)}`);
    setText(this.figures.Progress, job.state === 'completed' ? '100 %' : `${Math.floor(this.bar.shown)} %`);
    const facts = [job.data && `${count(job.data.candles)} candles, ${day(job.data.from)} to ${day(job.data.to)}`, job.split?.holdOut && `hold-out ${heldOut(job.split.holdOut)}`, `seed ${job.seed}`,
      job.best && `in sample: ${metric('totalReturn', job.best.metrics.totalReturn)}, drawdown ${metric('maximumDrawdown', job.best.metrics.maximumDrawdown)}, ${plural(job.best.metrics.trades, 'trade')}`];
    const text = facts.filter(Boolean).join(' · ');
    if (text !== this.factText) {
      this.factText = text;
      put(this.facts, h('span', {}, 'started ', when(job.startedAt ?? job.createdAt)), ' · ', text);
    }
    this.tick();
  }

  // Between two messages the clocks go on.
  tick() {
    const { job } = this;
    if (!job) {
      return;
    }
    const since = Date.now() - this.heardAt;
    const elapsed = isEnded(job) && job.finishedAt ? Date.parse(job.finishedAt) - Date.parse(job.startedAt ?? job.createdAt) : job.progress.elapsedMs + since;
    setText(this.figures.Elapsed, duration(elapsed));
    setText(this.figures.Remaining, isEnded(job) ? '–' : job.progress.remainingMs === undefined ? '…' : duration(Math.max(0, job.progress.remainingMs - since)));
  }
}

// Jobs recorded by earlier versions have no number of candles.
const heldOut = (period) => `from ${day(period.from)}${period.candles === undefined ? '' : `, ${count(period.candles)} candles`}`;
