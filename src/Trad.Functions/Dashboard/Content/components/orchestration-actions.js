import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { post, remove } from '../core/api.js';
import { go } from '../core/route.js';
import { dialog } from './dialog.js';
import { toast } from './notice.js';

const going = ['pending', 'running'];
const ended = ['completed', 'failed', 'terminated'];

const actions = [
  { name: 'suspend', label: 'Suspend', icon: 'pause', fits: (status) => going.includes(status), takesReason: true, text: 'It stands still until somebody resumes it. Activities that run go to their end; their results wait.' },
  { name: 'resume', label: 'Resume', icon: 'resume', fits: (status) => status === 'suspended', takesReason: true, text: 'It goes on where it was suspended.' },
  { name: 'terminate', label: 'Terminate', icon: 'stop', kind: 'danger', fits: (status) => [...going, 'suspended'].includes(status), takesReason: true, text: 'It ends at once, and so do the orchestrations that it called; nothing of it is tidied up. A training or a backfill is better cancelled on its own page.' },
  { name: 'restart', label: 'Restart', icon: 'refresh', fits: (status) => ended.includes(status), text: 'It runs again from its beginning with its last input; its history so far is replaced. A training that is over stays over: resume or clone the job instead.' },
  { name: 'purge', label: 'Purge', icon: 'trash', kind: 'danger', fits: (status) => ended.includes(status), text: 'It is forgotten with its history and the orchestrations that it called. What it worked for stays.' },
];

/** What may be done to an orchestration as it is now, each behind a question. */
export function orchestrationButtons(found, path, onDone) {
  return actions.filter((action) => action.fits(found.status)).map((action) =>
    h('button', { class: `button ${action.kind ?? ''}`, type: 'button', onclick: () => ask(action, found, path, onDone) }, icon(action.icon), action.label));
}

function ask(action, found, path, onDone) {
  const reason = action.takesReason && h('input', { class: 'input', maxlength: '500', id: 'orchestration-reason' });
  dialog(`${action.label} this orchestration?`, [
    h('p', {}, action.text),
    h('p', { class: 'hint' }, `${found.name} · ${found.instanceId}`),
    reason && h('div', { class: 'field' }, h('label', { for: 'orchestration-reason' }, 'Reason'), reason, h('span', { class: 'hint' }, 'kept in its history; may be left empty')),
  ], [{ label: action.label, kind: action.kind ?? 'primary', run: () => carryOut(action, path, reason?.value, onDone) }]);
}

async function carryOut(action, path, reason, onDone) {
  if (action.name === 'purge') {
    await remove(path);
    toast('The orchestration is purged.');
    go('system');
    return;
  }
  const now = await post(`${path}/${action.name}`, action.takesReason && reason ? { reason } : undefined);
  toast(`The orchestration is told to ${action.name}; it is ${now.status}.`);
  onDone();
}
