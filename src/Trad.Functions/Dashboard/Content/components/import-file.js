import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { query, upload } from '../core/api.js';
import { bytes, count, day } from '../core/format.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';
import { toast } from './notice.js';
import { ProgressBar } from './progress.js';

// 'BTCUSDT-5m-2025-01.csv.gz' is what exchanges call their archive files.
const archiveName = /^([A-Za-z0-9]+)[-_](\d+[mhdw])/;

/** A place to drop a candle file on; a button for those who do not drag. */
export function fileDrop(onFile, onChoose) {
  const box = h('button', { class: 'drop', type: 'button', onclick: onChoose }, icon('upload'), h('span', {}, h('strong', {}, 'Drop a candle file here'), h('span', { class: 'hint' }, 'CSV, Parquet, Feather, JSON or an exchange’s archive file, plain, gzip or zip; it is imported whole or not at all')));
  const over = (event) => {
    event.preventDefault();
    box.classList.toggle('over', event.type === 'dragover');
  };
  box.addEventListener('dragover', over);
  box.addEventListener('dragleave', over);
  box.addEventListener('drop', (event) => {
    over(event);
    const file = event.dataTransfer.files[0];
    if (file) {
      onFile(file);
    }
  });
  return box;
}

/** Asks which market a file belongs to, sends it and tells what was stored. */
export function importFile(file, markets, onDone) {
  if (!file) {
    return;
  }
  const guess = archiveName.exec(file.name);
  const fields = new Fields();
  const input = (value, list) => h('input', { class: 'input', type: 'text', value: value ?? '', required: true, list, autocapitalize: 'off', spellcheck: 'false' });
  const exchange = input(markets[0]?.exchange ?? 'binance');
  const symbol = input(guess?.[1] ?? '');
  const interval = input(guess?.[2] ?? '5m');
  const bar = new ProgressBar('Upload', true);
  const status = h('p', { class: 'hint', 'aria-live': 'polite' }, `${file.name}, ${bytes(file.size)}`);
  const elsewhere = h('p', { class: 'problem', role: 'alert' });
  dialog('Import candles', [status,
    h('div', { class: 'form-row' }, fields.add('exchange', 'Exchange', exchange), fields.add('symbol', 'Symbol', symbol), fields.add('interval', 'Interval', interval)),
    bar.element, elsewhere], [{
    label: 'Import', kind: 'primary', run: async () => {
      bar.reset();
      put(elsewhere);
      try {
        const stored = await upload(`candles/import${query({ exchange: exchange.value.trim(), symbol: symbol.value.trim(), interval: interval.value.trim(), fileName: file.name })}`, file, (share) => {
          bar.set(share * 100, 'running');
          status.textContent = share < 1 ? 'Sending …' : 'Checking and storing …';
        });
        toast(`${count(stored.rows)} candles of ${stored.symbol} ${stored.interval}, ${day(stored.from)} to ${day(stored.to)}: ${count(stored.inserted)} new, ${count(stored.replaced)} replaced, ${count(stored.unchanged)} known already.`);
        onDone();
        return true;
      } catch (failure) {
        status.textContent = `${file.name}, ${bytes(file.size)}`;
        bar.set(100, 'failed');
        const rest = fields.show(failure.errors ?? {});
        elsewhere.textContent = rest.map(([, text]) => text).join('; ') || (Object.keys(failure.errors ?? {}).length ? '' : failure.message);
        return false;
      }
    },
  }]);
}
