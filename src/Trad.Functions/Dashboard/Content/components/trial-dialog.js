import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, post } from '../core/api.js';
import { count, metricTitle, metricWithUnit, objectiveScore, score, value, words } from '../core/format.js';
import { go, link } from '../core/route.js';
import { EquityPlot } from '../charts/equity-plot.js';
import { dialog } from './dialog.js';
import { isEnded, objectivesOf } from './job-actions.js';
import { doing, skeleton, toast } from './notice.js';

/** One trial with all that is known of it: what it tried, what came of it, and what can be done with it. */
export function openTrial(job, trial, titleOf) {
  const path = `training/jobs/${job.id}/trials/${trial.trial}`;
  const objectives = objectivesOf(job.request);
  const scores = trial.scores ?? [trial.score];
  const isScored = trial.state === 'completed';
  const curve = isScored && h('div', {}, skeleton('12rem'));
  let plot;
  const publish = h('button', { class: 'button primary', type: 'button', onclick: () => publishTrial(path, publish, () => box.close()) }, icon('publish'), 'Publish as an asset');
  const box = dialog(`Trial ${trial.trial} of job #${job.number}`, [
    h('dl', { class: 'figures' }, [
      ...objectives.map((name, index) => [metricTitle(name), isScored ? objectiveScore(name, scores[index]) : '–']), ['State', words(trial.state)], ['Round', count(trial.round + 1)],
    ].map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))),
    trial.reason && h('p', { class: 'muted' }, trial.reason),
    h('div', { class: 'row' },
      isScored && isEnded(job) && publish,
      h('a', { class: 'button', href: link('train', null, { from: job.number, trial: trial.trial }), onclick: () => box.close() }, icon('train'), 'Run it again'),
      h('button', { class: 'button', type: 'button', onclick: () => copy(trial.parameters) }, icon('clone'), 'Copy the parameters')),
    isScored && !isEnded(job) && h('p', { class: 'hint' }, 'It can be published when the job has ended.'),
    curve,
    h('h3', {}, 'Parameters'),
    h('dl', { class: 'pairs' }, Object.entries(trial.parameters).map(([name, amount]) => [h('dt', {}, titleOf(name)), h('dd', { class: 'mono' }, value(amount))])),
    trial.metrics && h('h3', {}, trial.state === 'pruned' ? 'Backtest of a part of the candles' : 'Backtest, in sample'),
    trial.metrics && h('dl', { class: 'pairs' }, Object.entries(trial.metrics).filter(([, amount]) => typeof amount === 'number').map(([name, amount]) => [h('dt', {}, metricTitle(name)), h('dd', {}, metricWithUnit(name, amount))])),
  ]);
  box.addEventListener('close', () => plot?.close());
  if (isScored) {
    get(path).then((report) => {
      if (box.isConnected) {
        plot = new EquityPlot(160);
        put(curve, h('h3', {}, 'Equity and drawdown, in sample'), plot.element);
        plot.setCurves([{ name: `trial ${trial.trial}, score ${score(trial.score)}`, points: report.equity.points, market: job.request }]);
      }
    }).catch((failure) => put(curve, h('p', { class: 'hint' }, failure.message)));
  }
  return box;
}

async function publishTrial(path, button, onDone) {
  const asset = await doing(button, () => post(`${path}/publish`));
  if (asset) {
    onDone();
    toast(`“${asset.name}” is published.`, { label: 'Open', run: () => go('assets', asset.id) });
  }
}

async function copy(parameters) {
  try {
    await navigator.clipboard.writeText(JSON.stringify(parameters, null, 2));
    toast('The parameters are copied as JSON.');
  } catch {
    toast('This browser does not let the page copy.');
  }
}
