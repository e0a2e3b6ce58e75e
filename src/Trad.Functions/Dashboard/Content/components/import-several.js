import { h, put } from '../core/dom.js';
import { bytes } from '../core/format.js';
import { dialog } from './dialog.js';
import { ImportMarket, reasons } from './import-market.js';
import { preview, summary } from './import-preview.js';
import { toast } from './notice.js';
import { ProgressBar } from './progress.js';

/**
 * Looks at several files one after the other and stores them in order of time when told to, each whole or not at all, and each with its progress; what
 * their names do not tell of the market is asked for once for all.
 */
export function importSeveral(files, usualExchange, onDone) {
  const market = new ImportMarket(usualExchange, { exchange: `from the names, else ${usualExchange}`, symbol: 'from the names', interval: 'from the files' });
  const entries = files.map(entryOf);
  let turns = 0;
  dialog(`Import ${files.length} files`, [market.element,
    h('ul', { class: 'stack entries', 'aria-live': 'polite' }, entries.map((entry) => h('li', {}, h('strong', {}, entry.file.name), ' ', entry.status, entry.bar.element, entry.label, entry.details)))], [
    { label: 'Check', run: async () => { await checkAll(); return false; } },
    { label: 'Import', kind: 'primary', run: storeAll },
  ]);
  checkAll();

  function entryOf(file) {
    const entry = { file, bar: new ProgressBar(file.name, true), status: h('span', { class: 'hint' }, bytes(file.size)), found: h('div', { class: 'stack' }), isStored: false };
    entry.outliers = h('input', { type: 'checkbox', 'aria-label': `Store prices of ${file.name}, too, that are many times those around them`, onchange: () => check(entry, ++turns) });
    entry.label = h('label', { class: 'check' }, entry.outliers, ' Store prices, too, that are many times those around them');
    entry.details = h('details', { hidden: true }, h('summary', {}, 'What was recognised'), entry.found);
    return entry;
  }

  // Who imports meanwhile wants no more of it.
  async function checkAll() {
    const turn = ++turns;
    for (const entry of entries.filter((each) => !each.isStored)) {
      if (turn !== turns) {
        return;
      }
      await check(entry, turn);
    }
  }

  async function check(entry, turn) {
    const answer = await send(entry, true, () => turn === turns);
    if (answer) {
      entry.from = answer.from;
      entry.status.textContent = `Would be stored: ${summary(answer)}`;
      put(entry.found, preview(answer));
      entry.details.hidden = false;
    }
  }

  // In order of time, as far as they were looked at; what could not be read comes last.
  async function storeAll() {
    turns++;
    const time = (entry) => entry.from ?? '9999';
    for (const entry of entries.filter((each) => !each.isStored).toSorted((one, other) => time(one).localeCompare(time(other), 'en'))) {
      const stored = await send(entry, false, () => true);
      if (stored) {
        entry.isStored = true;
        entry.status.textContent = summary(stored);
        entry.label.hidden = true;
      }
    }
    const stored = entries.filter((entry) => entry.isStored).length;
    toast(`${stored} of ${entries.length} files are stored.`);
    onDone();
    return stored === entries.length;
  }

  async function send(entry, isDryRun, isWanted) {
    entry.bar.reset();
    try {
      const answer = await market.send(entry.file, { dryRun: isDryRun || null, acceptOutliers: entry.outliers.checked || null }, (share) => isWanted() && entry.bar.set(share * 100, 'running'));
      if (!isWanted()) {
        return null;
      }
      entry.bar.set(100, 'completed');
      return answer;
    } catch (failure) {
      if (isWanted()) {
        entry.bar.set(100, 'failed');
        entry.status.textContent = reasons(failure);
        entry.details.hidden = true;
      }
      return null;
    }
  }
}
