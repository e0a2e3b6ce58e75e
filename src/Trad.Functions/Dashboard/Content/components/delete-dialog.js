import { h, put } from '../core/dom.js';
import { query, remove } from '../core/api.js';
import { count, moment } from '../core/format.js';
import { dialog } from './dialog.js';
import { Fields, select } from './field.js';
import { toast } from './notice.js';

const all = 'all';
const range = 'range';
const unfinished = 'unfinished';
const mostNamed = 6;

/**
 * Asks which candles of a market are to go: a month, a range or all of them. It says how many that are, and until when they can be
 * brought back, before anything is deleted.
 * @param {object} market exchange, symbol, interval, and the months of which something is stored
 * @param {string} preset what is proposed: a month, 'all', 'range' or 'unfinished'
 * @param {Function} onDeleted called with what was deleted
 */
export function askDelete(market, preset, onDeleted) {
  const fields = new Fields();
  const months = (market.months ?? []).map((month) => month.month).toReversed();
  const choices = [[all, 'All of them'], [range, 'A range'], ...months.map((month) => [month, month]), ...(market.damage ? [[unfinished, 'What is unfinished and cannot be read']] : [])];
  const time = () => h('input', { class: 'input', type: 'datetime-local', step: '1', onchange: () => look() });
  const [from, to] = [time(), time()];
  const what = select(choices, preset, () => look());
  const span = h('div', { class: 'form-row' }, fields.add('from', 'From (UTC)', from, { hint: 'included; empty for the first candle' }), fields.add('to', 'To (UTC)', to, { hint: 'not included; empty for the last candle' }));
  const consequence = h('p', { 'aria-live': 'polite' });
  const elsewhere = h('p', { class: 'problem', role: 'alert' });
  const box = dialog(`Delete candles of ${market.symbol} ${market.interval}`, [
    h('p', { class: 'hint' }, `of ${market.exchange}`), fields.add('month', 'What', what), span, consequence, elsewhere], [{
    label: 'Delete', kind: 'danger', run: async () => {
      onDeleted(await remove(address(false)));
    },
  }], fields);
  let turns = 0;
  look();
  return box;

  function address(isDryRun) {
    const utc = (input) => (input.value ? `${input.value}Z` : null);
    const part = what.value === range ? { from: utc(from), to: utc(to) } : { month: what.value };
    return `candles${query({ exchange: market.exchange, symbol: market.symbol, interval: market.interval, ...part, dryRun: isDryRun || null })}`;
  }

  async function look() {
    const turn = ++turns;
    span.hidden = what.value !== range;
    put(elsewhere);
    fields.show({});
    if (what.value === unfinished) {
      put(consequence, 'Candles that were being stored and cannot be read any more go for good; until then nothing can be stored in this market.');
      return;
    }
    if (what.value === range && !from.value && !to.value) {
      put(consequence, 'Give its start, its end or both.');
      return;
    }
    try {
      const found = await remove(address(true));
      if (turn === turns) {
        put(consequence, describe(found));
      }
    } catch (failure) {
      if (turn === turns) {
        put(consequence);
        tell(failure);
      }
    }
  }

  function tell(failure) {
    elsewhere.textContent = fields.explain(failure);
  }
}

/** Tells what was deleted, and offers to undo it. */
export function tellDeleted(deleted, undo) {
  const text = deleted.removed ? `${deleted.removed === 1 ? '1 candle' : `${count(deleted.removed)} candles`} of ${deleted.symbol} ${deleted.interval} deleted.` : `What could not be read of ${deleted.symbol} ${deleted.interval} deleted.`;
  toast(text, deleted.id && { label: 'Undo', run: () => undo(deleted.id) });
}

function describe(found) {
  const more = found.months.length > mostNamed ? ` and ${found.months.length - mostNamed} more` : '';
  return [
    h('strong', {}, found.removed === 1 ? '1 candle goes' : `${count(found.removed)} candles go`), `, of ${found.months.slice(0, mostNamed).join(', ')}${more}. `,
    found.undoableUntil ? `This can be undone until ${moment(found.undoableUntil)}.` : '',
    found.damaged.length > 0 && ` What cannot be read goes for good: ${found.damaged.join(', ')}.`,
  ];
}
