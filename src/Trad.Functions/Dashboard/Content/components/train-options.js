import { h } from '../core/dom.js';
import { metricTitle, optimizerTitle, words } from '../core/format.js';
import { numberInput, numberOf, perCent, select } from './field.js';
import { MetricConstraints } from './metric-constraints.js';
import { segmented } from './segmented.js';

const presets = { quick: 'Quick', standard: 'Standard', thorough: 'Thorough', '': 'Own' };

/**
 * How a training searches and how its backtests trade. What is left empty has the server's default, shown in grey. Shares are
 * entered as per cent and sent as fractions. What only few need is marked `advanced`.
 */
export class TrainOptions {
  constructor(known, request, fields, onChange) {
    // A number that was derived for another range is derived anew for this one.
    const before = request.minimumTradesDerived ? { ...request, minimumTrades: undefined } : request;
    this.inputs = {};
    this.known = known;
    const number = (name, options) => (this.inputs[name] = numberInput({ value: read(before, name) ?? '', ...options }, onChange));
    const share = (name, options = {}) => (this.inputs[name] = numberInput({ value: perCent(read(before, name)) ?? '', ...options, dataset: { percent: '' } }, onChange));
    const choose = (name, choices) => (this.inputs[name] = select([['', 'Default'], ...choices], read(before, name) ?? '', onChange));
    const flag = (name, yes, no) => {
      const asked = read(before, name);
      this.inputs[name] = select([['', `Default (${yes.toLowerCase()})`], ['true', yes], ['false', no]], asked === undefined ? '' : String(asked), onChange);
      this.inputs[name].dataset.flag = '';
      return this.inputs[name];
    };
    const percent = (hint) => ({ unit: '%', hint });
    // What no parameter can change for the better is no objective, unless an earlier request had it.
    const asked = new Set([...(before.objectives ?? []), before.objective]);
    const metricChoices = known.metrics.filter((metric) => metric.isObjective !== false || asked.has(metric.name)).map((metric) => [metric.name, metric.title ?? metricTitle(metric.name)]);
    this.preset = before.preset ?? (before.trials ? '' : 'standard');
    this.name = h('input', { class: 'input', type: 'text', maxlength: '100', value: before.name ?? '', placeholder: 'none', oninput: onChange });
    this.second = select([['', 'None'], ...metricChoices], before.objectives?.[1] ?? '', onChange);
    this.inputs.objective = select(metricChoices, before.objectives?.[0] ?? before.objective ?? 'sqn-bound', () => { this.explain(); onChange(); });
    this.objectiveHint = h('p', { class: 'hint' });
    this.optimizerHint = h('p', { class: 'hint' });
    this.constraints = new MetricConstraints(known.metrics, before.constraints, onChange);
    this.preset_ = segmented('Preset', presets, this.preset, (preset) => { this.preset = preset; onChange(); });
    const optimizer = choose('optimizer', known.optimizers.map((each) => [each.name, optimizerTitle(each.name)]));
    optimizer.addEventListener('change', () => this.explain());

    this.search = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Search'), h('div', { class: 'tools' }, this.preset_)), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('objective objectives', 'Objective', this.inputs.objective),
        fields.add('trials preset', 'Trials', number('trials', { min: '1', max: '10000', step: '1' })),
        fields.add('holdOut', 'Hold-out', share('holdOut', { min: '0', max: '50' }), percent('newest candles, never searched')),
        fields.add('name', 'Name', this.name, { hint: 'its asset is called so, too' })),
      this.objectiveHint,
      h('div', { class: 'form-row advanced' },
        fields.add('objectives[1]', 'Second objective', this.second, { hint: 'finds the Pareto front of both' }),
        fields.add('optimizer', 'Optimizer', optimizer),
        fields.add('minimumTrades', 'Minimum trades', number('minimumTrades', { min: '0', step: '1' }), { hint: 'fewer make a trial infeasible' }),
        fields.add('timeLimitSeconds', 'Time limit', number('timeLimitSeconds', { min: '1', placeholder: 'none' }), { unit: 's' })),
      h('div', { class: 'advanced' }, this.optimizerHint),
      h('div', { class: 'form-row advanced' },
        fields.add('seed', 'Seed', number('seed', { min: '0', step: '1', placeholder: 'drawn' }), { hint: 'same seed, same trials' }),
        fields.add('batchSize', 'Trials per round', number('batchSize', { min: '1', max: '64', step: '1' })),
        fields.add('priority', 'Priority', number('priority', { min: '-10', max: '10', step: '1', placeholder: '0' }), { hint: '−10 to 10; higher starts first' }),
        fields.add('patience', 'Patience', number('patience', { min: '1', step: '1', placeholder: 'none' }), { hint: 'trials without a better one, then it ends' }),
        fields.add('pruning', 'Pruning', choose('pruning', [['none', 'None'], ['successive-halving', 'Successive halving']]), { hint: 'spares bad trials most candles' }))));

    this.evidence = h('section', { class: 'card advanced' }, h('div', { class: 'card-head' }, h('h2', {}, 'Evidence'), h('span', { class: 'note' }, 'what counts, what is published, how it is put to the test')), h('div', { class: 'card-body stack' },
      fields.add('constraints', 'Constraints', this.constraints.element, { hint: 'a trial outside is infeasible; in sample' }),
      h('div', { class: 'form-row' },
        fields.add('selection', 'Published trial', choose('selection', [['robust', 'The robust one'], ['maximum', 'The highest objective']]), { hint: 'the highest is mostly luck' }),
        fields.add('validation.scope validation', 'Validation', choose('validation.scope', [['full', 'Full'], ['hold-out', 'Hold-out alone']]), { hint: 'without it the verdict rests on the hold-out' }),
        fields.add('validation.seeds', 'Repetitions', number('validation.seeds', { min: '0', max: '20', step: '1' }), { hint: 'of the search, with other seeds' }),
        fields.add('validation.otherSymbols', 'Other symbols', number('validation.otherSymbols', { min: '0', max: '20', step: '1' }), { hint: 'stored ones that the winner is tried on' }))));
    this.inputs['validation.scope'].addEventListener('change', () => this.limitToScope());
    this.limitToScope();

    this.funding = h('textarea', { class: 'input', rows: '3', spellcheck: 'false', placeholder: '2025-01-01T08:00:00Z, 0.0001', oninput: onChange });
    this.funding.value = (before.costs?.fundingRates ?? []).map((payment) => `${payment.time}, ${payment.rate}`).join('\n');
    this.trading = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Costs and trading'), h('span', { class: 'note' }, 'per cent of the price or of what is traded, per side')), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('feeRate costs.takerFeeRate', 'Taker fee', share('feeRate', { min: '0', max: '10' }), percent('of the notional, per side')),
        fields.add('slippage costs.slippage', 'Slippage', share('slippage', { min: '0', max: '10' }), percent('of the price, per side')),
        fields.add('direction', 'Direction', choose('direction', [['both', 'Long and short'], ['long', 'Long only'], ['short', 'Short only']]))),
      h('div', { class: 'form-row advanced' },
        fields.add('costs.makerFeeRate', 'Maker fee', share('costs.makerFeeRate', { placeholder: 'as taker' }), percent('of targets; below 0 is a rebate')),
        fields.add('costs.minimumFee', 'Least fee', number('costs.minimumFee', { min: '0', placeholder: '0' }), { hint: 'per side, quote currency' }),
        fields.add('costs.spread', 'Spread', share('costs.spread', { min: '0', placeholder: '0' }), percent('ask from bid')),
        fields.add('costs.atrSlippage', 'Slippage by range', number('costs.atrSlippage', { min: '0', max: '5', placeholder: '0' }), { unit: '× ATR', hint: 'beside the slippage above' })),
      h('div', { class: 'form-row advanced' },
        fields.add('costs.fundingRate', 'Funding', share('costs.fundingRate', { placeholder: '0' }), percent('every 8 hours, paid by longs')),
        fields.add('costs.fundingRates', 'Published funding', this.funding, { hint: 'instead: a time and a rate per line' })),
      h('div', { class: 'form-row advanced' },
        fields.add('sizing.mode sizing', 'Sizing', choose('sizing.mode', [['risk-per-trade', 'Risk per trade'], ['all-in', 'All in'], ['fixed-fraction', 'Fixed fraction'], ['volatility-target', 'Volatility target']])),
        fields.add('sizing.value riskPerTrade', 'Size', share('sizing.value', { min: '0', placeholder: 'by sizing' }), percent('of the equity, or yearly volatility')),
        fields.add('sizing.volatilityCandles', 'Volatility over', number('sizing.volatilityCandles', { min: '2', max: '10000', step: '1', placeholder: '100' }), { unit: 'candles', hint: 'for a volatility target' }),
        fields.add('fillTiming', 'Fills', choose('fillTiming', [['next-open', 'At the next open'], ['close', 'At the same close']]), { hint: 'nobody can trade at the same close' })),
      h('div', { class: 'form-row advanced' },
        fields.add('gapPolicy', 'Gaps in the candles', choose('gapPolicy', [['split', 'Begin anew behind long ones'], ['skip', 'Pass over all of them'], ['forward-fill', 'Fill short ones forward'], ['fail', 'Refuse to train']]), { hint: 'no position is held across a long one' }),
        fields.add('longestGapHours', 'Longest gap held', number('longestGapHours', { min: '0', max: '87600' }), { unit: 'h', hint: 'longer ones close positions' }),
        fields.add('largestGapJump', 'Largest jump across a gap', share('largestGapJump', { min: '0', max: '100000', placeholder: 'any' }), percent('refuses ranges with a larger one')))));
    this.exits = h('section', { class: 'card advanced' }, h('div', { class: 'card-head' }, h('h2', {}, 'Exits'), h('span', { class: 'note' }, 'beside what the strategy says; the nearer counts')), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('exits.stopLoss', 'Stop loss', share('exits.stopLoss', { min: '0.001', max: '99', placeholder: 'none' }), percent('from the close of the signal')),
        fields.add('exits.takeProfit', 'Take profit', share('exits.takeProfit', { min: '0.001', max: '99', placeholder: 'none' }), percent('from the close of the signal')),
        fields.add('exits.trailingStop', 'Trailing stop', share('exits.trailingStop', { min: '0.001', max: '99', placeholder: 'none' }), percent('from the best price'))),
      h('div', { class: 'form-row' },
        fields.add('exits.breakEvenAfter', 'Break-even after', number('exits.breakEvenAfter', { min: '0.01', placeholder: 'never' }), { unit: '× stop', hint: 'the stop moves to the entry' }),
        fields.add('exits.maximumHolding', 'Longest holding', number('exits.maximumHolding', { min: '1', step: '1', placeholder: 'any' }), { unit: 'candles' }),
        fields.add('exits.onOppositeSignal', 'Signal the other way', flag('exits.onOppositeSignal', 'Ends a position', 'Is ignored')))));

    this.account = h('section', { class: 'card advanced' }, h('div', { class: 'card-head' }, h('h2', {}, 'Account and exchange'), h('span', { class: 'note' }, 'in the quote currency unless said otherwise')), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('account.initialCapital account', 'Capital', number('account.initialCapital', { min: '0.001', placeholder: '10000' }), { hint: 'each symbol has as much' }),
        fields.add('account.leverage', 'Leverage', number('account.leverage', { min: '1', max: '125', placeholder: '1' }), { unit: '×' }),
        fields.add('account.maintenanceMargin', 'Maintenance margin', share('account.maintenanceMargin', { min: '0', max: '99', placeholder: 'none' }), percent('below it positions are liquidated')),
        fields.add('account.compounding', 'Sizes follow', flag('account.compounding', 'The equity', 'The capital'))),
      h('div', { class: 'form-row' },
        fields.add('filters.tickSize filters', 'Tick', number('filters.tickSize', { min: '0', placeholder: 'any' }), { hint: 'step of prices' }),
        fields.add('filters.lotSize', 'Lot', number('filters.lotSize', { min: '0', placeholder: 'any' }), { hint: 'step of sizes, base currency' }),
        fields.add('filters.minimumSize', 'Least size', number('filters.minimumSize', { min: '0', placeholder: 'any' }), { hint: 'base currency' }),
        fields.add('filters.minimumNotional', 'Least notional', number('filters.minimumNotional', { min: '0', placeholder: 'any' }), { hint: 'smaller entries are left out' }))));
    if (!before.sizing && before.riskPerTrade) {
      this.inputs['sizing.mode'].value = 'risk-per-trade';
      this.inputs['sizing.value'].value = perCent(before.riskPerTrade);
    }
    this.explain();
  }

  explain() {
    this.objectiveHint.textContent = this.known.metrics.find((metric) => metric.name === this.inputs.objective.value)?.description ?? '';
    this.optimizerHint.textContent = this.known.optimizers.find((each) => each.name === this.inputs.optimizer.value)?.description ?? '';
  }

  // The hold-out alone repeats no search and tries no other symbol.
  limitToScope() {
    for (const name of ['validation.seeds', 'validation.otherSymbols']) {
      this.inputs[name].disabled = this.inputs['validation.scope'].value === 'hold-out';
    }
  }

  /** How many settings have a value that the simple form does not show. */
  get hiddenSettings() {
    const inputs = [...Object.values(this.inputs), this.second, this.funding, this.constraints.element];
    return inputs.filter((input) => input.closest('.advanced') && !input.disabled && input.value !== '').length;
  }

  /** Shows the server's defaults where nothing was given. */
  showDefaults(complete) {
    for (const [name, input] of Object.entries(this.inputs)) {
      const amount = read(complete ?? {}, name);
      if (input.matches('select')) {
        const first = input.options[0];
        if (first.value === '' && amount !== undefined && input.dataset.flag === undefined) {
          first.textContent = `Default (${name === 'optimizer' ? optimizerTitle(amount) : words(amount)})`;
        }
      } else if (amount !== undefined && amount !== null && !['seed', 'timeLimitSeconds'].includes(name)) {
        input.placeholder = input.dataset.percent === undefined ? String(amount) : perCent(amount);
      }
    }
  }

  request() {
    const request = { preset: this.preset || undefined, name: this.name.value.trim() || undefined };
    for (const [name, input] of Object.entries(this.inputs).filter(([, each]) => !each.disabled)) {
      const amount = input.matches('select') ? wordOf(input) : numberOf(input);
      if (amount !== undefined) {
        write(request, name, amount);
      }
    }
    const constraints = this.constraints.request();
    if (constraints) {
      request.constraints = constraints;
    }
    const payments = paymentsOf(this.funding.value);
    if (payments.length > 0) {
      write(request, 'costs.fundingRates', payments);
    }
    if (this.second.value) {
      request.objectives = [request.objective, this.second.value];
      delete request.objective;
    }
    return request;
  }
}

const wordOf = (input) => (input.value === '' ? undefined : input.dataset.flag === undefined ? input.value : input.value === 'true');

// A time in words or epoch milliseconds, and a rate; what is neither is sent as it stands, so that the answer names its line.
const paymentsOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
  const [time = '', rate = ''] = line.split(/[,;\t]/).map((word) => word.trim());
  return { time: /^\d{12,}$/.test(time) ? new Date(Number(time)).toISOString() : time, rate: rate === '' || Number.isNaN(Number(rate)) ? rate : Number(rate) };
});

const read = (from, path) => path.split('.').reduce((value, name) => value?.[name], from);

function write(into, path, value) {
  const [first, second] = path.split('.');
  if (second) {
    into[first] = { ...into[first], [second]: value };
  } else {
    into[first] = value;
  }
}
