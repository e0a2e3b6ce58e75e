import { h, put } from '../core/dom.js';
import { write, zoneLabel } from '../core/clock.js';
import { count, utc, words } from '../core/format.js';
import { among, remember } from '../core/route.js';
import { search, segmented } from './segmented.js';
import { VirtualTable } from './virtual-table.js';

const severity = ['debug', 'info', 'warning', 'error'];
const levels = { debug: 'All', info: 'Info', warning: 'Warnings', error: 'Errors' };
// A phone has no room for more than when and what; the rest opens with the line, and its colour tells how bad it is.
const isNarrow = () => matchMedia('(max-width: 40rem)').matches;
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 };

/**
 * The job's log: one view that streams, keeps to the end while the reader is there, and shows the same after a reload,
 * because the lines are kept by the server and the filter in the address.
 */
export class LogView {
  constructor(query) {
    this.lines = [];
    this.seen = new Set();
    this.level = among(levels, query.level, 'debug');
    this.text = query.log ?? '';
    this.count = h('span', { class: 'note' });
    this.detail = h('div', { class: 'log-detail', hidden: true });
    const narrow = isNarrow();
    this.table = new VirtualTable({
      label: 'Log', height: '20rem', none: 'No log lines yet.', onOpen: (line) => this.open(line), rowClass: (line) => `${narrow ? 'log-phone ' : ''}log-${line.level}`,
      columns: [
        { key: 'time', title: narrow ? zoneLabel() : `Time (${zoneLabel()})`, width: '7.25rem', text: (line) => write(clock, new Date(line.time)), class: () => 'mono muted' },
        !narrow && { key: 'level', title: 'Level', width: '5.5rem', text: (line) => line.level, class: () => 'log-level' },
        !narrow && { key: 'phase', title: 'Phase', width: '6.5rem', text: (line) => words(line.phase ?? ''), class: () => 'muted' },
        { key: 'message', title: 'Message', width: narrow ? 'minmax(0, 1fr)' : 'minmax(16rem, 1fr)', text: (line) => line.message },
      ].filter(Boolean),
    });
    this.follow = h('input', { type: 'checkbox', checked: true, onchange: () => this.follow.checked && this.toEnd() });
    this.table.element.addEventListener('wheel', (event) => event.deltaY < 0 && (this.follow.checked = false), { passive: true });
    this.element = h('section', { class: 'card', id: 'log' },
      h('div', { class: 'card-head' }, h('h2', {}, 'Log'), this.count, h('div', { class: 'tools' },
        h('label', { class: 'check' }, this.follow, 'Follow'),
        segmented('Log level', levels, this.level, (level) => { this.level = level; remember({ level: level === 'debug' ? null : level }); this.arrange(); }),
        search('Search the log', this.text, (text) => { this.text = text; remember({ log: text || null }); this.arrange(); }))),
      h('div', { class: 'card-body flush' }, this.table.element, this.detail));
    this.shown = [];
  }

  close() {
    this.table.close();
  }

  /** Adds lines; one that is there already is not added again. */
  add(lines) {
    const fresh = lines.filter((line) => !this.seen.has(line.sequence));
    if (!fresh.length) {
      // It is said, too, that there are none.
      this.draw();
      return;
    }
    fresh.forEach((line) => this.seen.add(line.sequence));
    const isInOrder = !this.lines.length || fresh[0].sequence > this.lines.at(-1).sequence;
    this.lines.push(...fresh);
    if (!isInOrder) {
      this.lines.sort((a, b) => a.sequence - b.sequence);
      this.arrange();
      return;
    }
    this.shown.push(...fresh.filter((line) => this.keeps(line)));
    this.draw();
  }

  arrange() {
    this.shown = this.lines.filter((line) => this.keeps(line));
    this.draw();
  }

  draw() {
    this.count.textContent = this.shown.length === this.lines.length ? count(this.lines.length) : `${count(this.shown.length)} of ${count(this.lines.length)}`;
    this.table.none = this.lines.length ? 'No line matches.' : 'No log lines yet.';
    this.table.setRows(this.shown);
    if (this.follow.checked) {
      this.toEnd();
    }
  }

  toEnd() {
    requestAnimationFrame(() => (this.table.element.scrollTop = this.table.element.scrollHeight));
  }

  keeps(line) {
    const text = this.text.toLowerCase();
    return severity.indexOf(line.level) >= severity.indexOf(this.level)
      && (!text || `${line.message} ${line.phase ?? ''} ${JSON.stringify(line.fields ?? {})}`.toLowerCase().includes(text));
  }

  open(line) {
    this.follow.checked = false;
    this.detail.hidden = false;
    put(this.detail, h('div', { class: 'muted' }, utc(line.time), ' · line ', count(line.sequence)), h('p', {}, line.message),
      Object.keys(line.fields ?? {}).length > 0 && h('dl', { class: 'pairs' }, Object.entries(line.fields).map(([name, text]) => [h('dt', {}, name), h('dd', { class: 'mono' }, String(text))])));
  }
}
