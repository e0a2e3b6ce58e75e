import { h, put, setText } from '../core/dom.js';
import { count, duration, metric, metricTitle, moment, objectiveScore, optimizerTitle, utc, when, words } from '../core/format.js';
import { link } from '../core/route.js';
import { isEnded, jobButtons, jobTitle, marketOf, objectivesOf } from './job-actions.js';
import { ProgressBar } from './progress.js';
import { setState, state } from './state.js';
import { verdictTag } from './verdict.js';

/** One job in the list; it is changed in place when news arrive, so that nothing flickers and focus stays. */
export class JobRow {
  constructor(job, onChange, onDeleted, ticks) {
    this.onChange = onChange;
    this.onDeleted = onDeleted;
    this.state = state(job.state);
    this.bar = new ProgressBar(`Progress of job #${job.number}`);
    this.phase = h('span');
    this.percent = h('span');
    this.started = h('td', { class: 'job-started' });
    this.duration = h('td', { class: 'job-duration number' });
    this.trials = h('td', { class: 'number optional' });
    this.holdOut = h('td', { class: 'job-hold-out number' });
    this.scoreFigure = h('span');
    this.scoreName = h('small');
    this.score = h('td', { class: 'job-score number' }, h('span', { class: 'two-line' }, this.scoreFigure, this.scoreName));
    this.verdict = h('td', { class: 'job-verdict' });
    this.actions = h('td', { class: 'job-actions' });
    this.element = h('tr', {},
      h('td', {}, h('span', { class: 'row tick' }, h('label', { class: 'check' }, ticks.box(job.number, `Compare job #${job.number}`)), this.state)),
      h('th', { scope: 'row' }, h('a', { href: link('jobs', job.number), class: 'job-name' },
        h('span', { class: 'job-title', title: jobTitle(job) }, h('span', { class: 'job-number' }, `#${job.number}`), ' ', jobTitle(job)),
        h('small', {}, [optimizerTitle(job.request.optimizer ?? ''), ...objectivesOf(job.request).map(metricTitle)].join(' · ')))),
      h('td', { class: 'job-market' }, marketOf(job.request), ' ', h('span', { class: 'muted' }, job.request.exchange)),
      this.started, this.duration, this.trials, this.verdict, this.holdOut, this.score,
      h('td', { class: 'job-progress' }, h('div', {}, this.bar.element, h('small', {}, this.phase, this.percent))),
      this.actions);
    this.update(job);
  }

  update(job) {
    const before = this.job;
    this.job = job;
    if (before && isEnded(before) && !isEnded(job)) {
      this.bar.reset();
    }
    setState(this.state, job.state);
    this.bar.set(isEnded(job) && job.state === 'completed' ? 100 : job.progress.percent, job.state, job.progress.silentSince);
    // That it ended, and how, its state says already.
    setText(this.phase, isEnded(job) ? job.error ?? '' : job.queuePosition ? `${job.queuePosition}. in the queue` : job.progress.silentSince ? 'waits for a host' : words(job.progress.phase));
    this.phase.title = job.error ?? '';
    setText(this.percent, isEnded(job) ? '' : `${Math.floor(this.bar.shown)} %`);
    setText(this.trials, `${count(job.progress.trialsCompleted)} / ${count(job.progress.trialsTotal)}`);
    setText(this.holdOut, metric('totalReturn', job.holdOutReturn));
    setText(this.scoreFigure, objectiveScore(objectivesOf(job.request)[0] ?? '', job.best?.score ?? job.progress.bestScore));
    setText(this.scoreName, metricTitle(objectivesOf(job.request)[0] ?? ''));
    if (before?.startedAt !== job.startedAt || !before) {
      put(this.started, when(job.startedAt ?? job.createdAt));
    }
    if (!before || isEnded(before) !== isEnded(job)) {
      put(this.actions, jobButtons(job, this.onChange, this.onDeleted));
    }
    if (!before || before.verdict?.verdict !== job.verdict?.verdict) {
      put(this.verdict, job.verdict ? verdictTag(job.verdict) : h('span', { class: 'muted' }, '–'));
      this.verdict.title = job.verdict?.summary ?? '';
    }
    this.tick();
  }

  /** Moves the clock of a job that runs. */
  tick() {
    const { job } = this;
    const end = job.finishedAt ? Date.parse(job.finishedAt) : Date.now();
    setText(this.duration, job.startedAt || job.finishedAt ? duration(Math.max(0, end - Date.parse(job.startedAt ?? job.createdAt))) : '–');
    this.duration.title = job.finishedAt ? `Ended ${moment(job.finishedAt)} (${utc(job.finishedAt)})` : '';
  }

  matches(filter, text) {
    const { job } = this;
    return (filter === 'all' || (filter === 'active' ? !isEnded(job) : job.state === filter))
      && `#${job.number} ${jobTitle(job)} ${job.request.strategy} ${marketOf(job.request)} ${job.request.exchange}`.toLowerCase().includes(text);
  }
}

