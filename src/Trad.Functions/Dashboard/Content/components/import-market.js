import { h, setText } from '../core/dom.js';
import { query, upload } from '../core/api.js';
import { Fields, select } from './field.js';
import { toldBy } from './import-preview.js';

const parts = { exchange: 'Exchange', symbol: 'Symbol', interval: 'Interval' };

/** The market that files go into: what is left empty, the files tell. */
export class ImportMarket {
  /**
   * @param {string} usual the exchange where a file's name tells none
   * @param {object} placeholders what the fields show while they are empty
   */
  constructor(usual, placeholders) {
    this.usual = usual;
    this.fields = new Fields();
    this.inputs = {};
    this.hints = {};
    this.element = h('div', { class: 'form-row' }, Object.entries(parts).map(([name, label]) => {
      const input = h('input', { class: 'input', type: 'text', placeholder: placeholders[name], autocapitalize: 'off', spellcheck: 'false', oninput: () => setText(this.hints[name], '') });
      const field = this.fields.add(name, label, input, { hint: ' ' });
      this.inputs[name] = input;
      this.hints[name] = field.querySelector('.hint');
      return field;
    }));
    this.commas = select([['', 'as the file tells'], ['true', '42,283 is 42.283'], ['false', '42,283 is 42283']], '');
    this.commaField = this.fields.add('decimalComma', 'Commas in numbers', this.commas);
    this.commaField.hidden = true;
    this.dates = select([['', 'as the file tells'], ['day-first', '03/04/2024 is 3 April'], ['month-first', '03/04/2024 is 4 March'], ['year-first', '23/11/14 is 14 November 2023'], ['year-month-day', '2024-03-04 is 4 March'], ['year-day-month', '2024-03-04 is 3 April']], '');
    this.dateField = this.fields.add('dateOrder', 'Dates', this.dates);
    this.dateField.hidden = true;
    this.element.append(this.commaField, this.dateField);
  }

  /** Sends a file, to be looked at or stored; asks again with the usual exchange where its name tells none. */
  async send(file, options, onProgress) {
    const given = Object.fromEntries(Object.keys(parts).map((name) => [name, this.inputs[name].value.trim()]));
    const post = (market) => upload(`candles/import${query({ ...market, fileName: file.name, decimalComma: this.commas.value, dateOrder: this.dates.value, ...options })}`, file, onProgress);
    try {
      return await post(given);
    } catch (failure) {
      // Numbers and dates that may be read in two ways are asked for only where a file has nothing else.
      for (const [name, field] of [['decimalComma', this.commaField], ['dateOrder', this.dateField]]) {
        if (failure.errors?.file?.some((text) => text.includes(`${name}=`))) {
          field.hidden = false;
        }
      }
      if (given.exchange || !failure.errors?.exchange) {
        throw failure;
      }
      return post({ ...given, exchange: this.usual });
    }
  }

  /** Fills in what a file told of its market. */
  fill(answer) {
    for (const name of Object.keys(parts)) {
      if (!this.inputs[name].value.trim()) {
        this.inputs[name].value = answer[name];
        setText(this.hints[name], answer.toldBy[name] === 'query' ? 'its name tells none; is it this one?' : toldBy(answer.toldBy[name]));
      }
    }
  }
}

/** Why a file was refused, in a line. */
export const reasons = (failure) => Object.entries(failure.errors ?? {}).map(([field, text]) => `${field} ${text}`).join('; ') || failure.message;
