import { h, s, put } from '../core/dom.js';
import { stamp, zoneLabel } from '../core/clock.js';
import { duration, plural, words } from '../core/format.js';

const width = 1000;
const lane = 22;
const bar = 14;
const answers = { 'activity-completed': 'done', 'activity-failed': 'failed', 'sub-orchestration-completed': 'done', 'sub-orchestration-failed': 'failed', 'timer-fired': 'timer' };
const calls = ['activity-scheduled', 'sub-orchestration-started', 'timer-created'];
const marks = ['event-raised', 'suspended', 'resumed', 'terminated', 'rewound', 'event-sent'];

/**
 * What an orchestration waited for, and when: a lane for every activity and orchestrator that it called and for its timers, in it a bar
 * from call to answer; what was done to it as lines across. Bars of calls at the same time lie over each other and are darker together.
 */
export class CallTimeline {
  constructor() {
    this.note = h('span', { class: 'note' });
    this.element = h('div', { class: 'calls' });
  }

  draw(events, isGoing) {
    if (!events.length) {
      put(this.element, h('p', { class: 'muted' }, 'It has not begun.'));
      return;
    }
    const answered = new Set(events.filter((each) => answers[each.kind]).map((each) => each.taskId));
    const begin = Date.parse(events[0].time);
    const end = Math.max(isGoing ? Date.now() : 0, ...events.slice(-1).map((each) => Date.parse(each.time)), begin + 1);
    const spans = events.flatMap((each) => {
      if (answers[each.kind]) {
        return [{ name: nameOf(each), look: answers[each.kind], from: Date.parse(each.scheduledAt ?? each.time), to: Date.parse(each.time), text: each.reason }];
      }
      return calls.includes(each.kind) && !answered.has(each.taskId) ? [{ name: nameOf(each), look: isGoing ? 'open' : 'lost', from: Date.parse(each.time), to: end }] : [];
    });
    const lanes = [...Map.groupBy(spans, (span) => span.name)];
    const x = (moment) => (Math.min(1, Math.max(0, (moment - begin) / (end - begin))) * width);
    const height = Math.max(1, lanes.length) * lane;
    this.note.textContent = `${plural(spans.length, 'call')} in ${duration(end - begin)}`;
    put(this.element,
      h('div', { class: 'call-lanes' },
        h('ul', { class: 'call-names' }, lanes.map(([name, those]) => h('li', { title: name }, h('span', {}, name), h('span', { class: 'muted' }, ` ×${those.length}`)))),
        s('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', style: { height: `${height}px` }, role: 'img', 'aria-label': `Timeline: ${lanes.map(([name, those]) => `${name}, ${plural(those.length, 'call')}`).join('; ') || 'no calls'}` },
          lanes.map(([, those], index) => those.map((span) => s('rect', { class: `call-${span.look}`, x: x(span.from).toFixed(1), y: index * lane + (lane - bar) / 2, width: Math.max(2, x(span.to) - x(span.from)).toFixed(1), height: bar },
            s('title', {}, `${span.name}, ${stamp(span.from)} ${zoneLabel()}, ${duration(span.to - span.from)}${span.look === 'done' || span.look === 'timer' ? '' : `, ${{ failed: 'failed', open: 'under way', lost: 'never answered' }[span.look]}`}${span.text ? `: ${span.text}` : ''}`)))),
          events.filter((each) => marks.includes(each.kind)).map((each) => s('line', { class: 'call-mark', x1: x(Date.parse(each.time)), x2: x(Date.parse(each.time)), y1: 0, y2: height },
            s('title', {}, `${words(each.kind)}${each.name ? ` ${each.name}` : ''}, ${stamp(each.time)} ${zoneLabel()}`))))),
      h('div', { class: 'row spread hint' }, h('span', {}, `${stamp(begin)} ${zoneLabel()}`), h('span', {}, `${stamp(end)} ${zoneLabel()}`)),
      h('div', { class: 'legend-row' }, [['done', 'answered'], ['timer', 'timer'], ['failed', 'failed'], ['open', 'under way']].filter(([look]) => spans.some((span) => span.look === look)).map(([look, text]) => h('span', { class: 'swatch' }, h('i', { class: `box call-${look}` }), text))));
  }
}

const nameOf = (each) => (each.kind.startsWith('timer') ? 'Timers' : each.name ?? 'unknown');
