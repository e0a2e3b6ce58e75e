import { h, newId } from '../core/dom.js';

/** The fields of a form by the names that the API uses, so that what it finds wrong is shown where it is. */
export class Fields {
  constructor() {
    this.byPath = new Map();
  }

  /**
   * A labelled field.
   * @param {string} path the API's name of it; more than one, separated by blanks, when several errors belong here
   * @param {string} label
   * @param {HTMLElement} control an input, or an element that holds some
   */
  add(path, label, control, { hint, unit, isGroup } = {}) {
    const id = newId('field');
    const problem = h('div', { class: 'problem', id: `${id}-problem`, 'aria-live': 'polite' });
    const input = isGroup ? control : control.matches('input, select, textarea') ? control : control.querySelector('input, select, textarea');
    if (!isGroup) {
      input.id ||= id;
    }
    input.setAttribute('aria-describedby', `${hint ? `${id}-hint ` : ''}${id}-problem`);
    const element = h('div', { class: 'field', role: isGroup ? 'group' : null, 'aria-labelledby': isGroup ? `${id}-label` : null },
      isGroup ? h('span', { class: 'label', id: `${id}-label` }, label) : h('label', { for: input.id }, label),
      unit ? h('div', { class: 'affix' }, control, h('span', { class: 'unit' }, unit)) : control,
      hint && h('span', { class: 'hint', id: `${id}-hint` }, hint), problem);
    this.register(path, { element, problem, input, label });
    return element;
  }

  register(path, field) {
    path.split(' ').forEach((each) => this.byPath.set(each, field));
  }

  /** Shows the API's errors at their fields; what has no field is given back. */
  show(errors) {
    for (const field of new Set(this.byPath.values())) {
      field.problem.textContent = '';
      field.input?.removeAttribute('aria-invalid');
    }
    const elsewhere = [];
    for (const [path, messages] of Object.entries(errors)) {
      const field = this.find(path);
      if (field) {
        const isPercent = field.input?.dataset.percent !== undefined;
        field.problem.textContent = [field.problem.textContent, ...messages.map((message) => (isPercent ? `${message} (as a fraction; 1 is 100 %)` : message))].filter(Boolean).join('; ');
        field.input?.setAttribute('aria-invalid', 'true');
      } else {
        elsewhere.push([path, messages.join('; ')]);
      }
    }
    return elsewhere;
  }

  /** Shows what went wrong where it belongs; gives back, as text, what belongs to no field. */
  explain(failure) {
    const errors = failure.errors ?? {};
    const rest = this.show(errors).map(([, text]) => text).join('; ');
    return rest || (Object.keys(errors).length ? '' : failure.message);
  }

  // 'parameters.pierce_depth.low' belongs to 'parameters.pierce_depth' when that is the field there is.
  find(path) {
    for (let name = path; name; name = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '') {
      const found = this.byPath.get(name) ?? this.byPath.get(name.replaceAll(/\[\d+\]/g, ''));
      if (found) {
        return found;
      }
    }
    return null;
  }

  /** Moves to the first field that is wrong. */
  focusFirst() {
    const wrong = [...new Set(this.byPath.values())].find((field) => field.problem.textContent);
    wrong?.element.closest('details')?.setAttribute('open', '');
    wrong?.element.dispatchEvent(new CustomEvent('show-field', { bubbles: true }));
    const target = wrong?.input?.matches('input, select, textarea') ? wrong.input : wrong?.element.querySelector('input, select, textarea');
    target?.focus();
    wrong?.element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    return wrong !== undefined;
  }
}

/** A number that may be left out. */
export function numberInput(options, onChange) {
  return h('input', { class: 'input', type: 'number', step: 'any', inputmode: 'decimal', ...options, oninput: onChange });
}

/** What a number field holds, a field of per cent as a fraction; undefined when it is empty. */
export function numberOf(input) {
  if (input.value.trim() === '') {
    return undefined;
  }
  return input.dataset.percent === undefined ? Number(input.value) : Number((Number(input.value) / 100).toPrecision(12));
}

/** A fraction as per cent, for a field. */
export const perCent = (fraction) => (typeof fraction === 'number' ? String(Number((fraction * 100).toPrecision(12))) : fraction);

/** A choice from a list. */
export function select(choices, chosen, onChange) {
  return h('select', { class: 'input', onchange: onChange }, choices.map(([value, text]) => {
    const option = h('option', { value }, text);
    option.selected = value === chosen;
    return option;
  }));
}
