import { h, perFrame, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, pages } from '../core/api.js';
import { metricTitle, moment, parameterTitle } from '../core/format.js';
import { LiveStream } from '../core/live.js';
import { go, link } from '../core/route.js';
import { load, remark, skeleton } from '../components/notice.js';
import { cancelJob, cloneJob, deleteJob, isEnded, jobTitle, marketOf, objectivesOf, resumeJob } from '../components/job-actions.js';
import { JobSummary } from '../components/job-summary.js';
import { JobInfeasible } from '../components/job-infeasible.js';
import { JobInsight } from '../components/job-insight.js';
import { JobBest } from '../components/job-best.js';
import { JobOutcome } from '../components/job-outcome.js';
import { LogView } from '../components/log-view.js';
import { ParallelCard } from '../components/parallel-card.js';
import { setState, state } from '../components/state.js';
import { verdictRemark } from '../components/verdict.js';
import { TrialTable } from '../components/trial-table.js';
import { openTrial } from '../components/trial-dialog.js';
import { ParetoPlot } from '../charts/pareto-plot.js';
import { RoundTimeline } from '../charts/round-timeline.js';
import { TrialPlot } from '../charts/trial-plot.js';

/** One job: what it does, what it has found, and what it wrote into its log; live while it runs. */
export function show(main, route) {
  const open = [];
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, `Job ${/^\d+$/.test(route.id) ? `#${route.id}` : ''}`)), skeleton('8rem', '18rem', '18rem'));
  load(main, () => get(`training/jobs/${encodeURIComponent(route.id)}`), (job) => draw(main, job, route.query, open), h('a', { class: 'button', href: link('jobs') }, icon('jobs'), 'All jobs'));
  return () => open.splice(0).forEach((each) => each.close());
}

function draw(main, job, query, open) {
  const path = `training/jobs/${job.id}`;
  const trials = new Map();
  const badge = state(job.state);
  const actions = h('div', { class: 'actions' });
  const remarks = h('div', { class: 'stack' });
  const objectives = objectivesOf(job.request);
  const titleOf = (name) => parameterTitle(job.request.strategy, name);
  const onTrial = (trial) => openTrial(job, trial, titleOf);
  const summary = new JobSummary();
  const outcome = new JobOutcome();
  const infeasible = new JobInfeasible();
  const plot = new TrialPlot({ objective: objectives[0], onTrial, titleOf });
  const pareto = objectives.length >= 2 ? new ParetoPlot({ objectives, onTrial, titleOf }) : null;
  const parallel = new ParallelCard({ titleOf, objective: objectives[0] ?? '' });
  const insight = new JobInsight({ path, titleOf, onTrial, objective: objectives[0] });
  const best = new JobBest(path, job.request);
  const table = new TrialTable({ path, query, onTrial, titleOf });
  const log = new LogView(query);
  const timeline = new RoundTimeline();
  open.push(plot, ...(pareto ? [pareto] : []), parallel, insight, best, outcome, table, log, summary);
  const card = (title, note, body, look = '') => h('section', { class: `card ${look}` }, h('div', { class: 'card-head' }, h('h2', {}, title), h('span', { class: 'note' }, note)), h('div', { class: 'card-body' }, body));
  const scored = [
    card('Search', `${objectives.map(metricTitle).join(' and ')}, in sample`, plot.element),
    pareto && card('Pareto front', 'trials that none beats in every objective; a click opens one, to be published', pareto.element),
    best.element, insight.importance, insight.dependence, insight.slice, insight.contour, parallel.element];

  const rounds = card('Timeline', 'when every round ran, and how its trials ended', timeline.element);

  put(main,
    h('div', { class: 'crumbs' }, h('a', { href: link('jobs') }, 'Jobs'), ` / #${job.number}`),
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, `#${job.number} ${jobTitle(job)}`), badge,
      h('span', { class: 'muted' }, `${marketOf(job.request)} · ${job.request.exchange}`)), actions),
    remarks,
    h('div', { class: 'job-grid' },
      h('div', { class: 'stack' },
        outcome.element,
        summary.element,
        infeasible.element,
        ...scored.slice(0, 3).filter(Boolean)),
      h('div', { class: 'stack job-side' }, insight.importance, insight.dependence)),
    // Outside of the grid: what stays in view beside its first column would otherwise slide over these.
    h('div', { class: 'stack job-rest' },
      h('div', { class: 'pair' }, insight.slice, insight.contour),
      parallel.element, rounds, log.element, table.element));

  const drawTrials = perFrame(() => {
    const all = [...trials.values()].sort((a, b) => a.trial - b.trial);
    const leader = job.best?.trial ?? all.reduce((top, trial) => (trial.state === 'completed' && (top === null || trial.score > top.score) ? trial : top), null)?.trial;
    const isNone = infeasible.show(all, isEnded(job));
    // Of a job that ended before its first trial there is nothing to draw.
    const isBare = isEnded(job) && all.length === 0;
    scored.forEach((each) => each && (each.hidden = isNone || isBare));
    rounds.hidden = isBare;
    table.setTrials(all, leader);
    timeline.draw(all, isEnded(job) ? job.finishedAt : null);
    if (!isNone && !isBare) {
      plot.setTrials(all);
      pareto?.setTrials(all);
      parallel.setTrials(all);
      best.consider(trials.get(leader)?.score, isEnded(job));
      insight.consider(all, isEnded(job), trials.get(leader)?.parameters);
    }
  });
  const take = (items) => {
    items.forEach((trial) => trials.set(trial.trial, trial));
    drawTrials();
  };
  let drawn = null;

  function update(next) {
    job = { ...next, progress: next.progress };
    setState(badge, job.state);
    summary.update(job);
    document.title = isEnded(job) ? `#${job.number} ${job.state} · Trad` : `${Math.floor(job.progress.percent)} % #${job.number} · Trad`;
    const key = `${job.state} ${job.assetId ?? ''} ${job.error ?? ''} ${job.cancelRequestedAt ?? ''} ${job.verdict?.verdict ?? ''} ${job.progress.silentSince ?? ''}`;
    if (drawn !== key) {
      drawn = key;
      drawActions();
      put(remarks, job.error && remark('bad', 'Failed.', job.error), job.verdict && verdictRemark(job.verdict), (job.warnings ?? []).filter((text) => !job.verdict?.summary.includes(text)).map((text) => remark('warn', null, text)),
        job.progress.silentSince && !isEnded(job) && remark('warn', 'It waits for a host.', `No sign of life since ${moment(job.progress.silentSince)}. It goes on by itself, with every trial, about a minute after a host is there.`),
        job.cancelRequestedAt && !isEnded(job) && remark('info', 'Cancelling.', job.publishOnCancel ? 'The best trial so far is measured and published first.' : 'Its finished trials are kept.'));
      remarks.style.setProperty('margin-bottom', remarks.childElementCount ? 'var(--s4)' : '0');
      if (isEnded(job)) {
        outcome.show(job);
      }
    }
  }

  function drawActions() {
    const button = (name, label, kind, run) => h('button', { class: `button ${kind}`, type: 'button', onclick: run }, icon(name), label);
    put(actions,
      job.assetId && h('a', { class: 'button primary', href: link('assets', job.assetId) }, icon('assets'), 'Open the asset'),
      !isEnded(job) && button('stop', 'Cancel', '', () => cancelJob(job, update)),
      isEnded(job) && button('resume', 'Resume', '', () => resumeJob(job, () => reopen())),
      button('clone', 'Clone', '', (event) => cloneJob(job, event.currentTarget)),
      h('a', { class: 'button', href: link('train', null, { from: job.number }) }, icon('edit'), 'Edit and train'),
      isEnded(job) && button('trash', 'Delete', 'danger', () => deleteJob(job, () => go('jobs'))));
  }

  async function refresh() {
    update(await get(path));
    for await (const items of pages(`${path}/trials`)) {
      take(items);
    }
    for await (const items of pages(`${path}/logs`)) {
      timeline.add(items);
      log.add(items);
    }
    drawTrials();
  }

  function reopen() {
    stream?.close();
    summary.reset();
    refresh().catch(() => {});
    stream = follow();
  }

  function follow() {
    const events = new LiveStream(`${path}/events`, {
      progress: (progress) => update({ ...job, state: job.state === 'queued' ? 'running' : job.state, progress }),
      trial: (trial) => take([trial]),
      log: (line) => {
        timeline.add([line]);
        log.add([line]);
      },
      done: (ended) => {
        events.close();
        update(ended);
        drawTrials();
      },
    }, () => refresh().then(() => isEnded(job) && events.close()).catch(() => {}));
    open.push(events);
    return events;
  }

  update(job);
  let stream = null;
  refresh().catch(() => {}).finally(() => {
    if (!isEnded(job) && main.isConnected && open.length) {
      stream = follow();
    }
  });
}
