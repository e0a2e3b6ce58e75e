import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query, remove } from '../core/api.js';
import { age, count, when, words } from '../core/format.js';
import { link, remember } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { doing, load, skeleton } from '../components/notice.js';
import { select } from '../components/field.js';
import { state } from '../components/state.js';

const period = 5000;
const mostOrchestrations = 200;
const states = { recent: 'Recent', running: 'Running', suspended: 'Suspended', failed: 'Failed', completed: 'Completed', terminated: 'Terminated' };
const notices = [
  ['TradingView Lightweight Charts™', 'https://www.tradingview.com/', 'Copyright (c) 2026 TradingView, Inc.', new URL('../vendor/lightweight-charts/lightweight-charts-license.txt', import.meta.url), new URL('../vendor/lightweight-charts/lightweight-charts-notice.txt', import.meta.url)],
  ['uPlot', 'https://github.com/leeoniya/uPlot', 'Copyright (c) 2022 Leon Sorokin', new URL('../vendor/uplot/uplot-license.txt', import.meta.url)],
  ['Inter', 'https://rsms.me/inter/', 'Copyright 2016 The Inter Project Authors', new URL('../vendor/inter/inter-license.txt', import.meta.url)],
];

/** How the app is: what it depends on, what runs, when its timers ran and will run, and which version it is. */
export function show(main, route) {
  let chosen = Object.hasOwn(states, route.query.state) ? route.query.state : 'recent';
  const body = h('div', { class: 'stack' }, skeleton('7rem', '10rem', '8rem'));
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'System'), h('div', { class: 'actions' },
    h('button', { class: 'button', type: 'button', onclick: () => refresh() }, icon('refresh'), 'Refresh'))), body);
  const refresh = () => load(body, () => ask(chosen), (known) => put(body, draw(known, chosen, choose)));
  const choose = (name) => {
    chosen = name;
    remember({ state: name === 'recent' ? null : name });
    // It is drawn anew; whoever chose by keys goes on from the choice.
    refresh().then(() => body.querySelector('.state-choice')?.focus());
  };
  refresh();
  const timer = setInterval(() => document.hidden || main.querySelector('.system:focus-within') || refresh(), period);
  return () => clearInterval(timer);
}

async function ask(chosen) {
  // An unhealthy app answers 503 with the same report.
  const health = get('health').catch((failure) => {
    if (failure.body?.checks) {
      return failure.body;
    }
    throw failure;
  });
  // The report has those of the last day; of one state, the list has all.
  const listed = chosen === 'recent' ? null : get(`system/orchestrations${query({ status: chosen, limit: mostOrchestrations })}`);
  const [report, system, session, list] = await Promise.all([health, get('system'), get('session'), listed]);
  return { health: report, system, session, orchestrations: list?.items ?? system.orchestrations, hasMore: Boolean(list?.continuationToken) };
}

function draw({ health, system, session, orchestrations, hasMore }, chosen, choose) {
  return h('div', { class: 'system-grid system' },
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Health'), h('div', { class: 'tools' }, state(health.status))), h('div', { class: 'card-body stack' },
      h('ul', { class: 'stack checks' }, Object.entries(health.checks).map(([name, result]) => h('li', { class: 'row spread' }, h('span', {}, words(name)), result === 'healthy' ? state('healthy') : h('span', { class: 'bad' }, result)))))),
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Version')), h('div', { class: 'card-body' },
      h('dl', { class: 'pairs' }, [['Version', system.version], ['Commit', system.commit && h('code', {}, String(system.commit).slice(0, 12))], ['Started', system.startedAt && [when(system.startedAt), ` (${age(system.startedAt)})`]], ['Host', system.host], ['Storage', system.storage],
        ['Jobs', `${count(system.runningJobs)} running, ${count(system.queuedJobs)} queued`]].filter(([, text]) => text).map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])))),
    session.mode !== 'none' && access(session),
    h('section', { class: 'card span' }, h('div', { class: 'card-head' }, h('h2', {}, 'Timers')), table('Timers', ['Timer', 'Schedule', 'Last run', 'Next run'], system.timers,
      (timer) => [words(timer.name), h('code', {}, timer.schedule), timer.last ? [when(timer.last), h('span', { class: 'muted' }, ` ${age(timer.last)}`), timer.failure && h('div', { class: 'bad' }, timer.failure)] : '–', timer.next ? when(timer.next) : '–'], 'No timer is configured.')),
    h('section', { class: 'card span' }, h('div', { class: 'card-head' }, h('h2', {}, 'Orchestrations'), h('span', { class: 'note' }, `${count(orchestrations.length)}${hasMore ? ' and more' : ''}`), h('div', { class: 'tools' }, stateChoice(chosen, choose))),
      table('Orchestrations', ['State', 'Name', 'Instance', 'Created', 'Changed'], orchestrations,
        (each) => [state(each.status), h('a', { href: link('system', each.instanceId) }, words(each.name)), h('code', {}, each.instanceId), when(each.createdAt), age(each.lastUpdatedAt)], chosen === 'recent' ? 'None was scheduled during the last day.' : `None is ${chosen}.`)),
    h('section', { class: 'card span' }, h('div', { class: 'card-head' }, h('h2', {}, 'Built with')), h('div', { class: 'card-body' }, h('ul', { class: 'stack' }, notices.map(([name, address, copyright, licence, notice]) =>
      h('li', { class: 'hint' }, h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, name), ' · ', copyright, ' · ', h('a', { href: licence.href, target: '_blank' }, 'licence'), notice && [' · ', h('a', { href: notice.href, target: '_blank' }, 'notice')]))))));
}

function stateChoice(chosen, choose) {
  const choice = select(Object.entries(states), chosen, () => choose(choice.value));
  choice.classList.add('state-choice');
  choice.setAttribute('aria-label', 'State of orchestrations');
  return choice;
}

function access(session) {
  const may = session.access === 'write' ? 'This browser may read and write' : 'This browser may only read';
  return h('section', { class: 'card span' }, h('div', { class: 'card-head' }, h('h2', {}, 'Access'), h('div', { class: 'tools' },
    session.mode === 'entra'
      ? h('a', { class: 'button', href: '.auth/logout' }, 'Sign out')
      : h('button', { class: 'button', type: 'button', onclick: (event) => doing(event.currentTarget, signOut) }, 'Sign out'))),
  h('div', { class: 'card-body' }, h('p', {}, session.expiresAt ? `${may}, until ${when(session.expiresAt)}.` : `${may}.`)));
}

async function signOut() {
  await remove('session');
  // Without a session the server shows nothing but the form for the key.
  location.reload();
}

function table(label, titles, rows, cells, none) {
  if (!rows?.length) {
    return h('div', { class: 'card-body' }, h('p', { class: 'muted' }, none));
  }
  return scrollArea(label, 'table-wrap card-body flush', h('table', { class: 'table', 'aria-label': label },
    h('thead', {}, h('tr', {}, titles.map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, cells(row).map((cell) => h('td', {}, cell)))))));
}
