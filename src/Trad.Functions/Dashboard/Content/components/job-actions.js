import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { post, remove } from '../core/api.js';
import { strategyTitle } from '../core/format.js';
import { go } from '../core/route.js';
import { confirm, dialog } from './dialog.js';
import { Fields, numberInput, numberOf } from './field.js';
import { doing, toast } from './notice.js';

const path = (job) => `training/jobs/${job.id}`;

export const isEnded = (job) => ['completed', 'failed', 'cancelled'].includes(job.state);
export const jobTitle = (job) => job.name || job.request.name || strategyTitle(job.request.strategy);
export const objectivesOf = (request) => request.objectives ?? (request.objective ? [request.objective] : []);
export const symbolsOf = (request) => request.symbols?.length ? request.symbols : [request.symbol];
export const marketOf = (request) => `${symbolsOf(request).join(', ')} ${request.interval}`;

/** Asks whether and how to cancel, then does it. */
export function cancelJob(job, onDone) {
  const publish = h('input', { type: 'checkbox', checked: true });
  dialog(`Cancel job #${job.number}?`, [
    h('p', {}, 'Trials that are done are kept, and the job can be resumed later.'),
    h('label', { class: 'check' }, publish, 'Publish the best trial so far as an asset'),
  ], [{ label: 'Cancel the job', kind: 'primary', run: async () => onDone(await post(`${path(job)}/cancel`, { publish: publish.checked })) }]);
}

/** Starts the same job again. */
export async function cloneJob(job, button) {
  const copy = await doing(button, () => post(`${path(job)}/clone`));
  if (copy) {
    toast(`Job #${copy.number} does what #${job.number} did.`, { label: 'Open', run: () => go('jobs', copy.number) });
  }
  return copy;
}

/** Asks, then deletes an ended job with its trials and log. */
export function deleteJob(job, onDone) {
  confirm(`Delete job #${job.number}?`, 'Its trials and its log are deleted. Assets that came from it are kept.', 'Delete', async () => {
    await remove(path(job));
    toast(`Job #${job.number} is deleted.`);
    onDone();
  });
}

/** Asks for how many more trials, then takes an ended job up again. */
export function resumeJob(job, onDone) {
  const fields = new Fields();
  const left = job.progress.trialsTotal - job.progress.trialsCompleted;
  const trials = numberInput({ min: '1', max: '10000', value: String(left > 0 ? left : 20) });
  dialog(`Resume job #${job.number}`, fields.add('trials', 'Additional trials', trials, { hint: 'The search goes on from everything that it has learnt.' }),
    [{ label: 'Resume', kind: 'primary', run: async () => onDone(await post(`${path(job)}/resume`, { trials: numberOf(trials) })) }], fields);
}

/** The small buttons of a job in a list. */
export function jobButtons(job, onChange, onDeleted) {
  const button = (name, label, run) => h('button', { class: 'button quiet square', type: 'button', title: label, 'aria-label': `${label} job #${job.number}`, onclick: run }, icon(name));
  return h('div', { class: 'row' },
    button('clone', 'Clone', (event) => cloneJob(job, event.currentTarget)),
    isEnded(job) ? button('trash', 'Delete', () => deleteJob(job, onDeleted)) : button('stop', 'Cancel', () => cancelJob(job, onChange)));
}
