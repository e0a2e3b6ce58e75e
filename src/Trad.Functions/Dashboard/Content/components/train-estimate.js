import { h, put } from '../core/dom.js';
import { count, day, duration } from '../core/format.js';
import { remark } from './notice.js';

/** What a training would take, measured by the server, before it is started. */
export class TrainEstimate {
  constructor() {
    this.figure = h('dd', { class: 'big' }, '…');
    this.details = h('dl', { class: 'pairs' });
    this.remarks = h('div', { class: 'stack', 'aria-live': 'polite' });
    this.element = h('div', { class: 'stack' }, h('dl', { class: 'figures' }, h('div', {}, h('dt', {}, 'Estimated duration'), this.figure)), this.details, this.remarks);
    this.describe(pending('…'));
  }

  asking() {
    this.element.setAttribute('aria-busy', 'true');
  }

  show(answer) {
    this.element.removeAttribute('aria-busy');
    this.figure.textContent = answer.estimatedDurationMs === undefined ? '–' : `≈ ${duration(answer.estimatedDurationMs)}`;
    this.describe([['Trials', count(answer.trials)], ['Backtests', count(answer.backtests)], ['Candles', count(answer.candles)],
      ['In sample', part(answer.split?.inSample)], ['Hold-out', part(answer.split?.holdOut)], ['One trial', answer.trialMs < 1 ? 'under 1 ms' : duration(answer.trialMs)], ['Validation', duration(answer.validationMs)]]);
    put(this.remarks, (answer.warnings ?? []).map((text) => remark('warn', null, text)));
  }

  fail(failure, elsewhere) {
    this.element.removeAttribute('aria-busy');
    this.figure.textContent = '–';
    this.describe(pending('–'));
    const fields = Object.keys(failure.errors ?? {}).length;
    put(this.remarks,
      fields > elsewhere.length && remark('bad', fields === 1 ? 'One field needs attention.' : `${fields} fields need attention.`, 'Each says what is allowed.'),
      elsewhere.map(([path, text]) => remark('bad', path, text)),
      !fields && remark('bad', null, failure.message));
  }

  describe(pairs) {
    put(this.details, pairs.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)]));
  }
}

const pending = (text) => ['Trials', 'Backtests', 'Candles', 'In sample', 'Hold-out', 'One trial', 'Validation'].map((name) => [name, text]);
const part = (period) => (period ? `${count(period.candles)} candles, ${day(period.from)} to ${day(period.to)}` : 'none');
