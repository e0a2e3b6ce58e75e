import { h } from '../core/dom.js';
import { isShare } from '../core/format.js';
import { perCent } from './field.js';

/** What metrics of a trial must keep to, written as 'maximum-drawdown <= 20 %, trades >= 30'. */
export class MetricConstraints {
  constructor(metrics, before, onChange) {
    this.element = h('input', {
      class: 'input', type: 'text', value: text(before), placeholder: 'none, or for example maximum-drawdown <= 20 %, trades >= 30',
      title: `Metrics: ${metrics.map((metric) => metric.name).join(', ')}`, spellcheck: 'false', autocapitalize: 'off', oninput: onChange,
    });
  }

  /** As the API takes it; undefined when there is none. What cannot be understood is left to the API, which says what is known. */
  request() {
    const constraints = {};
    for (const part of this.element.value.split(',').map((each) => each.trim()).filter(Boolean)) {
      const [, metric, sign, bound, percent] = /^([\w-]+)\s*(<=|>=)\s*([^\s%]+)\s*(%?)$/.exec(part) ?? [null, part];
      constraints[metric] ??= {};
      if (sign && Number.isFinite(Number(bound))) {
        constraints[metric][sign === '<=' ? 'max' : 'min'] = percent ? Number((Number(bound) / 100).toPrecision(12)) : Number(bound);
      }
    }
    return Object.keys(constraints).length ? constraints : undefined;
  }
}

const text = (constraints) => Object.entries(constraints ?? {})
  .flatMap(([metric, { min, max }]) => [[min, '>='], [max, '<=']].filter(([bound]) => bound !== undefined).map(([bound, sign]) => `${metric} ${sign} ${isShare(metric) ? `${perCent(bound)} %` : bound}`))
  .join(', ');
