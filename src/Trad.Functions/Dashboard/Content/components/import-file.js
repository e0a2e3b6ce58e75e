import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { bytes } from '../core/format.js';
import { dialog } from './dialog.js';
import { ImportMarket } from './import-market.js';
import { preview, summary } from './import-preview.js';
import { importSeveral } from './import-several.js';
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

/** Imports files, with a preview and the progress of each; several are looked at in the order of the numbers in their names. */
export function importFiles(files, markets, onDone) {
  const usualExchange = markets[0]?.exchange ?? 'binance';
  if (files.length === 1) {
    importFile(files[0], usualExchange, onDone);
  } else if (files.length) {
    importSeveral(files.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })), usualExchange, onDone);
  }
}

/** Shows what a file is and which market it belongs to, and stores it when told to. */
function importFile(file, usualExchange, onDone) {
  const market = new ImportMarket(usualExchange, { exchange: 'from the name', symbol: 'from the name', interval: 'from the file' });
  const outliers = h('input', { type: 'checkbox' });
  const bar = new ProgressBar('Upload', true);
  const status = h('p', { class: 'hint', 'aria-live': 'polite' }, `${file.name}, ${bytes(file.size)}`);
  const found = h('div', { class: 'stack', 'aria-live': 'polite' });
  const elsewhere = h('p', { class: 'problem', role: 'alert' });
  dialog('Import candles', [status, market.element,
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
      const answer = await market.send(file, { dryRun: dryRun || null, acceptOutliers: outliers.checked || null }, (share) => {
        if (turn !== turns) {
          return;
        }
        bar.set(share * 100, 'running');
        status.textContent = share < 1 ? 'Sending …' : dryRun ? 'Checking …' : 'Checking and storing …';
      });
      if (turn !== turns) {
        return null;
      }
      market.fill(answer);
      market.fields.show({});
      if (dryRun) {
        put(found, h('p', {}, summary(answer)), preview(answer));
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
      elsewhere.textContent = market.fields.explain(failure);
      return null;
    }
  }
}
