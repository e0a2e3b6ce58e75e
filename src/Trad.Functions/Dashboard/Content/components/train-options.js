import { h } from '../core/dom.js';
import { metricTitle, words } from '../core/format.js';
import { numberInput, numberOf, select } from './field.js';
import { MetricConstraints } from './metric-constraints.js';
import { segmented } from './segmented.js';

const presets = { quick: 'Quick', standard: 'Standard', thorough: 'Thorough', '': 'Own' };

/** How a training searches and how its backtests trade. What is left empty has the server's default, shown in grey. */
export class TrainOptions {
  constructor(known, request, fields, onChange) {
    // A number that was derived for another range is derived anew for this one.
    const before = request.minimumTradesDerived ? { ...request, minimumTrades: undefined } : request;
    this.inputs = {};
    const number = (name, options) => (this.inputs[name] = numberInput({ value: read(before, name) ?? '', ...options }, onChange));
    const choose = (name, choices) => (this.inputs[name] = select([['', 'Default'], ...choices], read(before, name) ?? '', onChange));
    const metricChoices = known.metrics.map((metric) => [metric.name, metric.title ?? metricTitle(metric.name)]);
    this.preset = before.preset ?? (before.trials ? '' : 'standard');
    this.name = h('input', { class: 'input', type: 'text', maxlength: '100', value: before.name ?? '', placeholder: 'none', oninput: onChange });
    this.second = select([['', 'None'], ...metricChoices], before.objectives?.[1] ?? '', onChange);
    this.inputs.objective = select(metricChoices, before.objectives?.[0] ?? before.objective ?? 'sqn-bound', onChange);
    this.constraints = new MetricConstraints(metricChoices, before.constraints, onChange);
    this.preset_ = segmented('Preset', presets, this.preset, (preset) => { this.preset = preset; onChange(); });

    this.search = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Search'), h('div', { class: 'tools' }, this.preset_)), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('objective objectives', 'Objective', this.inputs.objective),
        fields.add('objectives[1]', 'Second objective', this.second, { hint: 'finds the Pareto front of both' }),
        fields.add('trials preset', 'Trials', number('trials', { min: '1', max: '10000', step: '1' })),
        fields.add('optimizer', 'Optimizer', choose('optimizer', known.optimizers.map((each) => [each.name, words(each.name)])))),
      h('div', { class: 'form-row' },
        fields.add('minimumTrades', 'Minimum trades', number('minimumTrades', { min: '0', step: '1' }), { hint: 'fewer make a trial infeasible' }),
        fields.add('holdOut', 'Hold-out', number('holdOut', { min: '0', max: '0.5' }), { hint: 'newest share of the stored candles, never searched' }),
        fields.add('timeLimitSeconds', 'Time limit', number('timeLimitSeconds', { min: '1', placeholder: 'none' }), { unit: 's' }),
        fields.add('seed', 'Seed', number('seed', { min: '0', step: '1', placeholder: 'drawn' }), { hint: 'same seed, same trials' })),
      h('div', { class: 'form-row' },
        fields.add('name', 'Name', this.name),
        fields.add('batchSize', 'Trials per round', number('batchSize', { min: '1', max: '64', step: '1' })),
        fields.add('priority', 'Priority', number('priority', { min: '-10', max: '10', step: '1', placeholder: '0' }), { hint: '−10 to 10; higher starts first' }),
        fields.add('patience', 'Patience', number('patience', { min: '1', step: '1', placeholder: 'none' }), { hint: 'trials without a better one, then it ends' }),
        fields.add('pruning', 'Pruning', choose('pruning', [['none', 'None'], ['successive-halving', 'Successive halving']]), { hint: 'spares bad trials most candles' }))));

    this.evidence = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Evidence'), h('span', { class: 'note' }, 'what counts, what is published, how it is put to the test')), h('div', { class: 'card-body stack' },
      fields.add('constraints', 'Constraints', this.constraints.element, { hint: 'a trial outside is infeasible; in sample, fractions instead of per cent' }),
      h('div', { class: 'form-row' },
        fields.add('selection', 'Published trial', choose('selection', [['robust', 'The robust one'], ['maximum', 'The highest objective']]), { hint: 'the highest is mostly luck' }),
        fields.add('validation.scope validation', 'Validation', choose('validation.scope', [['full', 'Full'], ['hold-out', 'Hold-out alone']]), { hint: 'without it the verdict rests on the hold-out' }),
        fields.add('validation.seeds', 'Repetitions', number('validation.seeds', { min: '0', max: '20', step: '1' }), { hint: 'of the search, with other seeds' }),
        fields.add('validation.otherSymbols', 'Other symbols', number('validation.otherSymbols', { min: '0', max: '20', step: '1' }), { hint: 'stored ones that the winner is tried on' }))));
    this.inputs['validation.scope'].addEventListener('change', () => this.limitToScope());
    this.limitToScope();

    this.trading = h('details', { class: 'card' }, h('summary', { class: 'card-head' }, h('h2', {}, 'Costs and trading'), h('span', { class: 'note' }, 'fees, slippage, sizing, fills, gaps')), h('div', { class: 'card-body stack' },
      h('div', { class: 'form-row' },
        fields.add('feeRate costs.takerFeeRate', 'Taker fee', number('feeRate', { min: '0', max: '0.1' }), { hint: 'fraction of the notional, per side' }),
        fields.add('costs.makerFeeRate', 'Maker fee', number('costs.makerFeeRate', { placeholder: 'as taker' }), { hint: 'of targets; below 0 is a rebate' }),
        fields.add('costs.minimumFee', 'Least fee', number('costs.minimumFee', { min: '0', placeholder: '0' }), { hint: 'per side, quote currency' }),
        fields.add('slippage costs.slippage', 'Slippage', number('slippage', { min: '0', max: '0.1' }), { hint: 'fraction of the price, per side' })),
      h('div', { class: 'form-row' },
        fields.add('costs.spread', 'Spread', number('costs.spread', { min: '0', placeholder: '0' }), { hint: 'ask from bid, fraction of the price' }),
        fields.add('costs.fundingRate', 'Funding', number('costs.fundingRate', { placeholder: '0' }), { hint: 'every 8 hours, paid by longs' }),
        fields.add('sizing.mode sizing', 'Sizing', choose('sizing.mode', [['risk-per-trade', 'Risk per trade'], ['all-in', 'All in'], ['fixed-fraction', 'Fixed fraction'], ['volatility-target', 'Volatility target']])),
        fields.add('sizing.value riskPerTrade', 'Size', number('sizing.value', { min: '0', placeholder: 'by sizing' }), { hint: 'fraction of the equity, or yearly volatility' })),
      h('div', { class: 'form-row' },
        fields.add('fillTiming', 'Fills', choose('fillTiming', [['next-open', 'At the next open'], ['close', 'At the same close']]), { hint: 'nobody can trade at the same close' }),
        fields.add('direction', 'Direction', choose('direction', [['both', 'Long and short'], ['long', 'Long only'], ['short', 'Short only']])),
        fields.add('gapPolicy', 'Gaps in the candles', choose('gapPolicy', [['split', 'Begin anew behind long ones'], ['skip', 'Pass over all of them'], ['forward-fill', 'Fill short ones forward'], ['fail', 'Refuse to train']]), { hint: 'no position is held across a long one' }),
        fields.add('longestGapHours', 'Longest gap held', number('longestGapHours', { min: '0', max: '87600' }), { unit: 'h', hint: 'longer ones close positions' }),
        fields.add('largestGapJump', 'Largest jump across a gap', number('largestGapJump', { min: '0', max: '1000', placeholder: 'any' }), { hint: 'fraction of the price; refuses ranges with a larger one' }))));
    if (!before.sizing && before.riskPerTrade) {
      this.inputs['sizing.mode'].value = 'risk-per-trade';
      this.inputs['sizing.value'].value = String(before.riskPerTrade);
    }
  }

  // The hold-out alone repeats no search and tries no other symbol.
  limitToScope() {
    for (const name of ['validation.seeds', 'validation.otherSymbols']) {
      this.inputs[name].disabled = this.inputs['validation.scope'].value === 'hold-out';
    }
  }

  /** Shows the server's defaults where nothing was given. */
  showDefaults(complete) {
    for (const [name, input] of Object.entries(this.inputs)) {
      const amount = read(complete ?? {}, name);
      if (input.matches('select')) {
        const first = input.options[0];
        if (first.value === '' && amount !== undefined) {
          first.textContent = `Default (${words(amount)})`;
        }
      } else if (amount !== undefined && amount !== null && !['seed', 'timeLimitSeconds'].includes(name)) {
        input.placeholder = String(amount);
      }
    }
  }

  request() {
    const request = { preset: this.preset || undefined, name: this.name.value.trim() || undefined };
    for (const [name, input] of Object.entries(this.inputs).filter(([, each]) => !each.disabled)) {
      const amount = input.matches('select') ? input.value || undefined : numberOf(input);
      if (amount !== undefined) {
        write(request, name, amount);
      }
    }
    const constraints = this.constraints.request();
    if (constraints) {
      request.constraints = constraints;
    }
    if (this.second.value) {
      request.objectives = [request.objective, this.second.value];
      delete request.objective;
    }
    return request;
  }
}

const read = (from, path) => path.split('.').reduce((value, name) => value?.[name], from);

function write(into, path, value) {
  const [first, second] = path.split('.');
  if (second) {
    into[first] = { ...into[first], [second]: value };
  } else {
    into[first] = value;
  }
}
