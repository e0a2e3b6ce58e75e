import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { count, money, signedPercent, tone, utc, value, words } from '../core/format.js';
import { VirtualTable } from './virtual-table.js';

/** Every trade of an asset; opening one shows it on the chart. */
export class TradeTable {
  constructor(path, onTrade) {
    const time = (name, title) => ({ key: name, title, width: '12rem', value: (trade) => trade[name], text: (trade) => utc(trade[name]).slice(0, 16), class: () => 'mono' });
    const number = (name, title, width, text, look) => ({ key: name, title, number: true, width, value: (trade) => trade[name], text: (trade) => text(trade[name]), class: look });
    this.count = h('span', { class: 'note' });
    this.table = new VirtualTable({
      label: 'Trades', height: '24rem', none: 'No trades.', onOpen: onTrade, columns: [
        time('entryTime', 'Entered'), time('exitTime', 'Ended'),
        { key: 'direction', title: 'Side', width: '5rem', value: (trade) => trade.direction, text: (trade) => trade.direction },
        { key: 'symbol', title: 'Symbol', width: '7rem', value: (trade) => trade.symbol, text: (trade) => trade.symbol ?? '' },
        number('entryPrice', 'Entry', '8rem', value), number('exitPrice', 'Exit', '8rem', value), number('size', 'Size', '7rem', value),
        number('profit', 'Profit', '7rem', money, (trade) => tone(trade.profit) ?? ''), number('profitFraction', 'Return', '6.5rem', signedPercent, (trade) => tone(trade.profitFraction) ?? ''), number('fees', 'Fees', '6rem', money),
        { key: 'exitReason', title: 'Ended by', width: '9rem', value: (trade) => trade.exitReason, text: (trade) => words(trade.exitReason) },
        { key: 'inSample', title: 'Part', width: 'minmax(7rem, 1fr)', value: (trade) => String(trade.inSample), text: (trade) => (trade.inSample ? 'in sample' : 'hold-out') },
      ],
    });
    this.element = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Trades'), this.count, h('div', { class: 'tools' },
      ['csv', 'parquet'].map((format) => h('a', { class: 'button', href: `api/${path}/trades?format=${format}`, download: `trades.${format}` }, format === 'csv' && icon('download'), format.toUpperCase())))),
    h('div', { class: 'card-body flush' }, this.table.element));
  }

  close() {
    this.table.close();
  }

  setTrades(trades) {
    this.count.textContent = count(trades.length);
    this.table.setRows(trades);
  }
}
