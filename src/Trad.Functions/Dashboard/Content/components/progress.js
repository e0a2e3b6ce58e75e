import { h } from '../core/dom.js';

/**
 * A progress bar that never goes back, whatever order the news come in, and glides between them.
 * It shimmers while work goes on, so that a long step does not look like a standstill.
 */
export class ProgressBar {
  constructor(label, isThick) {
    this.shown = -1;
    this.fill = h('div', { class: 'progress-fill' });
    this.element = h('div', { class: `progress ${isThick ? 'thick' : ''}`, role: 'progressbar', 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': '100' }, this.fill);
  }

  /** Shows a percentage in a state; less than what is shown already is ignored. Nothing shimmers while nobody works. */
  set(percent, state, isSilent = false) {
    const next = Math.min(100, Math.max(this.shown, percent ?? 0));
    if (next !== this.shown) {
      this.shown = next;
      this.fill.style.setProperty('transform', `scaleX(${next / 100})`);
      this.element.setAttribute('aria-valuenow', String(Math.round(next)));
    }
    this.element.dataset.state = state;
    this.element.dataset.busy = String(state === 'running' && !isSilent);
  }

  /** Begins again: a job that is taken up with more trials is less far than it was. */
  reset() {
    this.shown = -1;
  }
}
