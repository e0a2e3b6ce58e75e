import { h, put } from '../core/dom.js';
import { write, zoneLabel } from '../core/clock.js';
import { get } from '../core/api.js';
import { count, duration, prettyJson, utc, words } from '../core/format.js';
import { VirtualTable } from './virtual-table.js';

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 };
const wholePayload = 100000;
const bad = ['activity-failed', 'sub-orchestration-failed', 'terminated'];

/** The history of an orchestration, event by event; one that is opened tells its input or result in full. */
export class OrchestrationEvents {
  constructor(path) {
    this.path = path;
    this.count = h('span', { class: 'note' });
    this.detail = h('div', { class: 'log-detail', hidden: true });
    this.table = new VirtualTable({
      label: 'History', height: '22rem', none: 'Nothing has happened yet.', fits: true, onOpen: (each) => this.open(each),
      rowClass: (each) => (bad.includes(each.kind) || each.status === 'failed' ? 'log-error' : ''),
      columns: [
        { key: 'time', title: `Time (${zoneLabel()})`, width: '7.25rem', text: (each) => write(clock, new Date(each.time)), class: () => 'mono muted' },
        { key: 'kind', title: 'Event', width: '11.5rem', text: (each) => words(each.kind), class: () => 'log-level' },
        { key: 'name', title: 'Name', width: '13rem', text: (each) => each.name ?? (each.status ? words(each.status) : '') },
        { key: 'took', title: 'Took', number: true, width: '5.5rem', text: (each) => (each.scheduledAt ? duration(Date.parse(each.time) - Date.parse(each.scheduledAt)) : '') },
        { key: 'what', title: 'Input, result or reason', width: 'minmax(16rem, 1fr)', text: (each) => (each.reason ?? each.payload ?? (each.dueAt ? `due ${utc(each.dueAt)}` : '')).slice(0, 200), class: () => 'muted' },
      ],
    });
    this.element = h('section', { class: 'card' },
      h('div', { class: 'card-head' }, h('h2', {}, 'History'), this.count, h('div', { class: 'tools' }, this.table.more)),
      h('div', { class: 'card-body flush' }, this.table.element, this.detail));
  }

  close() {
    this.table.close();
  }

  show(events) {
    this.events = events;
    this.count.textContent = count(events.length);
    this.table.setRows(events);
  }

  async open(each) {
    this.detail.hidden = false;
    const text = h('pre', { class: 'payload', tabindex: '0', role: 'region', 'aria-label': 'Input or result' }, prettyJson(each.payload ?? ''));
    put(this.detail, h('div', { class: 'muted' }, utc(each.time), ' · ', words(each.kind), each.taskId === undefined ? '' : ` #${each.taskId}`, each.instanceId && [' · ', h('a', { href: `#/system/${encodeURIComponent(each.instanceId)}` }, each.instanceId)]),
      each.name && h('p', {}, each.name), each.dueAt && h('p', {}, `Due ${utc(each.dueAt)}.`), each.reason && h('p', { class: 'bad' }, each.reason), each.payload && text);
    if (each.payloadLength > each.payload?.length) {
      try {
        const whole = (await get(`${this.path}/history?maxPayload=${wholePayload}`)).events[this.events.indexOf(each)];
        text.textContent = prettyJson(whole?.payload ?? each.payload) + (whole?.payloadLength > wholePayload ? '…' : '');
      } catch (failure) {
        text.after(h('p', { class: 'bad' }, failure.message));
      }
    }
  }
}
