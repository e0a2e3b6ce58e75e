import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { Fields, select } from './field.js';

/** Values that a preview is to use in the place of the defaults. */
export class PreviewValues {
  /**
   * @param {object} changed values by the names of their parameters
   * @param {function} onChange called when one is changed
   */
  constructor(changed, onChange) {
    this.changed = { ...changed };
    this.onChange = onChange;
    this.inputs = h('div', { class: 'form-row' });
    this.reset = h('button', { class: 'button quiet', type: 'button', onclick: () => this.forget() }, icon('refresh'), 'Defaults');
    this.element = h('div', { class: 'stack', role: 'group', 'aria-label': 'Values of the preview', hidden: true }, this.inputs, h('div', {}, this.reset));
  }

  /** Offers the parameters of a document; what is changed of those that it still has stays. */
  show(parameters) {
    const written = JSON.stringify(parameters);
    if (written === this.written) {
      return;
    }
    this.written = written;
    this.parameters = parameters;
    this.changed = Object.fromEntries(Object.entries(this.changed).filter(([name]) => parameters.some((parameter) => parameter.name === name)));
    const fields = new Fields();
    put(this.inputs, parameters.map((parameter) => fields.add(`values.${parameter.name}`, parameter.title, this.input(parameter))));
    this.element.hidden = parameters.length === 0;
    this.reset.disabled = Object.keys(this.changed).length === 0;
  }

  input(parameter) {
    const { name, type, choices } = parameter;
    const present = String(this.changed[name] ?? parameter.default);
    const offered = type === 'boolean' ? [true, false] : type === 'choice' ? choices : null;
    return offered
      ? select(offered.map((choice) => [String(choice), type === 'boolean' ? (choice ? 'yes' : 'no') : String(choice)]), present, (event) => this.take(parameter, offered.find((choice) => String(choice) === event.target.value)))
      : h('input', { class: 'input', type: 'number', step: type === 'integer' ? '1' : 'any', value: present, oninput: (event) => this.take(parameter, event.target.value.trim() === '' ? NaN : Number(event.target.value)) });
  }

  take(parameter, given) {
    if (given === parameter.default || Number.isNaN(given)) {
      delete this.changed[parameter.name];
    } else {
      this.changed[parameter.name] = given;
    }
    this.reset.disabled = Object.keys(this.changed).length === 0;
    this.onChange();
  }

  forget() {
    this.changed = {};
    this.written = null;
    this.show(this.parameters);
    this.onChange();
  }

  /** The document with the values in the places of its defaults. */
  write(text, places) {
    // From the last one on, so that the places before stay what they are.
    return (this.parameters ?? []).map(({ name }, index) => [`parameters[${index}]`, this.changed[name]]).toReversed().reduce((written, [path, given]) => {
      const [owner, place] = [places.get(path), places.get(`${path}.default`)];
      if (given === undefined || !owner) {
        return written;
      }
      // A boolean need not say what it is without a search.
      return place ? written.slice(0, place.start) + JSON.stringify(given) + written.slice(place.end) : `${written.slice(0, owner.start + 1)}"default": ${JSON.stringify(given)}, ${written.slice(owner.start + 1)}`;
    }, text);
  }
}
