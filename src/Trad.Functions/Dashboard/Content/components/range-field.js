import { h } from '../core/dom.js';
import { value as shown } from '../core/format.js';

const steps = 1000;

/**
 * Two ends of a range, as a slider with two handles and as numbers; both always say the same.
 * Logarithmic ranges slide by ratios. A number beyond the slider's ends widens it.
 */
export class RangeField {
  constructor({ label, low, high, isInteger, isLogarithmic, onChange }) {
    Object.assign(this, { isInteger, isLogarithmic, onChange, least: low, most: high, low, high });
    const slider = (end) => h('input', { type: 'range', min: '0', max: String(steps), 'aria-label': `${label}, ${end}`, oninput: () => this.slid(end) });
    const number = (end) => h('input', { class: 'input', type: 'number', step: isInteger ? '1' : 'any', 'aria-label': `${label}, ${end}`, oninput: () => this.typed(end) });
    this.sliders = { lowest: slider('lowest'), highest: slider('highest') };
    this.numbers = { lowest: number('lowest'), highest: number('highest') };
    this.track = h('div', { class: 'range-fill' });
    this.element = h('div', { class: 'range' }, this.numbers.lowest, h('div', { class: 'range-slider' }, this.track, this.sliders.lowest, this.sliders.highest), this.numbers.highest);
    this.draw();
  }


  set(low, high) {
    this.low = low;
    this.high = high;
    this.least = Math.min(this.least, low);
    this.most = Math.max(this.most, high);
    this.draw();
  }

  slid(end) {
    const amount = this.amount(Number(this.sliders[end].value) / steps);
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
      this.least = Math.min(this.least, amount);
      this.most = Math.max(this.most, amount);
      this.draw(this.numbers[end]);
      this.onChange();
    }
  }

  draw(typing) {
    const from = this.share(this.low);
    const to = this.share(this.high);
    this.sliders.lowest.value = String(Math.round(from * steps));
    this.sliders.highest.value = String(Math.round(to * steps));
    this.sliders.lowest.setAttribute('aria-valuetext', shown(this.low));
    this.sliders.highest.setAttribute('aria-valuetext', shown(this.high));
    this.track.style.setProperty('left', `${from * 100}%`);
    this.track.style.setProperty('right', `${(1 - to) * 100}%`);
    // Both handles at the right end: the left one must be the one that can be grabbed.
    this.sliders.lowest.style.setProperty('z-index', from > 0.5 ? '3' : '1');
    for (const [end, amount] of [['lowest', this.low], ['highest', this.high]]) {
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
