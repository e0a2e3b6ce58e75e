import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { zoneLabel } from '../core/clock.js';
import { count, minute, money, plural, signedPercent, tone, value, words } from '../core/format.js';
import { VirtualTable } from './virtual-table.js';

/** Every trade of an asset, what it came to first; opening one shows it on the chart. */
export class TradeTable {
  constructor(path, onTrade) {
    const time = (name, title) => ({ key: name, title: `${title} (${zoneLabel()})`, width: '9.25rem', value: (trade) => trade[name], text: (trade) => minute(trade[name]), class: () => 'mono' });
    const number = (name, title, width, text, look) => ({ key: name, title, number: true, width, value: (trade) => trade[name], text: (trade) => text(trade[name]), class: look });
    const name = (key, title, width, text) => ({ key, title, width, value: text, text });
    this.count = h('span', { class: 'note' });
    this.table = new VirtualTable({
      label: 'Trades', height: '24rem', none: 'No trades.', onOpen: onTrade, fits: true, columns: [
        time('entryTime', 'Entered'),
        number('profitFraction', 'Return', '5.75rem', signedPercent, (trade) => tone(trade.profitFraction) ?? ''),
        name('exitReason', 'Ended by', '6.5rem', (trade) => words(trade.exitReason)),
        name('inSample', 'Part', '5.75rem', (trade) => (trade.inSample ? 'in sample' : 'hold-out')),
        name('direction', 'Side', '4.25rem', (trade) => trade.direction),
        number('profit', 'Profit', '6.5rem', money, (trade) => tone(trade.profit) ?? ''),
        number('heldCandles', 'Candles', '5.5rem', count),
        time('exitTime', 'Ended'),
        name('symbol', 'Symbol', '6.5rem', (trade) => trade.symbol ?? ''),
        number('entryPrice', 'Entry', '7rem', value), number('exitPrice', 'Exit', '7rem', value), number('size', 'Size', '7rem', value), number('fees', 'Fees', 'minmax(6rem, 1fr)', money),
      ],
    });
    this.element = h('section', { class: 'card', id: 'trades' }, h('div', { class: 'card-head' }, h('h2', {}, 'Trades'), this.count, h('div', { class: 'tools' }, this.table.more,
      ['csv', 'parquet'].map((format) => h('a', { class: 'button', href: `api/${path}/trades?format=${format}`, download: `trades.${format}` }, format === 'csv' && icon('download'), format.toUpperCase())))),
    h('div', { class: 'card-body flush' }, this.table.element));
  }

  close() {
    this.table.close();
  }

  setTrades(trades) {
    this.count.textContent = plural(trades.length, 'trade');
    this.table.setRows(trades);
  }
}
