import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { count, metric, metricTitle, score, value, words } from '../core/format.js';
import { segmented, search } from './segmented.js';
import { VirtualTable } from './virtual-table.js';

const metrics = ['totalReturn', 'sharpe', 'sortino', 'maximumDrawdown', 'trades', 'winRate', 'profitFactor'];
const comparison = /^\s*([\w ]+?)\s*(<=|>=|<|>|=)\s*(-?[\d.]+)\s*%?\s*$/;

/** Every trial of a job: sorted by its headings, filtered by state and by conditions such as 'sharpe > 1'. */
export class TrialTable {
  constructor(jobPath, onTrial) {
    this.trials = [];
    this.state = 'all';
    this.text = '';
    this.count = h('span', { class: 'note' });
    this.table = new VirtualTable({ label: 'Trials', height: '26rem', none: 'No trial matches.', columns: this.columns([]), sort: { key: 'trial', direction: 'ascending' }, onOpen: onTrial, rowClass: (trial) => (trial.trial === this.best ? 'best' : trial.state === 'completed' ? '' : 'faint') });
    this.element = h('section', { class: 'card', id: 'trials' },
      h('div', { class: 'card-head' }, h('h2', {}, 'Trials'), this.count, h('div', { class: 'tools' },
        segmented('Which trials', { all: 'All', completed: 'Completed', infeasible: 'Infeasible', pruned: 'Pruned', failed: 'Failed' }, 'all', (state) => { this.state = state; this.arrange(); }),
        search('Filter, e.g. sharpe > 1', '', (text) => { this.text = text; this.arrange(); }),
        h('div', { class: 'row' }, ['csv', 'parquet', 'json'].map((format) => h('a', { class: 'button', href: `api/${jobPath}/trials?format=${format}${format === 'json' ? '&limit=1000' : ''}`, download: `trials.${format}` }, format === 'csv' && icon('download'), format.toUpperCase()))))),
      h('div', { class: 'card-body flush' }, this.table.element));
  }

  close() {
    this.table.close();
  }

  setTrials(trials, best) {
    const names = Object.keys(trials[0]?.parameters ?? {});
    if (names.join() !== this.names?.join()) {
      this.names = names;
      this.table.setColumns(this.columns(names));
    }
    this.trials = trials;
    this.best = best;
    this.arrange();
  }

  arrange() {
    const keeps = this.condition();
    const rows = this.trials.filter((trial) => (this.state === 'all' || trial.state === this.state) && keeps(trial));
    this.count.textContent = rows.length === this.trials.length ? count(rows.length) : `${count(rows.length)} of ${count(this.trials.length)}`;
    this.table.setRows(rows);
  }

  condition() {
    const found = comparison.exec(this.text);
    if (!found) {
      const text = this.text.trim().toLowerCase();
      return (trial) => !text || `${trial.trial + 1} ${trial.state} ${trial.reason ?? ''}`.toLowerCase().includes(text);
    }
    const [, name, operator, amount] = found;
    const column = this.table.columns.find((each) => each.title.toLowerCase() === name.toLowerCase() || each.key.toLowerCase() === name.toLowerCase().replaceAll(' ', ''));
    const limit = Number(amount) / (column?.isFraction && this.text.includes('%') ? 100 : 1);
    const holds = { '<': (a) => a < limit, '>': (a) => a > limit, '<=': (a) => a <= limit, '>=': (a) => a >= limit, '=': (a) => Math.abs(a - limit) < 1e-12 }[operator];
    return (trial) => {
      const actual = column?.value?.(trial);
      return actual !== undefined && actual !== null && holds(actual);
    };
  }

  columns(names) {
    return [
      { key: 'trial', title: 'Trial', number: true, width: '5rem', value: (trial) => trial.trial + 1, text: (trial) => count(trial.trial + 1) },
      { key: 'state', title: 'State', width: '7.5rem', value: (trial) => trial.state, text: (trial) => (trial.trial === this.best ? 'best' : trial.state), class: (trial) => (trial.trial === this.best ? 'good' : '') },
      { key: 'score', title: 'Score', number: true, width: '6rem', value: (trial) => trial.score, text: (trial) => score(trial.score) },
      ...metrics.map((name) => ({
        key: name, title: metricTitle(name), number: true, width: '9.25rem', isFraction: metric(name, 0).includes('%'),
        value: (trial) => trial.metrics?.[name], text: (trial) => metric(name, trial.metrics?.[name]),
      })),
      ...names.map((name) => ({ key: name, title: words(name), number: true, width: `minmax(${Math.max(6, name.length * 0.5 + 2.5)}rem, 1fr)`, value: (trial) => trial.parameters[name], text: (trial) => value(trial.parameters[name]) })),
      { key: 'reason', title: 'Reason', width: 'minmax(10rem, 1fr)', text: (trial) => trial.reason ?? '' },
    ];
  }
}

/** One trial with all that is known of it. */
export function trialDetail(trial) {
  return [
    h('dl', { class: 'figures' }, [['Score', score(trial.score)], ['State', words(trial.state)], ['Round', count(trial.round + 1)]].map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))),
    trial.reason && h('p', { class: 'muted' }, trial.reason),
    h('h3', {}, 'Parameters'),
    put(h('dl', { class: 'pairs' }), Object.entries(trial.parameters).map(([name, amount]) => [h('dt', {}, words(name)), h('dd', { class: 'mono' }, value(amount))])),
    trial.metrics && h('h3', {}, 'Backtest, in sample'),
    trial.metrics && h('dl', { class: 'pairs' }, Object.entries(trial.metrics).map(([name, amount]) => [h('dt', {}, metricTitle(name)), h('dd', {}, metric(name, amount))])),
  ];
}
