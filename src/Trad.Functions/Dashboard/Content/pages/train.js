import { debounce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, post } from '../core/api.js';
import { go, link } from '../core/route.js';
import { Fields } from '../components/field.js';
import { ParameterField } from '../components/parameter-field.js';
import { StrategyCheck } from '../components/strategy-check.js';
import { TrainEstimate } from '../components/train-estimate.js';
import { MarketChoice } from '../components/market-choice.js';
import { TrainOptions } from '../components/train-options.js';
import { doing, empty, load, skeleton, toast } from '../components/notice.js';

const patience = 350;

/** The form that starts a training, made from the strategy's own description. */
export function show(main, route) {
  put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'New training')), skeleton('9rem', '8rem', '20rem'));
  const asking = new AbortController();
  load(main, async () => {
    const [strategies, metrics, optimizers, coverage, from] = await Promise.all([
      get('strategies'), get('metrics'), get('optimizers'), get('candles/coverage'),
      route.query.from ? get(`training/jobs/${encodeURIComponent(route.query.from)}`).catch(() => null) : null]);
    return { strategies: strategies.items ?? strategies, metrics: metrics.items ?? metrics, optimizers: optimizers.items ?? optimizers, coverage: coverage.items ?? coverage, from };
  }, (known) => draw(main, known, asking));
  return () => asking.abort();
}

function draw(main, known, asking) {
  if (!known.coverage.some((market) => market.months.length)) {
    put(main, h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'New training')),
      h('div', { class: 'card' }, empty('data', 'There are no candles to train on', 'Drop a candle file or fetch some from an exchange; then come back here.', h('a', { class: 'button primary', href: link('data') }, icon('upload'), 'Get candles'))));
    return;
  }

  const before = known.from?.request ?? {};
  const fields = new Fields();
  const estimate = new TrainEstimate();
  const changed = debounce(patience, () => check());
  let strategy = known.strategies.find((each) => each.name === before.strategy) ?? known.strategies[0];
  let parameters = [];

  const market = new MarketChoice(known.coverage, before, fields, changed);
  const options = new TrainOptions(known, before, fields, changed);
  const strategyCheck = new StrategyCheck();
  const parameterList = h('div', { class: 'parameters' });
  const parameterNote = h('span', { class: 'note' });
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
    put(parameterNote, `${parameters.length} parameters`, strategy.orders?.length > 0 && `; ${strategy.orders.map((order) => `${order.smaller} < ${order.larger}`).join(', ')}`);
    changed();
  }

  function request() {
    const overrides = Object.fromEntries(parameters.filter((field) => field.override).map((field) => [field.parameter.name, field.override]));
    return { strategy: strategy.name, ...market.request(), ...options.request(), ...(Object.keys(overrides).length ? { parameters: overrides } : {}) };
  }

  async function check() {
    estimate.asking();
    try {
      const answer = await post('training/jobs?dryRun=true', request(), { signal: asking.signal });
      fields.show({});
      options.showDefaults(answer.request);
      market.showDefaults(answer.request);
      estimate.show(answer);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        estimate.fail(failure, fields.show(failure.errors ?? {}));
      }
    }
  }

  async function submit(event) {
    event.preventDefault();
    changed.cancel();
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

  put(main,
    h('div', { class: 'page-head' }, h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, 'New training'), known.from && h('span', { class: 'tag' }, `from job #${known.from.number}`))),
    h('form', { class: 'train-grid', novalidate: true, onsubmit: submit },
      h('div', { class: 'stack' },
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Strategy')), h('div', { class: 'card-body' },
          fields.add('strategy', 'Which rules trade', h('div', { class: 'strategies' }, known.strategies.map((each) => h('label', { class: 'strategy' },
            h('input', { type: 'radio', name: 'strategy', value: each.name, checked: each === strategy, onchange: () => chooseStrategy(each) }),
            h('span', { class: 'strategy-text' }, h('strong', {}, each.title), h('span', { class: 'hint' }, each.description))))), { isGroup: true }),
          strategyCheck.element)),
        market.element,
        options.search,
        h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters'), parameterNote,
          h('div', { class: 'tools' }, h('button', { class: 'button quiet', type: 'button', onclick: () => chooseStrategy(strategy) }, icon('refresh'), 'Reset'))),
          h('div', { class: 'card-body' }, parameterList)),
        options.evidence,
        options.trading),
      h('aside', { class: 'train-side', 'aria-label': 'Estimate' }, h('div', { class: 'card' }, h('div', { class: 'card-body stack' }, estimate.element, start)))));
  chooseStrategy(strategy, before.parameters);
}
