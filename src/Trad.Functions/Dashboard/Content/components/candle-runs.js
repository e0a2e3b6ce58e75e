import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, post, query } from '../core/api.js';
import { age, count, moment, utc } from '../core/format.js';
import { keyOf, titleOf } from '../core/market.js';
import { askDelete, tellDeleted } from './delete-dialog.js';
import { select } from './field.js';
import { doing, load, toast } from './notice.js';

const shown = 20;
const names = { import: 'Import', backfill: 'Backfill', timer: 'Timer', repair: 'Repair', delete: 'Deletion', undo: 'Undo' };
const every = '';

/** What changed the candles of a market or of all, newest first; for a while each can be undone. And what deletes them. */
export class CandleRuns {
  constructor(onChange) {
    this.onChange = onChange;
    this.markets = [];
    this.scope = h('div', {});
    this.button = h('button', { class: 'button', type: 'button', onclick: () => this.remove(this.market, 'all') }, icon('trash'), 'Delete candles …');
    this.body = h('div', { class: 'card-body' });
    this.element = h('section', { class: 'card', 'aria-label': 'Changes', hidden: true },
      h('div', { class: 'card-head' }, h('h2', {}, 'Changes'), this.scope, h('div', { class: 'tools' }, this.button)), this.body);
  }

  /** Shows those of a market; of all where none is given. */
  show(markets, market) {
    this.markets = markets;
    this.market = market;
    this.draw();
  }

  draw() {
    // One that was deleted whole is among all of them.
    const choose = select([[every, 'All markets'], ...this.markets.map((market) => [keyOf(market), titleOf(market)])], this.market ? keyOf(this.market) : every, () => {
      this.market = this.markets.find((market) => keyOf(market) === choose.value);
      this.draw();
    });
    choose.setAttribute('aria-label', 'Changes of');
    put(this.scope, choose);
    this.button.hidden = !this.market;
    const asked = this.market;
    const { exchange, symbol, interval } = asked ?? {};
    load(this.body, () => get(`candles/imports${query({ exchange, symbol, interval, limit: shown })}`), (runs) => asked === this.market && this.list(runs));
  }

  list(runs) {
    this.element.hidden = !this.market && runs.length === 0;
    put(this.body, runs.length
      ? h('ul', { class: 'stack entries', role: 'list' }, runs.map((run) => this.row(run)))
      : h('p', { class: 'hint' }, 'Nothing is recorded of this market.'));
  }

  row(run) {
    const counts = [[run.inserted, 'new'], [run.replaced, 'replaced'], [run.removed, 'removed']].filter(([amount]) => amount > 0).map(([amount, what]) => `${count(amount)} ${what}`);
    const button = run.undoableUntil && h('button', { class: 'button', type: 'button', 'aria-label': `Undo ${names[run.kind]} ${run.fileName ?? run.id}`, onclick: () => this.undo(run.id, button) }, 'Undo');
    return h('li', { class: 'row spread' },
      h('div', {}, h('strong', {}, run.fileName ? `${names[run.kind]} of ${run.fileName}` : names[run.kind]), ' ', !this.market && h('span', { class: 'tag' }, titleOf(run)), ' ', h('span', { class: 'hint' }, age(run.at)),
        h('div', { class: 'hint' }, `${counts.join(', ')}, ${utc(run.from)} to ${utc(run.to)}`, run.acceptedOutliers && ` · ${count(run.acceptedOutliers)} ${run.acceptedOutliers === 1 ? 'outlier' : 'outliers'} accepted`,
          run.undoneBy ? ' · undone' : run.undoableUntil ? [' · can be undone until ', moment(run.undoableUntil)] : run.current.length === 0 && run.kind === 'import' && ' · replaced since')),
      button);
  }

  /** Asks what of a market is to go, proposing a month or all, and offers to undo it. */
  remove(market, preset) {
    askDelete(market, preset, (deleted) => {
      tellDeleted(deleted, (id) => this.undo(id));
      this.onChange();
    });
  }

  async undo(id, button = {}) {
    const undone = await doing(button, () => post(`candles/imports/${encodeURIComponent(id)}/undo`));
    if (undone) {
      toast(`Undone: ${count(undone.removed)} candles removed, ${count(undone.restored)} restored.`);
      this.onChange();
    }
  }
}
