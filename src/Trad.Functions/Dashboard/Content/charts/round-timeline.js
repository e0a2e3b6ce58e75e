import { h, s, put } from '../core/dom.js';
import { stamp, zoneLabel } from '../core/clock.js';
import { duration, plural } from '../core/format.js';

const width = 1000;
const height = 96;
const states = ['completed', 'pruned', 'infeasible', 'failed'];

/**
 * When every round of a search ran: a bar from its proposal to the next one's, as high as it has trials, in the colours of how
 * they ended. The times are those of the log, so that it shows the same after a reload.
 */
export class RoundTimeline {
  constructor() {
    this.starts = new Map();
    this.place = h('div', {}, h('p', { class: 'muted' }, 'Known after the first round.'));
    this.element = h('div', {}, this.place, h('div', { class: 'legend-row' }, states.map((name) => h('span', { class: 'swatch' }, h('i', { class: `box trial-${name}` }), name))));
  }

  /** Takes log lines; those of a proposal begin a round. */
  add(lines) {
    for (const line of lines) {
      if (line.fields?.candidates !== undefined && line.fields.round !== undefined) {
        this.starts.set(Number(line.fields.round), Date.parse(line.time));
      }
    }
  }

  draw(trials, finishedAt) {
    const rounds = [...this.starts].sort(([, a], [, b]) => a - b);
    if (!rounds.length) {
      return;
    }
    const byRound = Map.groupBy(trials, (trial) => trial.round);
    const begin = rounds[0][1];
    const end = Math.max(finishedAt ? Date.parse(finishedAt) : Date.now(), rounds.at(-1)[1] + 1);
    const most = Math.max(1, ...[...byRound.values()].map((those) => those.length));
    const x = (moment) => ((moment - begin) / (end - begin)) * width;
    const bars = rounds.flatMap(([round, start], index) => {
      const stop = rounds[index + 1]?.[1] ?? end;
      const those = byRound.get(round) ?? [];
      let top = height;
      return states.map((name) => {
        const amount = those.filter((trial) => trial.state === name).length;
        const tall = (amount / most) * (height - 8);
        top -= tall;
        return amount > 0 && s('rect', { class: `trial-${name}`, x: x(start).toFixed(2), y: top.toFixed(1), width: Math.max(1, x(stop) - x(start) - 1).toFixed(2), height: tall.toFixed(1) },
          s('title', {}, `round ${round + 1}, ${stamp(start)} ${zoneLabel()}, ${duration(stop - start)}: ${plural(amount, 'trial')} ${name}`));
      });
    });
    put(this.place,
      s('svg', { class: 'timeline', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `Timeline of ${plural(rounds.length, 'round')} in ${duration(end - begin)}` }, bars),
      h('div', { class: 'row spread hint' }, h('span', {}, `${stamp(begin)} ${zoneLabel()}`), h('span', {}, `${stamp(end)} ${zoneLabel()}`)));
  }
}
