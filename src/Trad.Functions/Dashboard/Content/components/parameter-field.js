import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { value as shown } from '../core/format.js';
import { RangeField } from './range-field.js';

/** One parameter of a strategy: the range or the choices that are searched, or one value that is kept; both values of a boolean can be chosen. */
export class ParameterField {
  constructor(parameter, fields, onChange) {
    this.parameter = parameter;
    this.onChange = onChange;
    this.isFixed = false;
    this.value = parameter.default;
    this.isBoolean = parameter.type === 'boolean';
    this.offered = this.isBoolean ? [false, true] : parameter.choices;
    this.choices = new Set(parameter.choices ?? []);
    this.problem = h('div', { class: 'problem', 'aria-live': 'polite' });
    this.control = h('div', { class: 'parameter-control' });
    this.lock = h('button', { class: 'button quiet square', type: 'button', 'aria-pressed': 'false', onclick: () => this.fix(!this.isFixed) });
    if (!this.offered) {
      this.range = new RangeField({ label: parameter.title, low: parameter.low, high: parameter.high, isInteger: parameter.type === 'integer', isLogarithmic: parameter.isLogarithmic, onChange });
      this.step = h('input', { class: 'input', type: 'number', min: '0', step: 'any', placeholder: 'any', 'aria-label': `${parameter.title}, step`, oninput: () => this.scaled() });
      this.log = h('input', { type: 'checkbox', checked: Boolean(parameter.isLogarithmic), 'aria-label': `${parameter.title}, search by ratios`, onchange: () => this.scaled() });
      this.scale = h('div', { class: 'chips' }, h('label', { class: 'chip' }, this.log, 'log'), h('label', { class: 'chip step' }, 'step', this.step));
    }
    this.element = h('div', { class: 'parameter', role: 'group', 'aria-label': parameter.title },
      h('div', { class: 'parameter-name' }, h('span', { class: 'label' }, parameter.title), h('span', { class: 'hint' }, parameter.description, parameter.unit && ` (${parameter.unit})`)),
      this.control, this.isBoolean ? null : this.lock, this.problem);
    fields.register(`parameters.${parameter.name}`, { element: this.element, problem: this.problem, input: null });
    this.draw();
  }

  fix(isFixed) {
    this.isFixed = isFixed;
    this.draw();
    this.onChange();
  }

  /** A step and ratios exclude each other; whoever gives one takes the other back. */
  scaled() {
    if (document.activeElement === this.step && this.step.value !== '') {
      this.log.checked = false;
    } else if (this.log.checked) {
      this.step.value = '';
    }
    this.onChange();
  }

  draw() {
    const { parameter } = this;
    this.lock.setAttribute('aria-pressed', String(this.isFixed));
    this.lock.setAttribute('aria-label', `${parameter.title}: ${this.isFixed ? 'search it again' : 'fix it at one value'}`);
    this.lock.title = this.isFixed ? 'Search it again' : 'Fix it at one value';
    put(this.lock, icon('lock'));
    if (this.isFixed) {
      put(this.control, h('div', { class: 'affix' }, h('input', { class: 'input fixed-value', type: 'number', step: 'any', 'aria-label': `${parameter.title}, fixed value`, value: String(this.value), oninput: (event) => { this.value = Number(event.target.value); this.onChange(); } }),
        h('span', { class: 'unit' }, 'fixed')));
    } else if (this.range) {
      put(this.control, this.range.element, this.scale);
    } else {
      put(this.control, h('div', { class: 'chips' }, this.offered.map((choice) => h('label', { class: 'chip' },
        h('input', { type: 'checkbox', checked: this.choices.has(choice), onchange: (event) => { this.choices[event.target.checked ? 'add' : 'delete'](choice); this.onChange(); } }), shown(choice)))));
    }
  }

  /** What the request says of it; undefined when the strategy's own search is wanted. */
  get override() {
    const { parameter } = this;
    if (this.isFixed) {
      return { value: this.value };
    }
    if (this.range) {
      const { low, high } = this.range;
      const step = this.step.value === '' ? undefined : Number(this.step.value);
      const log = step === undefined && this.log.checked !== Boolean(parameter.isLogarithmic) ? this.log.checked : undefined;
      return low === parameter.low && high === parameter.high && step === undefined && log === undefined ? undefined : { low, high, step, log };
    }
    const chosen = this.offered.filter((choice) => this.choices.has(choice));
    return chosen.join() === parameter.choices.join() ? undefined : { choices: chosen };
  }

  /** Takes over what an earlier request said. */
  set override(given) {
    if (given?.value !== undefined && this.isBoolean) {
      this.choices = new Set([Boolean(given.value)]);
    } else if (given?.value !== undefined) {
      this.value = given.value;
      this.isFixed = true;
    } else if (given?.low !== undefined && this.range) {
      this.range.set(given.low, given.high);
      this.step.value = given.step === undefined ? '' : String(given.step);
      this.log.checked = given.log ?? (given.step === undefined && Boolean(this.parameter.isLogarithmic));
    } else if (given?.choices) {
      this.choices = new Set(this.isBoolean ? given.choices.map(Boolean) : given.choices);
    }
    this.draw();
  }
}
