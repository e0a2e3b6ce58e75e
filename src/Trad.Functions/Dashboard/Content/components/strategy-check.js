import { h, put } from '../core/dom.js';
import { get, query } from '../core/api.js';
import { remark } from './notice.js';

/** Whether a strategy looks ahead and warms up long enough, as the server finds it on generated candles. */
export class StrategyCheck {
  constructor() {
    this.element = h('div', { class: 'hint after-choice', 'aria-live': 'polite' });
  }

  async show(strategy) {
    this.strategy = strategy;
    put(this.element, 'Checking that it does not look ahead …');
    let found;
    try {
      found = (await get(`strategies/${encodeURIComponent(strategy.name)}/check${query({ version: strategy.version })}`)).report;
    } catch (failure) {
      found = null;
      if (this.strategy === strategy) {
        put(this.element, `Whether it looks ahead could not be checked: ${failure.message}`);
      }
    }
    if (found && this.strategy === strategy) {
      put(this.element, found.outcome !== 'failed' ? [passed(found), found.refused && remark('warn', `Trials fail with some values: ${found.refusedSets} of the ${found.parameterSets} parameter sets that were looked at cannot be computed.`, found.refused)] : remark('bad', verdict(found), found.defect));
    }
  }
}

const verdict = ({ lookAhead, warmUp }) => (lookAhead ? 'It looks ahead.'
  : warmUp ? 'Its warm-up is too short.' : 'Its parameter sets change each other’s indicators.');

const passed = ({ signals, warmUpSignals, warmUpChanges, parameterSets }) => (signals === 0
  ? 'Looks ahead? Signals: 0, nothing to check: it never signals on the candles that it was checked on.'
  : `Does not look ahead: ${signals.toLocaleString('en')} signals of ${parameterSets} parameter sets stay whatever the candles behind them. Its warm-up is enough: ${warmUpSignals - warmUpChanges} of ${warmUpSignals} signals are the same when the candles begin later.`);
