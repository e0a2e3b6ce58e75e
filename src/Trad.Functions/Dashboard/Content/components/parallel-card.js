import { h } from '../core/dom.js';
import { metric } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';
import { ParallelPlot } from '../charts/parallel.js';

const figures = { totalReturn: 'Return', maximumDrawdown: 'Drawdown', trades: 'Trades' };

/** Parallel coordinates with a choice of which axes they have: any parameters, and figures of the backtest beside the score. */
export class ParallelCard {
  constructor({ titleOf, objective }) {
    this.titleOf = titleOf;
    this.plot = new ParallelPlot({ titleOf, objective });
    this.choices = h('div', { class: 'chips' });
    this.hidden = new Set();
    this.extra = new Set();
    this.element = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parallel coordinates'), h('span', { class: 'note' }, 'drag along an axis to keep some, double-click to forget')),
      h('details', { class: 'axes' }, h('summary', {}, 'Axes'), this.choices),
      scrollArea('Parallel coordinates', 'card-body parallel-wrap', this.plot.element));
  }

  close() {
    this.plot.close();
  }

  setTrials(trials) {
    this.trials = trials;
    const names = Object.keys(trials.find((trial) => trial.state === 'completed')?.parameters ?? {});
    if (names.join() !== this.names) {
      this.names = names.join();
      const chip = (text, isOn, onToggle) => h('label', { class: 'chip' }, h('input', { type: 'checkbox', checked: isOn, onchange: (event) => { onToggle(event.target.checked); this.draw(); } }), text);
      this.choices.replaceChildren(
        ...names.map((name) => chip(this.titleOf(name), !this.hidden.has(name), (isOn) => this.hidden[isOn ? 'delete' : 'add'](name))),
        ...Object.entries(figures).map(([name, title]) => chip(title, this.extra.has(name), (isOn) => this.extra[isOn ? 'add' : 'delete'](name))));
    }
    this.draw();
  }

  draw() {
    this.plot.show(this.trials, this.hidden, [...this.extra].map((name) => ({ name, title: figures[name], told: (amount) => metric(name, amount), read: (trial) => trial.metrics?.[name] ?? 0 })));
  }
}
