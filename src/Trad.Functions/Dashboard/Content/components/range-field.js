import { h } from '../core/dom.js';
import { value as shown } from '../core/format.js';

const ends = ['lowest', 'highest'];
const keys = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };

/**
 * Two ends of a range, as a slider with two handles and as numbers; both always say the same.
 * Logarithmic ranges slide by ratios. A number beyond the slider's ends widens it.
 */
export class RangeField {
  constructor({ label, low, high, isInteger, isLogarithmic, onChange }) {
    Object.assign(this, { isInteger, isLogarithmic, onChange, least: low, most: high, low, high });
    const handle = (end) => h('span', { class: 'range-handle', role: 'slider', tabindex: '0', 'aria-label': `${label}, ${end}`, onkeydown: (event) => this.press(event, end), onpointerdown: (event) => this.grab(event), onpointermove: (event) => this.drag(event, end) });
    const number = (end) => h('input', { class: 'input', type: 'number', step: isInteger ? '1' : 'any', 'aria-label': `${label}, ${end}, number`, oninput: () => this.typed(end) });
    this.handles = { lowest: handle('lowest'), highest: handle('highest') };
    this.numbers = { lowest: number('lowest'), highest: number('highest') };
    this.fill = h('span', { class: 'range-fill' });
    this.track = h('div', { class: 'range-track' }, this.fill, this.handles.lowest, this.handles.highest);
    this.element = h('div', { class: 'range' }, this.numbers.lowest, h('div', { class: 'range-slider' }, this.track), this.numbers.highest);
    this.draw();
  }

  set(low, high) {
    this.low = low;
    this.high = high;
    this.widen(low, high);
    this.draw();
  }

  widen(low, high) {
    this.least = Math.min(this.least, low);
    this.most = Math.max(this.most, high);
  }

  grab(event) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
  }

  drag(event, end) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      const { left, width } = this.track.getBoundingClientRect();
      this.move(end, (event.clientX - left) / width);
    }
  }

  press(event, end) {
    const step = keys[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const least = this.isInteger && Math.abs(step) < 0.05 ? Math.sign(step) / Math.max(1, this.most - this.least) : step;
      this.move(end, this.share(this.of(end)) + least);
    }
  }

  of(end) {
    return end === 'lowest' ? this.low : this.high;
  }

  move(end, share) {
    const amount = this.amount(Math.max(0, Math.min(1, share)));
    if (end === 'lowest') {
      this.low = Math.min(amount, this.high);
    } else {
      this.high = Math.max(amount, this.low);
    }
    this.draw();
    this.onChange();
  }

  typed(end) {
    const amount = Number(this.numbers[end].value);
    if (this.numbers[end].value !== '' && Number.isFinite(amount)) {
      this[end === 'lowest' ? 'low' : 'high'] = amount;
      this.widen(amount, amount);
      this.draw(this.numbers[end]);
      this.onChange();
    }
  }

  draw(typing) {
    this.fill.style.setProperty('left', `${this.share(this.low) * 100}%`);
    this.fill.style.setProperty('right', `${(1 - this.share(this.high)) * 100}%`);
    for (const end of ends) {
      const amount = this.of(end);
      const handle = this.handles[end];
      handle.style.setProperty('left', `${this.share(amount) * 100}%`);
      handle.setAttribute('aria-valuemin', String(this.least));
      handle.setAttribute('aria-valuemax', String(this.most));
      handle.setAttribute('aria-valuenow', String(amount));
      handle.setAttribute('aria-valuetext', shown(amount));
      if (this.numbers[end] !== typing) {
        this.numbers[end].value = String(Number(amount.toPrecision(8)));
      }
    }
  }

  share(amount) {
    const { least, most } = this;
    const share = this.isLogarithmic && least > 0 ? Math.log(amount / least) / Math.log(most / least) : (amount - least) / (most - least);
    return Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
  }

  amount(share) {
    const { least, most } = this;
    const exact = this.isLogarithmic && least > 0 ? least * (most / least) ** share : least + (most - least) * share;
    return this.isInteger ? Math.round(exact) : Number(exact.toPrecision(4));
  }
}
