import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { query, upload } from '../core/api.js';
import { bytes, count, day, plural, utc } from '../core/format.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';
import { toast } from './notice.js';
import { ProgressBar } from './progress.js';

/** A place to drop candle files on; a button for those who do not drag. */
export function fileDrop(onFiles, onChoose) {
  const box = h('button', { class: 'drop', type: 'button', onclick: onChoose }, icon('upload'), h('span', {}, h('strong', {}, 'Drop candle files here'), h('span', { class: 'hint' }, 'CSV, Parquet, Feather, JSON or an exchange’s archive file, plain, gzip or zip; you see what was recognised before it is stored, whole or not at all')));
  const over = (event) => {
    event.preventDefault();
    box.classList.toggle('over', event.type === 'dragover');
  };
  box.addEventListener('dragover', over);
  box.addEventListener('dragleave', over);
  box.addEventListener('drop', (event) => {
    over(event);
    if (event.dataTransfer.files.length) {
      onFiles([...event.dataTransfer.files]);
    }
  });
  return box;
}

/** Imports files: one with a preview, several in the order of their names, with the progress of each. */
export function importFiles(files, markets, onDone) {
  if (files.length === 1) {
    importFile(files[0], markets, onDone);
  } else if (files.length) {
    importSeveral(files.toSorted((a, b) => a.name.localeCompare(b.name)), markets, onDone);
  }
}

const input = (value, attributes = {}) => h('input', { class: 'input', type: 'text', value: value ?? '', autocapitalize: 'off', spellcheck: 'false', ...attributes });

const address = (file, fields) => `candles/import${query({ ...fields, fileName: file.name })}`;

const summary = (stored) => `${count(stored.rows)} candles of ${stored.symbol} ${stored.interval}, ${day(stored.from)} to ${day(stored.to)}: ${count(stored.inserted)} new, ${count(stored.replaced)} replaced, ${count(stored.unchanged)} known already.`;

const reasons = (failure) => Object.entries(failure.errors ?? {}).map(([field, text]) => `${field} ${text}`).join('; ') || failure.message;

// What was recognised, as the import would store it.
function preview(found) {
  const rows = [...found.first, ...found.last.filter((row) => !found.first.some((each) => each.openTime === row.openTime))];
  return h('div', { class: 'stack' },
    h('p', {}, summary(found)),
    found.missing ? h('p', { class: 'hint' }, `${plural(found.missing, 'candle')} ${found.missing === 1 ? 'is' : 'are'} missing in between, in ${plural(found.gaps, 'gap')}.`) : null,
    found.notes.map((note) => h('p', { class: 'hint' }, note)),
    h('table', { class: 'plain' },
      h('caption', { class: 'visually-hidden' }, 'First and last candles'),
      h('thead', {}, h('tr', {}, ['Open time', 'Open', 'High', 'Low', 'Close', 'Volume'].map((name, index) => h('th', { scope: 'col', class: index ? 'n' : '' }, name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, h('td', {}, utc(row.openTime)), [row.open, row.high, row.low, row.close, row.volume].map((value) => h('td', { class: 'n' }, String(value))))))));
}

/** Shows what a file is and which market it belongs to, and stores it when told to. */
function importFile(file, markets, onDone) {
  const fields = new Fields();
  const exchange = input(markets[0]?.exchange ?? 'binance', { required: true });
  const symbol = input('', { placeholder: 'from the name' });
  const interval = input('', { placeholder: 'from the file' });
  const outliers = h('input', { type: 'checkbox' });
  const bar = new ProgressBar('Upload', true);
  const status = h('p', { class: 'hint', 'aria-live': 'polite' }, `${file.name}, ${bytes(file.size)}`);
  const found = h('div', { 'aria-live': 'polite' });
  const elsewhere = h('p', { class: 'problem', role: 'alert' });
  dialog('Import candles', [status,
    h('div', { class: 'form-row' }, fields.add('exchange', 'Exchange', exchange), fields.add('symbol', 'Symbol', symbol), fields.add('interval', 'Interval', interval)),
    h('label', { class: 'check' }, outliers, ' Store prices, too, that are many times those around them'),
    bar.element, found, elsewhere], [
    { label: 'Check', run: async () => { await send(true); return false; } },
    {
      label: 'Import', kind: 'primary', run: async () => {
        const stored = await send(false);
        if (stored) {
          toast(summary(stored));
          onDone();
        }
        return Boolean(stored);
      },
    }]);
  let turns = 0;
  send(true);

  // Who imports before the first look has come back wants no more of it.
  async function send(dryRun) {
    const turn = ++turns;
    bar.reset();
    put(elsewhere);
    try {
      const answer = await upload(address(file, { exchange: exchange.value.trim(), symbol: symbol.value.trim(), interval: interval.value.trim(), dryRun: dryRun || null, acceptOutliers: outliers.checked || null }), file, (share) => {
        if (turn !== turns) {
          return;
        }
        bar.set(share * 100, 'running');
        status.textContent = share < 1 ? 'Sending …' : dryRun ? 'Checking …' : 'Checking and storing …';
      });
      if (turn !== turns) {
        return null;
      }
      symbol.value ||= answer.symbol;
      interval.value ||= answer.interval;
      fields.show({});
      if (dryRun) {
        put(found, preview(answer));
        status.textContent = `${file.name}, ${bytes(file.size)}: nothing is stored yet`;
        bar.set(100, 'completed');
      }
      return answer;
    } catch (failure) {
      if (turn !== turns) {
        return null;
      }
      status.textContent = `${file.name}, ${bytes(file.size)}`;
      bar.set(100, 'failed');
      put(found);
      const rest = fields.show(failure.errors ?? {});
      elsewhere.textContent = rest.map(([, text]) => text).join('; ') || (Object.keys(failure.errors ?? {}).length ? '' : failure.message);
      return null;
    }
  }
}

/** Stores several files one after the other; what their names do not tell of the market is asked for once for all. */
function importSeveral(files, markets, onDone) {
  const exchange = input(markets[0]?.exchange ?? 'binance', { required: true });
  const symbol = input('', { placeholder: 'from the names' });
  const interval = input('', { placeholder: 'from the files' });
  const fields = new Fields();
  const entries = files.map((file) => ({ file, bar: new ProgressBar(file.name, true), status: h('span', { class: 'hint' }, bytes(file.size)), isStored: false }));
  dialog(`Import ${files.length} files`, [
    h('div', { class: 'form-row' }, fields.add('exchange', 'Exchange', exchange), fields.add('symbol', 'Symbol', symbol), fields.add('interval', 'Interval', interval)),
    h('ul', { class: 'plain', 'aria-live': 'polite' }, entries.map((entry) => h('li', {}, h('strong', {}, entry.file.name), ' ', entry.status, entry.bar.element)))], [{
    label: 'Import', kind: 'primary', run: async () => {
      for (const entry of entries.filter((each) => !each.isStored)) {
        entry.bar.reset();
        try {
          const stored = await upload(address(entry.file, { exchange: exchange.value.trim(), symbol: symbol.value.trim(), interval: interval.value.trim() }), entry.file, (share) => entry.bar.set(share * 100, 'running'));
          entry.isStored = true;
          entry.bar.set(100, 'completed');
          entry.status.textContent = summary(stored);
        } catch (failure) {
          entry.bar.set(100, 'failed');
          entry.status.textContent = reasons(failure);
        }
      }
      const stored = entries.filter((entry) => entry.isStored).length;
      toast(`${stored} of ${entries.length} files are stored.`);
      onDone();
      return stored === entries.length;
    },
  }]);
}
