import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query } from '../core/api.js';
import { LiveStream } from '../core/live.js';
import { among, link, remember } from '../core/route.js';
import { CompareTicks } from '../components/compare-ticks.js';
import { walkRows } from '../components/row-walk.js';
import { JobRow } from '../components/job-row.js';
import { empty, load, skeleton } from '../components/notice.js';
import { search, segmented } from '../components/segmented.js';

const filters = { all: 'All', active: 'Active', completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' };
const pageSize = 50;

/** The list that the server gives for a filter; who is active, the stream tells. */
const listed = (filter) => filter === 'active' ? 'all' : filter;

/** The jobs, newest first, live. */
export function show(main, route) {
  const rows = new Map();
  const ticks = new CompareTicks({ written: route.query.ticked, what: 'jobs', name: 'jobs' });
  let filter = among(filters, route.query.state, 'all');
  let text = (route.query.q ?? '').toLowerCase();
  // How far each of the server's lists is loaded: the token of its next page (null at its end), and the oldest job so far.
  const marks = new Map();
  const oldest = new Map();

  const body = h('tbody');
  const none = h('p', { class: 'virtual-empty', hidden: true }, 'No job matches this filter.');
  const more = h('button', { class: 'button quiet', type: 'button', hidden: true, onclick: () => loadMore(listed(filter)) }, 'Show older jobs');
  const place = h('div', { class: 'card jobs-card' }, h('div', { class: 'card-body' }, skeleton('2.5rem', '3rem', '3rem', '3rem')));
  const table = h('div', { class: 'card jobs-card' },
    h('div', { class: 'table-wrap' }, h('table', { class: 'table jobs' },
      h('thead', {}, h('tr', {}, ['State', 'Job', 'Market', 'Started'].map((title) => h('th', { scope: 'col' }, title)),
        h('th', { scope: 'col', class: 'number' }, 'Duration'), h('th', { scope: 'col', class: 'number optional' }, 'Trials'),
        h('th', { scope: 'col' }, 'Verdict'), h('th', { scope: 'col', class: 'number' }, 'Hold-out'),
        h('th', { scope: 'col', class: 'number' }, 'Best in sample'), h('th', { scope: 'col' }, 'Progress'),
        h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Actions')))), body)),
    none, h('div', { class: 'row', style: { 'justify-content': 'center' } }, more));
  walkRows(body);

  put(main,
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, 'Jobs')),
      h('div', { class: 'actions' },
        segmented('Which jobs', filters, filter, (value) => { filter = value; remember({ state: value === 'all' ? null : value }); choose(); }),
        search('Search jobs', route.query.q, (value) => { text = value.trim().toLowerCase(); remember({ q: value || null }); arrange(); }),
        ticks.button, h('a', { class: 'button primary', href: link('train') }, icon('plus'), 'New training'))),
    place);

  function take(jobs) {
    for (const job of jobs) {
      const row = rows.get(job.id);
      if (row) {
        row.update(job);
      } else {
        rows.set(job.id, new JobRow(job, (changed) => changed && take([changed]), () => remove(job.id), ticks));
      }
    }
    arrange();
  }

  function remove(id) {
    const row = rows.get(id);
    if (row) {
      ticks.forget(row.job.number);
      rows.delete(id);
      arrange();
    }
  }

  function arrange() {
    const wanted = [...rows.values()].filter((row) => row.matches(filter, text) && isReached(row.job)).sort((a, b) => b.job.number - a.job.number).map((row) => row.element);
    const shown = [...body.children];
    if (wanted.length !== shown.length || wanted.some((element, index) => element !== shown[index])) {
      // Only what is in the wrong place moves, so that focus and hover stay where they are.
      shown.filter((element) => !wanted.includes(element)).forEach((element) => element.remove());
      wanted.forEach((element, index) => body.children[index] !== element && body.insertBefore(element, body.children[index] ?? null));
    }
    none.hidden = wanted.length > 0;
    more.hidden = !marks.get(listed(filter));
    if (rows.size && !table.isConnected) {
      place.replaceWith(table);
    } else if (!rows.size && marks.get('all') !== undefined) {
      // Only who has been told that there are none says so.
      put(place, empty('jobs', 'No trainings yet', 'A training searches the parameters of a strategy on your candles. Import candles first, then start one.',
        h('a', { class: 'button', href: link('data') }, icon('upload'), 'Import candles'), h('a', { class: 'button primary', href: link('train') }, icon('plus'), 'New training')));
      table.replaceWith(place);
    }
  }

  // Another filter may have brought older jobs, between which this one's are not loaded yet.
  function isReached(job) {
    return filter === 'active' || !marks.get(listed(filter)) || job.number >= oldest.get(listed(filter));
  }

  function choose() {
    // Whoever has all jobs has the failed ones too; otherwise the server finds them among those that are not loaded.
    if (marks.get('all') && !marks.has(listed(filter))) {
      loadMore(listed(filter));
    }
    arrange();
  }

  async function loadMore(list) {
    const continuationToken = marks.get(list);
    marks.set(list, continuationToken);
    await load(place, () => get(`training/jobs${query({ limit: pageSize, state: list === 'all' ? null : list, continuationToken })}`), (page) => {
      marks.set(list, page.continuationToken ?? null);
      oldest.set(list, Math.min(...page.items.map((job) => job.number)));
      take(page.items);
    });
  }

  async function refresh() {
    const page = await get(`training/jobs${query({ limit: pageSize })}`).catch(() => null);
    if (page) {
      take(page.items);
    }
  }

  loadMore('all').then(choose);
  const stream = new LiveStream('training/events', { job: (job) => take([job]), removed: ({ id }) => remove(id) }, refresh);
  const clock = setInterval(() => rows.forEach((row) => row.job.state === 'running' && row.tick()), 1000);
  return () => {
    stream.close();
    clearInterval(clock);
  };
}
