import { h, put } from '../core/dom.js';
import { get, post, query, remove } from '../core/api.js';
import { age, count, moment, utc } from '../core/format.js';
import { doing, load, toast } from './notice.js';

const shown = 20;
const names = { import: 'Import', backfill: 'Backfill', timer: 'Timer', repair: 'Repair', delete: 'Deletion', undo: 'Undo' };

/** What changed the candles of a market, newest first; for a while each can be undone. */
export class CandleRuns {
  constructor(onChange) {
    this.onChange = onChange;
    this.name = h('span', { class: 'note' });
    this.body = h('div', { class: 'card-body' });
    this.element = h('section', { class: 'card', 'aria-label': 'Changes', hidden: true }, h('div', { class: 'card-head' }, h('h2', {}, 'Changes'), this.name), this.body);
  }

  /** Shows those of a market; again when it has changed. */
  show(market = this.market) {
    if (!market) {
      return;
    }
    const { exchange, symbol, interval } = market;
    this.market = { exchange, symbol, interval };
    this.name.textContent = `${symbol} ${interval} · ${exchange}`;
    this.element.hidden = false;
    const asked = this.market;
    load(this.body, () => get(`candles/imports${query({ exchange, symbol, interval, limit: shown })}`), (runs) => asked === this.market && this.draw(runs));
  }

  draw(runs) {
    put(this.body, runs.length
      ? h('ul', { class: 'stack', role: 'list' }, runs.map((run) => this.row(run)))
      : h('p', { class: 'hint' }, 'Nothing is recorded of this market.'));
  }

  row(run) {
    const counts = [[run.inserted, 'new'], [run.replaced, 'replaced'], [run.removed, 'removed']].filter(([amount]) => amount > 0).map(([amount, what]) => `${count(amount)} ${what}`);
    const button = run.undoableUntil && h('button', { class: 'button', type: 'button', 'aria-label': `Undo ${names[run.kind]} ${run.fileName ?? run.id}`, onclick: () => this.undo(run.id, button) }, 'Undo');
    return h('li', { class: 'row spread' },
      h('div', {}, h('strong', {}, run.fileName ? `${names[run.kind]} of ${run.fileName}` : names[run.kind]), ' ', h('span', { class: 'hint' }, age(run.at)),
        h('div', { class: 'hint' }, `${counts.join(', ')}, ${utc(run.from)} to ${utc(run.to)}`,
          run.undoneBy ? ' · undone' : run.undoableUntil ? [' · can be undone until ', moment(run.undoableUntil)] : run.current.length === 0 && run.kind === 'import' && ' · replaced since')),
      button);
  }

  /** Deletes a month and offers to undo it. */
  async remove(market, month, button) {
    const { exchange, symbol, interval } = market;
    const deleted = await doing(button, () => remove(`candles${query({ exchange, symbol, interval, month })}`));
    if (deleted) {
      toast(`${month} of ${symbol} ${interval} is deleted.`, deleted.id && { label: 'Undo', run: () => this.undo(deleted.id) });
      this.onChange();
    }
  }

  async undo(id, button = {}) {
    const undone = await doing(button, () => post(`candles/imports/${encodeURIComponent(id)}/undo`));
    if (undone) {
      toast(`Undone: ${count(undone.removed)} candles removed, ${count(undone.restored)} restored.`);
      this.onChange();
    }
  }
}
