import { h, put } from '../core/dom.js';
import { get, pages } from '../core/api.js';
import { count, duration, metric, metricTitle, objectiveScore, optimizerTitle, parameterTitle, strategyTitle, value, when } from '../core/format.js';
import { link } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { jobTitle, marketOf, objectivesOf } from '../components/job-actions.js';
import { state } from '../components/state.js';
import { verdictTag } from '../components/verdict.js';

/** Everything that is compared of some jobs: each with its trials, and the asset that it published; of one that is gone, its id only. */
export const readJobs = (ids) => Promise.all(ids.map(async (id) => {
  const job = await get(`training/jobs/${encodeURIComponent(id)}`).catch((failure) => {
    if (failure.isMissing) {
      return null;
    }
    throw failure;
  });
  if (!job) {
    return { id };
  }
  const trials = [];
  for await (const items of pages(`training/jobs/${job.id}/trials`)) {
    trials.push(...items);
  }
  const [asset, best] = await Promise.all([
    job.assetId ? get(`assets/${job.assetId}`).catch(() => null) : null,
    get(`training/jobs/${job.id}/best`).catch(() => null)]);
  return { job, trials, asset, best };
}));

/** Jobs side by side: how fast each got better, what it earned in sample and on the hold-out, and what it found. */
export function drawJobs(body, read, equity, convergence) {
  const name = ({ job }) => `#${job.number} ${jobTitle(job)}`;
  const objective = objectivesOf(read[0].job.request)[0] ?? '';
  const alike = read.filter(({ job }) => objectivesOf(job.request)[0] === objective);
  const names = [...new Set(read.flatMap(({ best }) => Object.keys(best?.parameters ?? {})))];
  const rows = [
    ['State', ({ job }) => state(job.state)], ['Verdict', ({ job }) => verdictTag(job.verdict)],
    ['Hold-out return', ({ asset }) => metric('totalReturn', asset?.holdOut?.totalReturn)], ['Hold-out drawdown', ({ asset }) => metric('maximumDrawdown', asset?.holdOut?.maximumDrawdown)],
    ['Hold-out trades', ({ asset }) => count(asset?.holdOut?.trades)], ['Buy and hold there', ({ asset }) => metric('buyAndHoldReturn', asset?.buyAndHold?.holdOut)],
    ['Best in sample', ({ job }) => objectivesOf(job.request).slice(0, 1).map((each) => `${objectiveScore(each, job.best?.score)} ${metricTitle(each)}`).join('')],
    ['Return in sample', ({ best }) => metric('totalReturn', best?.metrics?.totalReturn)],
    ['Strategy', ({ job }) => strategyTitle(job.request.strategy)], ['Market', ({ job }) => marketOf(job.request)], ['Optimizer', ({ job }) => optimizerTitle(job.request.optimizer ?? '–')],
    ['Trials', ({ job }) => count(job.progress.trialsCompleted)], ['Feasible', ({ trials }) => count(trials.filter((trial) => trial.state === 'completed').length)],
    ['Started', ({ job }) => when(job.startedAt ?? job.createdAt)], ['Duration', ({ job }) => (job.finishedAt ? duration(Date.parse(job.finishedAt) - Date.parse(job.startedAt ?? job.createdAt)) : '–')],
    ['Seed', ({ job }) => String(job.seed)],
  ];
  const head = h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Figure')), read.map((each) => h('th', { scope: 'col', class: 'number' }, h('a', { href: link('jobs', each.job.number) }, name(each))))));
  const table = (label, all) => scrollArea(label, 'table-wrap', h('table', { class: 'table', 'aria-label': label }, head.cloneNode(true), h('tbody', {}, all)));
  put(body,
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Figures')), h('div', { class: 'card-body flush' },
      table('Figures of the jobs', rows.map(([title, told]) => h('tr', {}, h('th', { scope: 'row' }, title), read.map((each) => h('td', { class: 'number' }, told(each)))))))),
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Best so far'), h('span', { class: 'note' }, `${metricTitle(objective)}, in sample${alike.length < read.length ? '; jobs with another objective cannot be laid over it' : ''}`)), h('div', { class: 'card-body' }, convergence.element)),
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Equity of the best trials'), h('span', { class: 'note' }, 'in sample, after costs')), h('div', { class: 'card-body' }, equity.element)),
    names.length > 0 && h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters of the best trials')), h('div', { class: 'card-body flush' },
      table('Parameters of the jobs', names.map((each) => h('tr', {}, h('th', { scope: 'row' }, parameterTitle(read.find(({ best }) => best && each in best.parameters).job.request.strategy, each)), read.map(({ best }) => h('td', { class: 'number mono' }, value(best?.parameters[each])))))))));
  convergence.setCurves(objective, alike.map((each) => ({ name: name(each), bests: bestsOf(each.trials) })));
  equity.setCurves(read.filter(({ best }) => best).map((each) => ({ name: name(each), points: each.best.equity.points })));
}

function bestsOf(trials) {
  let best = null;
  return trials.toSorted((a, b) => a.trial - b.trial).map((trial) => (best = trial.state === 'completed' && (best === null || trial.score > best) ? trial.score : best));
}
