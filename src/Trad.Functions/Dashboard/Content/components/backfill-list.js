import { h, put, setText } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, post } from '../core/api.js';
import { age, count, day, duration, moment, plural } from '../core/format.js';
import { doing } from './notice.js';
import { ProgressBar } from './progress.js';
import { setState, state } from './state.js';

const period = 1000;
const shown = 5;
const isActive = (backfill) => ['running', 'pending'].includes(backfill.state);

/** The last backfills with their progress, those of the timer included; the server keeps them, so a reload shows them again. */
export class BackfillList {
  constructor(onEnd) {
    this.onEnd = onEnd;
    this.items = new Map();
    this.started = new Set();
    this.list = h('div', { class: 'stack' });
    this.element = h('section', { class: 'card', hidden: true }, h('div', { class: 'card-head' }, h('h2', {}, 'Backfills')), h('div', { class: 'card-body' }, this.list));
    this.ask();
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  /** Follows one that was just started. */
  watch(id) {
    this.started.add(id);
    clearTimeout(this.timer);
    this.ask();
  }

  async ask() {
    try {
      const page = await get(`backfills?limit=${shown}`);
      if (!this.isClosed) {
        this.draw(page.items);
      }
    } catch {
      // The next round asks again.
    }
    if (!this.isClosed) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), [...this.items.values()].some((item) => isActive(item.backfill)) || this.started.size ? period : 10 * period);
    }
  }

  draw(backfills) {
    const ended = backfills.some((backfill) => !isActive(backfill) && (this.started.has(backfill.id) || isActive(this.items.get(backfill.id)?.backfill ?? backfill)));
    backfills.filter((backfill) => !isActive(backfill)).forEach((backfill) => this.started.delete(backfill.id));
    for (const backfill of backfills) {
      const item = this.items.get(backfill.id) ?? this.make(backfill);
      this.items.set(backfill.id, item);
      this.update(item, backfill);
    }
    const elements = backfills.map((backfill) => this.items.get(backfill.id).element);
    if (elements.some((element, index) => this.list.children[index] !== element)) {
      put(this.list, elements);
    }
    this.element.hidden = backfills.length === 0;
    if (ended) {
      this.onEnd();
    }
  }

  make(backfill) {
    const item = { state: state(backfill.state), bar: new ProgressBar(`Backfill of ${backfill.symbol} ${backfill.interval}`), text: h('span', { class: 'hint' }), notes: h('ul', { class: 'hint' }) };
    item.cancel = h('button', { class: 'button quiet square', type: 'button', 'aria-label': `Cancel the backfill of ${backfill.symbol}`, title: 'Cancel', onclick: () => doing(item.cancel, () => post(`backfills/${encodeURIComponent(backfill.id)}/cancel`)) }, icon('stop'));
    item.element = h('div', { class: 'backfill' }, h('div', { class: 'row spread' },
      h('span', { class: 'row' }, item.state, h('strong', { class: 'backfill-name' }, `${backfill.symbol} ${backfill.interval}`), h('span', { class: 'hint' }, `${backfill.exchange} · ${day(backfill.from)} to ${day(backfill.to)} · by ${backfill.trigger} · ${age(backfill.createdAt)}`)), item.cancel), item.bar.element, item.text, item.notes);
    return item;
  }

  update(item, backfill) {
    const { progress } = backfill;
    item.backfill = backfill;
    setState(item.state, backfill.state);
    item.bar.set(backfill.state === 'completed' ? 100 : progress?.percent ?? 0, isActive(backfill) ? 'running' : backfill.state);
    item.cancel.hidden = !isActive(backfill);
    const left = progress?.estimatedEnd && isActive(backfill) ? Date.parse(progress.estimatedEnd) - Date.now() : null;
    const pause = progress?.pausedUntil && isActive(backfill) ? `, waiting until ${moment(progress.pausedUntil)}: the exchange asks for it` : '';
    setText(item.text, backfill.error ?? (progress
      ? `${count(progress.partitionsDone)} of ${plural(progress.partitions, 'month')}, ${count(progress.candlesFetched)} candles fetched, ${count(progress.candlesInserted)} new, ${count(Math.round(progress.candlesPerSecond))} per second${left > 0 ? `, ${duration(left)} left` : ''}${pause}`
      : `Asking ${backfill.exchange} what there is …`));
    put(item.notes, (progress?.notes ?? []).slice(0, 3).map((note) => h('li', {}, note)));
  }
}
