import { h, perFrame, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, pages } from '../core/api.js';
import { LiveStream } from '../core/live.js';
import { go, link } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { load, remark, skeleton } from '../components/notice.js';
import { dialog } from '../components/dialog.js';
import { cancelJob, cloneJob, deleteJob, isEnded, jobTitle, marketOf, resumeJob } from '../components/job-actions.js';
import { JobSummary } from '../components/job-summary.js';
import { JobInsight } from '../components/job-insight.js';
import { JobBest } from '../components/job-best.js';
import { LogView } from '../components/log-view.js';
import { setState, state } from '../components/state.js';
import { verdictRemark } from '../components/verdict.js';
import { TrialTable, trialDetail } from '../components/trial-table.js';
import { ParetoPlot } from '../charts/pareto-plot.js';
import { ParallelPlot } from '../charts/parallel.js';
import { TrialPlot } from '../charts/trial-plot.js';

/** One job: what it does, what it has found, and what it wrote into its log; live while it runs. */
export function show(main, route) {
  const open = [];
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, `Job ${/^\d+$/.test(route.id) ? `#${route.id}` : ''}`)), skeleton('8rem', '18rem', '18rem'));
  load(main, () => get(`training/jobs/${encodeURIComponent(route.id)}`), (job) => draw(main, job, route.query, open));
  return () => open.splice(0).forEach((each) => each.close());
}

function draw(main, job, query, open) {
  const path = `training/jobs/${job.id}`;
  const trials = new Map();
  const badge = state(job.state);
  const actions = h('div', { class: 'actions' });
  const remarks = h('div', { class: 'stack' });
  const openTrial = (trial) => dialog(`Trial ${trial.trial + 1} of job #${job.number}`, trialDetail(trial));
  const summary = new JobSummary();
  const plot = new TrialPlot(openTrial);
  const pareto = job.request.objectives?.length === 2 ? new ParetoPlot(job.request.objectives, openTrial) : null;
  const parallel = new ParallelPlot();
  const insight = new JobInsight(path);
  const best = new JobBest(path);
  const table = new TrialTable(path, openTrial);
  const log = new LogView(query);
  open.push(plot, ...(pareto ? [pareto] : []), parallel, insight, best, table, log, summary);

  put(main,
    h('div', { class: 'crumbs' }, h('a', { href: link('jobs') }, 'Jobs'), ` / #${job.number}`),
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, `#${job.number} ${jobTitle(job)}`), badge,
      h('span', { class: 'muted' }, `${marketOf(job.request)} · ${job.request.exchange}`)), actions),
    remarks,
    h('div', { class: 'job-grid' },
      h('div', { class: 'stack' },
        summary.element,
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Search'), h('span', { class: 'note' }, `${job.request.objectives?.join(' and ') ?? job.request.objective}, in sample`)), h('div', { class: 'card-body' }, plot.element)),
        pareto && h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Pareto front'), h('span', { class: 'note' }, 'larger is better in both; trials that none beats in both')), h('div', { class: 'card-body' }, pareto.element)),
        best.element),
      h('div', { class: 'stack' }, insight.importance, insight.dependence),
      h('section', { class: 'card span' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parallel coordinates'), h('span', { class: 'note' }, 'drag along an axis to keep some, double-click to forget')), scrollArea('Parallel coordinates', 'card-body parallel-wrap', parallel.element)),
      h('div', { class: 'span' }, log.element),
      h('div', { class: 'span' }, table.element)));

  const drawTrials = perFrame(() => {
    const all = [...trials.values()].sort((a, b) => a.trial - b.trial);
    const leader = job.best?.trial ?? all.reduce((top, trial) => (trial.state === 'completed' && (top === null || trial.score > top.score) ? trial : top), null)?.trial;
    plot.setTrials(all);
    pareto?.setTrials(all);
    parallel.setTrials(all);
    table.setTrials(all, leader);
    best.consider(all[leader]?.score, isEnded(job));
    insight.consider(all.length, isEnded(job), all[leader]?.parameters);
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
    const key = `${job.state} ${job.assetId ?? ''} ${job.error ?? ''} ${job.cancelRequestedAt ?? ''} ${job.verdict?.verdict ?? ''}`;
    if (drawn !== key) {
      drawn = key;
      drawActions();
      put(remarks, job.error && remark('bad', 'Failed.', job.error), job.verdict && verdictRemark(job.verdict), (job.warnings ?? []).map((text) => remark('warn', null, text)),
        job.cancelRequestedAt && !isEnded(job) && remark('info', 'Cancelling.', job.publishOnCancel ? 'The best trial so far is measured and published first.' : 'Its finished trials are kept.'));
      remarks.style.setProperty('margin-bottom', remarks.childElementCount ? 'var(--s4)' : '0');
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
      log.add(items);
    }
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
      log: (line) => log.add([line]),
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
