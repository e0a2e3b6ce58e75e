import { debounce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, post } from '../core/api.js';
import { plural } from '../core/format.js';
import { keepDraft, readDraft } from '../core/draft.js';
import { currentRoute, go, link } from '../core/route.js';
import { Fields } from '../components/field.js';
import { ParameterField } from '../components/parameter-field.js';
import { StrategyCheck } from '../components/strategy-check.js';
import { TrainEstimate } from '../components/train-estimate.js';
import { MarketChoice } from '../components/market-choice.js';
import { TrainOptions } from '../components/train-options.js';
import { segmented } from '../components/segmented.js';
import { doing, empty, load, remark, skeleton, toast } from '../components/notice.js';

const patience = 350;
const modes = { simple: 'Simple', advanced: 'Advanced' };
const modeKey = 'trad-train-mode';

/** The form that starts a training, made from the strategy's own description. */
export function show(main, route) {
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'New training')), skeleton('9rem', '8rem', '20rem'));
  const asking = new AbortController();
  load(main, async () => {
    const [strategies, metrics, optimizers, coverage, from, trial] = await Promise.all([
      get('strategies'), get('metrics'), get('optimizers'), get('candles/coverage'),
      route.query.from ? get(`training/jobs/${encodeURIComponent(route.query.from)}`).catch(() => null) : null,
      route.query.from && route.query.trial ? get(`training/jobs/${encodeURIComponent(route.query.from)}/trials/${encodeURIComponent(route.query.trial)}`).catch(() => null) : null]);
    const known = { strategies: strategies.items ?? strategies, metrics: metrics.items ?? metrics, optimizers: optimizers.items ?? optimizers, coverage: coverage.items ?? coverage, from, trial };
    return { ...known, strategies: await inVersion(known.strategies, from?.request ?? route.query) };
  }, (known) => draw(main, known, asking));
  return () => asking.abort();
}

function draw(main, known, asking) {
  if (!known.coverage.some((market) => market.months.length)) {
    put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'New training')),
      h('div', { class: 'card' }, empty('data', 'There are no candles to train on', 'Drop a candle file or fetch some from an exchange; then come back here.', h('a', { class: 'button primary', href: link('data') }, icon('upload'), 'Get candles'))));
    return;
  }

  // What somebody has changed counts more than what it began with.
  const { query } = currentRoute();
  const origin = [query.from ?? '', query.trial ?? '', ...(query.strategy ? [query.strategy] : [])].join('/');
  const draft = readDraft('train');
  const before = draft?.origin === origin ? draft.request : begin(known, query);
  const fields = new Fields();
  const estimate = new TrainEstimate();
  const checkSoon = debounce(patience, () => check());
  const changed = () => {
    keepDraft('train', { origin, request: request() });
    noteHidden();
    checkSoon();
  };
  let strategy = known.strategies.find((each) => each.name === before.strategy) ?? known.strategies[0];
  let parameters = [];

  const market = new MarketChoice(known.coverage, before, fields, changed);
  const options = new TrainOptions(known, before, fields, changed);
  const strategyCheck = new StrategyCheck();
  const parameterList = h('div', { class: 'parameters' });
  const parameterNote = h('span', { class: 'note' });
  const hiddenNote = h('p', { class: 'hint' });
  let checks = 0;
  let mode = modes[query.mode] ? query.mode : readMode();
  let form = null;
  const start = h('button', { class: 'button primary large', type: 'submit' }, icon('train'), 'Start training');

  function chooseStrategy(next, overrides) {
    strategy = next;
    strategyCheck.show(next);
    parameters = strategy.parameters.map((parameter) => {
      const field = new ParameterField(parameter, fields, changed);
      field.override = overrides?.[parameter.name];
      return field;
    });
    put(parameterList, parameters.map((field) => field.element));
    put(parameterNote, plural(parameters.length, 'parameter'), strategy.orders?.length > 0 && `; ${strategy.orders.map((order) => `${order.smaller} < ${order.larger}`).join(', ')}`);
    changed();
  }

  function request() {
    const overrides = Object.fromEntries(parameters.filter((field) => field.override).map((field) => [field.parameter.name, field.override]));
    return { strategy: strategy.name, ...(strategy.isPinned ? { strategyVersion: strategy.version } : {}), ...market.request(), ...options.request(), ...(Object.keys(overrides).length ? { parameters: overrides } : {}), ...(before.tryFirst && strategy.name === before.strategy ? { tryFirst: before.tryFirst } : {}) };
  }

  function choose(next) {
    mode = next;
    form.dataset.mode = mode;
    main.querySelectorAll('[aria-label="Which settings"] input').forEach((input) => (input.checked = input.value === mode));
    keepMode(mode);
    noteHidden();
  }

  function noteHidden() {
    const hidden = mode === 'simple' ? options.hiddenSettings + parameters.filter((field) => field.override).length : 0;
    put(hiddenNote, hidden > 0 && `${plural(hidden, 'advanced setting')} ${hidden === 1 ? 'applies' : 'apply'}, too.`);
  }

  function startOver() {
    keepDraft('train', null);
    history.replaceState(null, '', link('train'));
    draw(main, { ...known, from: null, trial: null }, asking);
  }

  // Answers need not come in the order of their questions; the last question counts.
  async function check() {
    const number = ++checks;
    estimate.asking();
    try {
      const answer = await post('training/jobs?dryRun=true', request(), { signal: asking.signal });
      if (number !== checks) {
        return;
      }

      fields.show({});
      options.showDefaults(answer.request);
      market.showDefaults(answer.request);
      estimate.show(answer);
    } catch (failure) {
      if (failure.name !== 'AbortError' && number === checks) {
        estimate.fail(failure, fields.show(failure.errors ?? {}));
      }
    }
  }

  async function submit(event) {
    event.preventDefault();
    checkSoon.cancel();
    checks++;
    await doing(start, async () => {
      try {
        const job = await post('training/jobs', request(), { headers: { 'idempotency-key': crypto.randomUUID() } });
        toast(`Job #${job.number} is queued.`);
        go('jobs', job.number);
      } catch (failure) {
        estimate.fail(failure, fields.show(failure.errors ?? {}));
        if (!fields.focusFirst()) {
          throw failure;
        }
      }
    });
  }

  // Who began with an example has kept its title: then the name tells them apart.
  const hasNamesake = ({ title, name }) => known.strategies.some((other) => other.title === title && other.name !== name);
  put(main,
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, 'New training'), known.from && h('span', { class: 'tag' }, known.trial ? `from trial ${known.trial.trial} of job #${known.from.number}` : `from job #${known.from.number}`)),
      h('div', { class: 'actions' }, segmented('Which settings', modes, mode, choose), h('button', { class: 'button', type: 'button', onclick: startOver }, icon('refresh'), 'Start over'))),
    form = h('form', { class: 'train-grid', novalidate: true, onsubmit: submit },
      h('div', { class: 'stack' },
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Strategy')), h('div', { class: 'card-body' },
          fields.add('strategy', 'Which rules trade', h('div', { class: 'strategies' }, known.strategies.map((each) => h('label', { class: 'strategy' },
            h('input', { type: 'radio', name: 'strategy', value: each.name, checked: each === strategy, onchange: () => chooseStrategy(each) }),
            h('span', { class: 'strategy-text' }, h('strong', {}, each.title, each.isPinned && `, version ${each.version}`), hasNamesake(each) && h('small', {}, each.name), h('span', { class: 'hint', title: each.description }, each.description))))), { isGroup: true }),
          strategyCheck.element)),
        market.element,
        options.search,
        known.trial && before.tryFirst && remark('info', `Trial ${known.trial.trial} is tried first.`, 'The search goes on from what its parameters earn on this range.'),
        h('section', { class: 'card advanced' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters'), parameterNote,
          h('div', { class: 'tools' }, h('button', { class: 'button quiet', type: 'button', onclick: () => chooseStrategy(strategy) }, icon('refresh'), 'Reset'))),
          h('div', { class: 'card-body' }, parameterList)),
        options.evidence,
        options.trading,
        options.exits,
        options.account),
      h('aside', { class: 'train-side', 'aria-label': 'Estimate' }, h('div', { class: 'card' }, h('div', { class: 'card-body stack' }, estimate.element, hiddenNote, start)))));
  form.dataset.mode = mode;
  form.addEventListener('show-field', () => choose('advanced'));
  chooseStrategy(strategy, before.parameters);
}

// A trial that is run again is tried first by a search like the one that it comes from.
function begin({ from, trial }, { strategy }) {
  const request = from?.request ?? (strategy ? { strategy } : {});
  return trial ? { ...request, name: `trial ${trial.trial} of #${from.number}`, tryFirst: [trial.parameters] } : request;
}

// A job is run again with the version that it was made with, while that is kept; without one the newest counts.
async function inVersion(strategies, { strategy, strategyVersion }) {
  const newest = strategies.find((each) => each.name === strategy);
  if (!strategyVersion || !newest?.version || newest.version === strategyVersion) {
    return strategies;
  }
  const found = await get(`strategies/${encodeURIComponent(strategy)}?version=${strategyVersion}`).catch(() => null);
  return found ? strategies.map((each) => (each === newest ? { ...found.strategy, isPinned: true } : each)) : strategies;
}

function readMode() {
  try {
    return localStorage.getItem(modeKey) === 'advanced' ? 'advanced' : 'simple';
  } catch {
    return 'simple';
  }
}

function keepMode(mode) {
  try {
    localStorage.setItem(modeKey, mode);
  } catch {
    // Storage may be forbidden; then every visit begins with the simple form.
  }
}
