import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get } from '../core/api.js';
import { age, duration, prettyJson, when } from '../core/format.js';
import { link } from '../core/route.js';
import { CallTimeline } from '../charts/call-timeline.js';
import { OrchestrationEvents } from '../components/orchestration-events.js';
import { orchestrationButtons } from '../components/orchestration-actions.js';
import { load, remark, skeleton } from '../components/notice.js';
import { setState, state } from '../components/state.js';

const period = 3000;
const going = ['pending', 'running', 'suspended'];

/** One orchestration: what it was told and told, what happened to it and when, and what may be done to it. */
export function show(main, route) {
  const path = `system/orchestrations/${encodeURIComponent(route.id)}`;
  const events = new OrchestrationEvents(path);
  const timeline = new CallTimeline();
  const parts = { status: state('pending'), actions: h('div', { class: 'actions' }), facts: h('dl', { class: 'pairs' }), failure: h('div'), texts: h('div', { class: 'stack' }), history: h('div', { class: 'stack' }, skeleton('20rem', '25rem')) };
  let isGoing = true;

  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Orchestration')), skeleton('8rem', '12rem', '20rem'));
  const refresh = async () => {
    if (await load(main, () => get(path), draw, h('a', { class: 'button', href: link('system') }, 'To the system'))) {
      await load(parts.history, () => get(`${path}/history`), drawHistory);
    } else {
      isGoing = false;
    }
  };
  refresh();
  const timer = setInterval(() => isGoing && (document.hidden || refresh()), period);
  return () => {
    clearInterval(timer);
    events.close();
  };

  function draw(found) {
    if (!parts.facts.isConnected) {
      document.title = `${found.name} · Trad`;
      put(main,
        h('div', { class: 'crumbs' }, h('a', { href: link('system') }, 'System'), ' / orchestration'),
        h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, found.name), parts.status), parts.actions),
        h('div', { class: 'stack' }, parts.failure,
          h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Instance')), h('div', { class: 'card-body' }, parts.facts)),
          parts.history, parts.texts));
    }
    isGoing = going.includes(found.status);
    setState(parts.status, found.status);
    if (parts.actions.dataset.status !== found.status) {
      // Only when there are others: whoever is about to press one keeps it.
      parts.actions.dataset.status = found.status;
      put(parts.actions, orchestrationButtons(found, path, refresh), h('button', { class: 'button', type: 'button', onclick: refresh }, icon('refresh'), 'Refresh'));
    }
    const job = jobOf(found);
    put(parts.facts, [
      ['Identity', h('code', {}, found.instanceId)],
      ['Created', [when(found.createdAt), ` (${age(found.createdAt)})`]],
      ['Changed', [when(found.lastUpdatedAt), ` (${age(found.lastUpdatedAt)})`]],
      [isGoing ? 'At work for' : 'Took', duration((isGoing ? Date.now() : Date.parse(found.lastUpdatedAt)) - Date.parse(found.createdAt))],
      ['Works for', job && h('a', { href: link('jobs', job) }, 'its training')],
    ].filter(([, text]) => text).map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)]));
    put(parts.failure, found.failure && remark('bad', 'It failed.', found.failure));
    const texts = [['Input', found.input], ['Progress', found.customStatus], ['Output', found.output]].filter(([, text]) => text);
    const signature = JSON.stringify(texts);
    if (parts.texts.dataset.shown !== signature) {
      parts.texts.dataset.shown = signature;
      put(parts.texts, texts.map(([name, text]) => h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, name)),
        h('div', { class: 'card-body' }, h('pre', { class: 'payload', tabindex: '0', role: 'region', 'aria-label': name }, prettyJson(text))))));
    }
  }

  function drawHistory({ events: happened }) {
    if (!events.element.isConnected) {
      put(parts.history,
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Timeline'), timeline.note), h('div', { class: 'card-body' }, timeline.element)),
        events.element);
    }
    timeline.draw(happened, isGoing);
    events.show(happened);
  }
}

// A training's orchestrations are told which job they work for.
function jobOf(found) {
  try {
    const input = JSON.parse(found.input ?? 'null');
    return input?.JobId ?? input?.jobId ?? input?.Run?.JobId ?? input?.run?.jobId ?? null;
  } catch {
    return null;
  }
}
