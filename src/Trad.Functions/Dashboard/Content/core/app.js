import { announce, h, put } from './dom.js';
import { icon } from './icons.js';
import { currentRoute, go, link } from './route.js';
import { bind } from './shortcuts.js';
import { know } from './catalog.js';
import { switchZone, zone, zoneLabel } from './clock.js';
import { watchStatus } from './live.js';
import { ask, whenUnauthorized } from './api.js';
import { pageProblem } from '../components/notice.js';
import { signIn } from '../components/sign-in.js';

// Pages are fetched when they are first needed; each module exports show(main, route) → a function that ends it.
const pages = {
  train: { title: 'Train', key: 't', load: () => import('../pages/train.js') },
  jobs: { title: 'Jobs', key: 'j', load: () => import('../pages/jobs.js'), detail: () => import('../pages/job.js') },
  strategies: { title: 'Strategies', key: 'r', load: () => import('../pages/strategies.js'), detail: () => import('../pages/strategy.js') },
  write: { title: 'New strategy', hidden: true, load: () => import('../pages/strategy.js') },
  assets: { title: 'Assets', key: 'a', load: () => import('../pages/assets.js'), detail: () => import('../pages/asset.js') },
  compare: { title: 'Compare', hidden: true, load: () => import('../pages/compare.js') },
  data: { title: 'Data', key: 'd', load: () => import('../pages/data.js') },
  system: { title: 'System', key: 's', load: () => import('../pages/system.js'), detail: () => import('../pages/orchestration.js') },
};
const liveWords = { live: 'Live', connecting: 'Connecting', reconnecting: 'Reconnecting', polling: 'Every 2 s' };
const appearances = ['system', 'light', 'dark'];

const main = document.getElementById('main');
let leave = null;
let visit = 0;
let shown = null;

function nav() {
  const { page, query } = currentRoute();
  const current = page === 'compare' ? (query.jobs ? 'jobs' : 'assets') : page === 'write' ? 'strategies' : page;
  put(document.getElementById('nav'), Object.entries(pages).filter(([, each]) => !each.hidden).map(([name, each]) =>
    h('a', { href: link(name), 'aria-current': name === current ? 'page' : null, 'aria-keyshortcuts': `g ${each.key}` },
      icon(name), h('span', { class: 'label' }, each.title), h('kbd', { 'aria-hidden': 'true' }, `g ${each.key}`))));
}

async function show() {
  const route = currentRoute();
  const page = Object.hasOwn(pages, route.page) ? pages[route.page] : null;
  const mine = ++visit;
  main.dataset.visit = String(mine);
  leave?.();
  leave = null;
  nav();
  const isFirst = shown === null;
  shown = `${route.page}/${route.id ?? ''}`;
  if (!page) {
    put(main, pageProblem('This page does not exist', `There is no page “${route.page}”.`, h('a', { class: 'button', href: link('jobs') }, 'Go to the jobs')));
    return;
  }
  document.title = `${page.title} · Trad`;
  try {
    const [module] = await Promise.all([(route.id && page.detail ? page.detail : page.load)(), know('metrics', 'strategies')]);
    if (mine !== visit) {
      return;
    }
    put(main);
    // A dialog is about the page that it was opened on.
    document.querySelectorAll('dialog[open]:not([data-stays])').forEach((box) => box.close());
    leave = module.show(main, route) ?? null;
    scrollTo(0, 0);
    if (!isFirst) {
      // A reader who moved by keyboard goes on from the new page's heading.
      (main.querySelector('h1') ?? main).focus({ preventScroll: true });
      announce(document.title);
    }
  } catch (failure) {
    // A page's module, too, is only for those whom the server knows; a browser does not fetch one again that has failed.
    if (mine === visit && await isUnknown() && await signIn()) {
      location.reload();
    } else if (mine === visit) {
      const isOffline = await isAway();
      put(main, pageProblem(isOffline ? 'No connection' : 'This page could not be loaded', isOffline ? 'The server cannot be reached. It may have been stopped, or this device is offline.' : `${failure.message}. A new version may have been installed.`,
        h('button', { class: 'button primary', onclick: () => location.reload() }, icon('refresh'), 'Reload')));
    }
  }
}

// Whether it is the server that is missing, and not a part of the page.
async function isAway() {
  try {
    await fetch('api/health', { cache: 'no-store' });
    return false;
  } catch {
    return true;
  }
}

async function isUnknown() {
  try {
    await ask('GET', 'session', undefined, { isSigningIn: true });
    return false;
  } catch (failure) {
    return failure.status === 401;
  }
}

function foot() {
  const live = h('span', { class: 'live', role: 'status' }, h('span', { class: 'live-label' }));
  watchStatus((status) => {
    live.hidden = status === null;
    live.dataset.status = status ?? '';
    live.title = liveWords[status] ?? '';
    live.firstChild.textContent = liveWords[status] ?? '';
  });
  const appearance = h('button', { class: 'button quiet square', type: 'button', onclick: nextAppearance });
  const drawAppearance = () => {
    const chosen = document.documentElement.dataset.appearance;
    put(appearance, icon({ system: 'system_theme', light: 'sun', dark: 'moon' }[chosen]));
    appearance.setAttribute('aria-label', `Appearance: ${chosen}. Change it`);
    appearance.title = `Appearance: ${chosen}`;
  };
  addEventListener('appearance', drawAppearance);
  drawAppearance();
  const clock = h('button', { class: 'button quiet zone', type: 'button', onclick: switchZone });
  const drawClock = () => {
    put(clock, icon('clock'), h('span', {}, zoneLabel()));
    clock.setAttribute('aria-label', `Times in ${zone() === 'utc' ? 'UTC' : 'local time'}. Change it`);
    clock.title = zone() === 'utc' ? 'Times are UTC; press for local time' : `Times are local (${Intl.DateTimeFormat().resolvedOptions().timeZone}); press for UTC`;
  };
  addEventListener('zone', () => { drawClock(); show(); });
  drawClock();
  put(document.getElementById('rail-foot'), live, h('div', { class: 'row' }, clock,
    h('button', { class: 'button quiet square keys', type: 'button', 'aria-label': 'Keyboard shortcuts', title: 'Keyboard shortcuts (?)', onclick: help }, icon('keyboard')),
    appearance));
}

function nextAppearance() {
  const next = appearances[(appearances.indexOf(document.documentElement.dataset.appearance) + 1) % appearances.length];
  if (next === 'system') {
    localStorage.removeItem('trad-appearance');
  } else {
    localStorage.setItem('trad-appearance', next);
  }
  dispatchEvent(new Event('choose-appearance'));
}

async function help() {
  const { showShortcuts } = await import('../pages/help.js');
  showShortcuts(Object.values(pages).filter((page) => page.key));
}

bind({
  '?': help,
  '/': () => main.querySelector('input[type=search]')?.focus(),
  n: () => go('train'),
  ...Object.fromEntries(Object.entries(pages).filter(([, page]) => page.key).map(([name, page]) => [`g ${page.key}`, () => go(name)])),
});
document.querySelector('.skip').addEventListener('click', (event) => {
  // The hash belongs to the pages.
  event.preventDefault();
  main.focus();
});
whenUnauthorized(signIn);
addEventListener('hashchange', show);
foot();
show();
