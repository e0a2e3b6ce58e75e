import { h, put } from '../core/dom.js';
import { write } from '../core/clock.js';
import { count, metric, money, percent, plural, signedPercent, tone, words } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';
import { returnHistogram } from '../charts/return-histogram.js';
import { segmented } from './segmented.js';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const lengths = [[1, '1 candle'], [5, '2 to 5'], [20, '6 to 20'], [50, '21 to 50'], [200, '51 to 200'], [Infinity, 'over 200']];
const groupings = {
  reason: { title: 'Exit reason', of: (trade) => words(trade.exitReason) },
  weekday: { title: 'Weekday', of: (trade) => write({ weekday: 'short' }, new Date(trade.entryTime)), order: (a, b) => weekdays.indexOf(a) - weekdays.indexOf(b) },
  hour: { title: 'Hour', of: (trade) => `${write({ hour: '2-digit', hourCycle: 'h23' }, new Date(trade.entryTime)).slice(0, 2)}:00`, order: (a, b) => a.localeCompare(b) },
  duration: { title: 'Duration', of: (trade) => lengthOf(trade.heldCandles), order: (a, b) => place(a) - place(b) },
  side: { title: 'Side', of: (trade) => trade.direction },
};
const parts = { all: 'All', inSample: 'In sample', holdOut: 'Hold-out' };

const lengthOf = (candles) => lengths.find(([most]) => (candles ?? Infinity) <= most)[1];
const place = (text) => lengths.findIndex(([, each]) => each === text);

/** What the trades came to by why, when and how long, and how their returns are spread. */
export class TradeBreakdown {
  constructor() {
    this.grouping = 'reason';
    this.part = 'all';
    this.trades = [];
    this.groups = h('div', {});
    this.spread = h('div', { class: 'pad' });
    this.element = h('section', { class: 'card', id: 'breakdown' }, h('div', { class: 'card-head' }, h('h2', {}, 'Results by'), h('div', { class: 'tools' },
      segmented('Results by', Object.fromEntries(Object.entries(groupings).map(([name, { title }]) => [name, title])), this.grouping, (name) => { this.grouping = name; this.draw(); }),
      segmented('Part of the trades', parts, this.part, (part) => { this.part = part; this.draw(); }))),
    h('div', { class: 'card-body flush breakdown-body' }, this.groups, this.spread));
  }

  close() {}

  setTrades(trades) {
    this.trades = trades;
    this.draw();
  }

  draw() {
    const trades = this.trades.filter((trade) => this.part === 'all' || trade.inSample === (this.part === 'inSample'));
    const { title, of, order } = groupings[this.grouping];
    const groups = [...Map.groupBy(trades, of)].map(([name, those]) => ({
      name, trades: those.length, wins: those.filter((trade) => trade.profit > 0).length / those.length,
      mean: those.reduce((sum, trade) => sum + trade.profitFraction, 0) / those.length, profit: those.reduce((sum, trade) => sum + trade.profit, 0),
    })).sort(order ? (a, b) => order(a.name, b.name) : (a, b) => b.trades - a.trades);
    const most = Math.max(...groups.map((group) => Math.abs(group.profit)), 1e-12);
    put(this.groups, groups.length === 0
      ? h('p', { class: 'muted pad' }, 'No trades.')
      : scrollArea('Results by group', 'table-wrap', h('table', { class: 'table breakdown', 'aria-label': `Results by ${title.toLowerCase()}` },
        h('thead', {}, h('tr', {}, [title, 'Trades', 'Win rate', 'Mean return', 'Profit', ''].map((head, index) => h(head ? 'th' : 'td', { scope: head ? 'col' : null, class: index > 0 && index < 5 ? 'number' : null }, head)))),
        h('tbody', {}, groups.map((group) => h('tr', {}, h('th', { scope: 'row' }, group.name), h('td', { class: 'number' }, count(group.trades)), h('td', { class: 'number' }, metric('winRate', group.wins)),
          h('td', { class: `number ${tone(group.mean) ?? ''}` }, signedPercent(group.mean)), h('td', { class: `number ${tone(group.profit) ?? ''}` }, money(group.profit)),
          h('td', { class: 'breakdown-bar', 'aria-hidden': 'true' }, h('i', { class: group.profit >= 0 ? 'gain' : 'loss', style: { '--share': (Math.abs(group.profit) / most).toFixed(3) } }))))))));
    put(this.spread, trades.length > 0 && [h('h3', {}, 'Distribution of trade returns'), h('p', { class: 'hint' }, summary(trades)), returnHistogram(trades.map((trade) => trade.profitFraction))]);
  }
}

function summary(trades) {
  const returns = trades.map((trade) => trade.profitFraction).sort((a, b) => a - b);
  const median = (returns[(returns.length - 1) >> 1] + returns[returns.length >> 1]) / 2;
  return `${plural(trades.length, 'trade')}, ${percent(returns.filter((each) => each > 0).length / returns.length)} gained; median ${signedPercent(median)}, from ${signedPercent(returns[0])} to ${signedPercent(returns.at(-1))}`;
}
