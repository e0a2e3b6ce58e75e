import { debounce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query } from '../core/api.js';
import { age, metric, strategyTitle, tone, utc, words } from '../core/format.js';
import { link, remember } from '../core/route.js';
import { deleteAsset } from '../components/asset-actions.js';
import { CompareTicks } from '../components/compare-ticks.js';
import { empty, load, skeleton } from '../components/notice.js';
import { walkRows } from '../components/row-walk.js';
import { search, segmented } from '../components/segmented.js';
import { stageTag, stages } from '../components/stage.js';
import { verdictTag, verdicts } from '../components/verdict.js';

const shown = ['sharpe', 'totalReturn', 'maximumDrawdown', 'trades'];
const heads = { sharpe: 'Sharpe', totalReturn: 'Return', maximumDrawdown: 'Drawdown', trades: 'Trades' };

/** The trained assets: what each did on what it was trained on, and on what it never saw. */
export function show(main, route) {
  const ticks = new CompareTicks({ written: route.query.ticked, what: 'assets', name: 'ids' });
  let stage = route.query.stage ?? 'all';
  let verdict = route.query.verdict ?? '';
  let text = route.query.q ?? '';
  let sort = route.query.sort ?? '-createdAt';
  let continuationToken;
  let visit = 0;

  const body = h('tbody');
  const place = h('div', { class: 'card' }, h('div', { class: 'card-body' }, skeleton('2.5rem', '3rem', '3rem')));
  const more = h('button', { class: 'button quiet', type: 'button', hidden: true, onclick: () => refresh(true) }, 'Show more');
  const head = h('thead');
  const table = h('div', {}, h('div', { class: 'table-wrap' }, h('table', { class: 'table assets' }, head, body)), h('div', { class: 'row', style: { 'justify-content': 'center' } }, more));
  walkRows(body);

  put(main,
    h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Trained assets'), h('div', { class: 'actions' },
      segmented('Stage', { all: 'All', ...Object.fromEntries(stages.map((each) => [each, words(each)])) }, stage, (value) => { stage = value; remember({ stage: value === 'all' ? null : value }); refresh(); }),
      h('select', { class: 'input', 'aria-label': 'Verdict', onchange: (event) => { verdict = event.target.value; remember({ verdict: verdict || null }); refresh(); } },
        h('option', { value: '' }, 'Any verdict'), verdicts.map((each) => h('option', { value: each, selected: each === verdict }, words(each)))),
      search('Search assets', text, debounce(250, (value) => { text = value.trim(); remember({ q: text || null }); refresh(); })), ticks.button)),
    place);

  function drawHead() {
    const column = (name, title, isNumber, look) => {
      const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';
      return h('th', { scope: 'col', class: `${isNumber ? 'number' : ''} ${look ?? ''}`, 'aria-sort': direction },
        h('button', { class: 'sort', type: 'button', onclick: () => { sort = direction === 'descending' ? name : `-${name}`; remember({ sort }); drawHead(); refresh(); } }, title));
    };
    put(head,
      h('tr', {}, h('td', { colspan: 5 }), h('th', { scope: 'colgroup', colspan: shown.length, class: 'group' }, 'In sample'), h('th', { scope: 'colgroup', colspan: shown.length, class: 'group' }, 'Hold-out, never searched'), h('td', { colspan: 2, class: 'edge' })),
      h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Choose')), column('name', 'Asset'), column('verdict', 'Verdict'), h('th', { scope: 'col' }, 'Stage'), column('jobNumber', 'Job', true),
        shown.map((name, index) => column(`inSample.${name}`, heads[name], true, index ? '' : 'edge')),
        shown.map((name, index) => column(`holdOut.${name}`, heads[name], true, index ? '' : 'edge')),
        column('createdAt', 'Age', false, 'edge'), h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Actions'))));
  }

  async function refresh(isMore = false) {
    const mine = ++visit;
    await load(place, () => get(`assets${query({ search: text, stage: stage === 'all' ? null : stage, verdict: verdict || null, sort, limit: 50, continuationToken: isMore ? continuationToken : null })}`), (page) => {
      if (mine !== visit) {
        return;
      }
      continuationToken = page.continuationToken;
      more.hidden = !continuationToken;
      if (!isMore) {
        put(body);
      }
      body.append(...page.items.map(row));
      const isNarrowed = text || verdict || stage !== 'all';
      if (body.childElementCount) {
        put(place, table);
      } else if (isNarrowed) {
        put(place, empty('search', 'No asset matches', 'Try another stage, verdict or word.'));
      } else {
        put(place, empty('assets', 'No trained assets yet', 'When a training ends, its best trial becomes an asset: with its evidence, for keeping.', h('a', { class: 'button primary', href: link('train') }, icon('plus'), 'New training')));
      }
    });
  }

  function row(asset) {
    // On a phone the headings are gone, so each part and figure says what it is.
    const figures = (part, metrics) => [h('td', { class: 'part' }, part), ...shown.map((name, index) => h('td', { class: `number ${index ? '' : 'edge'} ${name === 'totalReturn' ? tone(metrics?.[name]) ?? '' : ''}`, dataset: { label: heads[name] } }, metric(name, metrics?.[name])))];
    const element = h('tr', {},
      h('td', {}, h('label', { class: 'check' }, ticks.box(asset.id, `Compare ${asset.name}`))),
      h('th', { scope: 'row' }, h('span', { class: 'two-line' }, h('a', { href: link('assets', asset.id) }, asset.name),
        h('small', {}, `${strategyTitle(asset.strategy)} · ${asset.market.symbols.join(', ')} ${asset.market.interval} · ${asset.market.exchange}`))),
      h('td', {}, verdictTag(asset.validation?.judgement)),
      h('td', {}, stageTag(asset.stage)),
      h('td', { class: 'number' }, h('a', { href: link('jobs', asset.jobNumber) }, `#${asset.jobNumber}`)),
      figures('In sample', asset.inSample), figures('Hold-out', asset.holdOut),
      h('td', { class: 'edge age' }, h('time', { datetime: asset.createdAt, title: utc(asset.createdAt) }, age(asset.createdAt))),
      h('td', {}, h('button', { class: 'button quiet square', type: 'button', 'aria-label': `Delete ${asset.name}`, title: 'Delete', onclick: (event) => deleteAsset(asset, event.currentTarget, { onDeleted: () => { ticks.forget(asset.id); refresh(); }, onRestored: () => refresh() }) }, icon('trash'))));
    return element;
  }

  drawHead();
  refresh();
}
