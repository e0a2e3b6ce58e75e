import { h } from '../core/dom.js';
import { value } from '../core/format.js';
import { scrollArea } from '../core/scroll-area.js';

const kinds = { integer: 'whole number', continuous: 'number', choice: 'choice', boolean: 'yes or no' };

/** The parameters of a strategy, as its description tells them. */
export function parameterTable({ parameters, orders = [], warmUp }) {
  const range = ({ low, high, choices, isLogarithmic }) => (choices ? choices.map((choice) => value(choice)).join(', ') : [`${value(low)} to ${value(high)}`, isLogarithmic && ', by ratios']);
  return h('div', { class: 'stack' },
    parameters.length === 0 ? h('p', { class: 'hint' }, 'It has no parameters: there is nothing to search.')
      : scrollArea('Parameters', 'table-wrap', h('table', { class: 'table', 'aria-label': 'Parameters' },
        h('thead', {}, h('tr', {}, ['Parameter', 'Kind', 'Default', 'Searched', 'Unit'].map((title) => h('th', { scope: 'col' }, title)))),
        h('tbody', {}, parameters.map((parameter) => h('tr', {},
          h('th', { scope: 'row', title: parameter.description }, h('span', { class: 'two-line' }, parameter.title, parameter.title !== parameter.name && h('small', {}, h('code', {}, parameter.name)))),
          h('td', {}, kinds[parameter.type] ?? parameter.type), h('td', {}, value(parameter.default)), h('td', {}, range(parameter)), h('td', {}, parameter.unit)))))),
    h('p', { class: 'hint' }, orders.length > 0 && `${orders.map((order) => `${order.smaller} < ${order.larger}`).join(', ')}. `, `Warm-up: ${value(warmUp)} candles at the defaults.`));
}
