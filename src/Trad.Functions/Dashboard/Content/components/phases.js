import { h, setText } from '../core/dom.js';
import { duration, words } from '../core/format.js';

const stages = [
  { name: 'queued', title: 'Queued', phases: ['queued'] },
  { name: 'loading', title: 'Load candles', phases: ['loading'] },
  { name: 'exploring', title: 'Explore', phases: ['exploring'] },
  { name: 'searching', title: 'Fit and evaluate', phases: ['fitting', 'evaluating'] },
  { name: 'validating', title: 'Validate', phases: ['validating'] },
  { name: 'publishing', title: 'Publish', phases: ['publishing'] },
];

/** What a job has gone through, what it is doing, and how long each part took. */
export class PhaseTimeline {
  constructor() {
    this.times = new Map(stages.map((stage) => [stage.name, h('span', { class: 'phase-time' })]));
    this.items = new Map(stages.map((stage) => [stage.name, h('li', {}, h('span', { class: 'phase-title' }, stage.title), this.times.get(stage.name))]));
    this.element = h('ol', { class: 'phases', 'aria-label': 'Phases' }, [...this.items.values()]);
  }

  update(job) {
    const timings = new Map();
    for (const timing of job.phaseTimings ?? []) {
      timings.set(timing.phase, (timings.get(timing.phase) ?? 0) + (timing.durationMs ?? Math.max(0, Date.now() - Date.parse(timing.startedAt))));
    }
    const isEnded = ['completed', 'failed', 'cancelled'].includes(job.state);
    const current = stages.findIndex((stage) => stage.phases.includes(job.progress.phase));
    const reached = isEnded ? Math.max(...stages.map((stage, index) => (stage.phases.some((phase) => timings.has(phase)) ? index : -1)), job.state === 'completed' ? stages.length - 1 : -1) : current;
    stages.forEach((stage, index) => {
      const spent = stage.phases.filter((phase) => timings.has(phase)).reduce((sum, phase) => sum + timings.get(phase), 0);
      const has = stage.phases.some((phase) => timings.has(phase));
      const item = this.items.get(stage.name);
      item.dataset.at = !isEnded && index === current ? 'now' : index <= reached ? 'done' : 'later';
      item.setAttribute('aria-current', String(item.dataset.at === 'now'));
      setText(this.times.get(stage.name), item.dataset.at === 'now' ? `${words(job.progress.phase)}…` : has ? duration(spent) : item.dataset.at === 'done' ? 'done' : '');
    });
  }
}
