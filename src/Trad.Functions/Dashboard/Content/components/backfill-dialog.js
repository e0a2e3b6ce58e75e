import { h } from '../core/dom.js';
import { post } from '../core/api.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';

const dayLength = 86400000;
const dayOf = (moment) => new Date(moment).toISOString().slice(0, 10);

/** Asks what to fetch from an exchange and starts it. */
export function askBackfill(preset, onStarted) {
  const fields = new Fields();
  const text = (value) => h('input', { class: 'input', type: 'text', value, required: true, autocapitalize: 'off', spellcheck: 'false' });
  const inputs = {
    exchange: text(preset?.exchange ?? 'binance'), symbol: text(preset?.symbol ?? 'BTCUSDT'), interval: text(preset?.interval ?? '5m'),
    from: h('input', { class: 'input', type: 'date', value: preset?.from ?? dayOf(Date.now() - 30 * dayLength) }),
    to: h('input', { class: 'input', type: 'date', value: preset?.to ?? dayOf(Date.now()) }),
  };
  dialog(preset?.isRepair ? 'Ask again for gaps' : 'Fetch from an exchange', [
    h('p', { class: 'hint' }, 'Only what is missing is asked for. A range that is stored already costs nothing.'),
    h('div', { class: 'form-row' }, fields.add('exchange', 'Exchange', inputs.exchange), fields.add('symbol', 'Symbol', inputs.symbol), fields.add('interval', 'Interval', inputs.interval, { hint: '1s to 1d, 3d, 1w, 1M; 1m is a minute' })),
    h('div', { class: 'form-row' }, fields.add('from', 'From (UTC)', inputs.from, { hint: 'included' }), fields.add('to', 'To (UTC)', inputs.to, { hint: 'not included' })),
  ], [{
    label: preset?.isRepair ? 'Repair' : 'Fetch', kind: 'primary', run: async () => {
      const value = (name) => inputs[name].value.trim();
      const moment = (name) => (value(name) ? `${value(name)}T00:00:00Z` : undefined);
      const started = await post(preset?.isRepair ? 'candles/repair' : 'backfills', { exchange: value('exchange'), symbol: value('symbol'), interval: value('interval'), from: moment('from'), to: moment('to') });
      onStarted(started.id);
    },
  }], fields);
}
