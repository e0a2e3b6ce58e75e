import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { readCondition } from '../core/condition.js';
import { count, isShare, metric, metricTitle, score, value } from '../core/format.js';
import { among, remember } from '../core/route.js';
import { segmented, search } from './segmented.js';
import { VirtualTable } from './virtual-table.js';

const first = ['totalReturn', 'maximumDrawdown', 'trades'];
const later = ['sharpe', 'sortino', 'winRate', 'profitFactor'];
const states = { all: 'All', completed: 'Completed', infeasible: 'Infeasible', pruned: 'Pruned', failed: 'Failed' };

/**
 * Every trial of a job: sorted by its headings, filtered by state and by conditions such as 'sharpe > 1 and trades >= 30'; the
 * filter is in the address.
 */
export class TrialTable {
  constructor({ path, query, onTrial, titleOf }) {
    this.trials = [];
    this.titleOf = titleOf;
    this.state = among(states, query.trialState, 'all');
    this.text = query.trials ?? '';
    this.count = h('span', { class: 'note' });
    this.problem = h('p', { class: 'problem pad', role: 'status' });
    this.table = new VirtualTable({ label: 'Trials', height: '26rem', none: 'No trial matches.', fits: true, columns: this.columnsFor([]), sort: { key: 'trial', direction: 'ascending' }, onOpen: onTrial, rowClass: (trial) => (trial.trial === this.best ? 'best' : trial.state === 'completed' ? '' : 'faint') });
    this.element = h('section', { class: 'card', id: 'trials' },
      h('div', { class: 'card-head' }, h('h2', {}, 'Trials'), this.count, h('div', { class: 'tools' }, this.table.more,
        segmented('Which trials', states, this.state, (state) => { this.state = state; remember({ trialState: state === 'all' ? null : state }); this.arrange(); }),
        search('Filter, e.g. sharpe > 1 and trades >= 30', this.text, (text) => { this.text = text; remember({ trials: text || null }); this.arrange(); }),
        h('div', { class: 'row' }, ['csv', 'parquet', 'json'].map((format) => h('a', { class: 'button', href: `api/${path}/trials?format=${format}${format === 'json' ? '&limit=1000' : ''}`, download: `trials.${format}` }, format === 'csv' && icon('download'), format.toUpperCase()))))),
      h('div', { class: 'card-body flush' }, this.problem, this.table.element));
  }

  close() {
    this.table.close();
  }

  setTrials(trials, best) {
    const names = Object.keys(trials[0]?.parameters ?? {});
    const isFeasible = trials.some((trial) => trial.state === 'completed');
    const key = `${names.join()} ${isFeasible}`;
    if (key !== this.key) {
      this.key = key;
      this.table.setColumns(this.columnsFor(names, isFeasible));
    }
    this.trials = trials;
    this.best = best;
    this.arrange();
  }

  arrange() {
    const { keeps, problem } = readCondition(this.text, this.table.all, (trial) => `${trial.trial} ${trial.state} ${trial.reason ?? ''}`);
    const rows = this.trials.filter((trial) => (this.state === 'all' || trial.state === this.state) && keeps(trial));
    this.problem.textContent = problem ? `The filter is not applied: ${problem}.` : '';
    this.count.textContent = rows.length === this.trials.length ? count(rows.length) : `${count(rows.length)} of ${count(this.trials.length)}`;
    this.table.none = this.trials.length ? 'No trial matches.' : 'No trials.';
    this.table.setRows(rows);
  }

  // What a trial came to and what it tried come first; while no trial counts, why it does not.
  columnsFor(names, isFeasible = true) {
    const figure = (name) => ({
      key: name, title: metricTitle(name), number: true, width: `${Math.max(6.5, metricTitle(name).length * 0.46 + 2.25)}rem`, isShare: isShare(name),
      value: (trial) => trial.metrics?.[name], text: (trial) => metric(name, trial.metrics?.[name]),
    });
    const reason = { key: 'reason', title: 'Reason', width: 'minmax(16rem, 1fr)', value: (trial) => trial.reason ?? '', text: (trial) => trial.reason ?? '' };
    return [
      { key: 'trial', title: 'Trial', number: true, width: '4.25rem', value: (trial) => trial.trial, text: (trial) => count(trial.trial) },
      { key: 'state', title: 'State', width: '6.5rem', value: (trial) => trial.state, text: (trial) => (trial.trial === this.best ? 'best' : trial.state), class: (trial) => (trial.trial === this.best ? 'good' : '') },
      ...(isFeasible ? [{ key: 'score', title: 'Score', number: true, width: '5.25rem', value: (trial) => trial.score, text: (trial) => score(trial.score) }] : [reason]),
      ...first.map(figure),
      ...names.map((name) => ({ key: name, title: this.titleOf(name), number: true, width: `${Math.max(5.5, this.titleOf(name).length * 0.46 + 2.25)}rem`, value: (trial) => trial.parameters[name], text: (trial) => value(trial.parameters[name]) })),
      ...later.map(figure),
      ...(isFeasible ? [reason] : []),
    ];
  }
}
