import { h, put } from '../core/dom.js';
import { ask, query } from '../core/api.js';
import { readCandles } from '../core/candles.js';
import { count, minute, percent, plural, value, words } from '../core/format.js';
import { zoneLabel } from '../core/clock.js';
import { placesOf } from '../core/json-places.js';
import { keyOf, titleOf } from '../core/market.js';
import { link } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { PreviewValues } from './preview-values.js';
import { Fields, select } from './field.js';
import { empty, remark } from './notice.js';

const counts = ['500', '1000', '2000', '5000'];
const usual = '2000';
const mostListed = 200;
const legend = [['series-1', 'enter long ▲'], ['series-2', 'enter short ▼'], ['ink-3', 'leave ■']];
const names = { 'enter-long': 'Enter long', 'enter-short': 'Enter short', 'exit-long': 'Leave long', 'exit-short': 'Leave short' };

/**
 * What rules say on the newest candles of a stored market, with their defaults or with other values: the signals of the server's own
 * computation, on the candles that they were computed from.
 */
export class SignalPreview {
  /**
   * @param {Array} coverage the stored markets
   * @param {object} before what was chosen before: market, candles, values
   * @param {function} onChange called when something else is chosen
   */
  constructor(coverage, before, onChange) {
    this.markets = coverage.filter((market) => market.months.length);
    this.values = new PreviewValues(before?.values, () => this.chosen());
    this.onChange = onChange;
    this.body = h('div', { class: 'stack' });
    this.chartPlace = h('div', { class: 'candle-body' });
    const fields = new Fields();
    if (!this.markets.length) {
      put(this.body, empty('data', 'No candles are stored', 'Fetch some or import a file, and the signals are drawn on them.', h('a', { class: 'button', href: link('data') }, 'Get candles')));
    } else {
      const largest = this.markets.toSorted((a, b) => b.rows - a.rows)[0];
      this.market = select(this.markets.map((market) => [keyOf(market), titleOf(market)]), before?.market ?? keyOf(largest), () => this.chosen());
      this.count = select(counts.map((count) => [count, `${value(Number(count))}`]), counts.includes(before?.candles) ? before.candles : usual, () => this.chosen());
      this.outdated = h('p', { class: 'hint', hidden: true }, 'Of the text before the problems; drawn anew once nothing is wrong.');
      this.told = h('div', { class: 'stack preview-told', 'aria-live': 'polite' });
      this.rules = h('div', { class: 'preview-rules' });
      put(this.body, h('div', { class: 'form-row' }, fields.add('market', 'Market', this.market), fields.add('signals', 'Newest candles', this.count)), this.values.element, this.outdated, this.told, this.chartPlace,
        h('div', { class: 'legend-row' }, legend.map(([color, text]) => h('span', { class: 'swatch', style: { '--swatch': `var(--${color})` } }, h('i', { class: 'box' }), text)), h('span', { class: 'muted' }, 'orders fill at the next open')), this.rules);
    }
    this.element = h('section', { class: 'card', 'aria-label': 'Preview' }, h('div', { class: 'card-head' }, h('h2', {}, 'Preview'), h('span', { class: 'note' }, 'what the rules say, before costs and sizes')), h('div', { class: 'card-body' }, this.body));
  }

  close() {
    this.asking?.abort();
    this.chart?.close();
  }

  /** What is chosen, to be kept with the draft. */
  get choice() {
    return { market: this.market?.value, candles: this.count?.value, values: this.values.changed };
  }

  chosen() {
    this.onChange();
    this.refresh();
  }

  /** Says whether what is shown is that of an earlier text, since something is wrong with the present one. */
  outdate(isOutdated) {
    if (this.outdated) {
      this.outdated.hidden = !isOutdated || !this.text;
    }
  }

  /** Shows a document that was found right. */
  show(text, parameters, warnings) {
    this.outdate(false);
    this.text = text;
    this.known = warnings;
    this.values.show(parameters);
    this.refresh();
  }

  async refresh() {
    if (!this.market || !this.text) {
      return;
    }
    // A late answer never takes the place of a newer one.
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.body.setAttribute('aria-busy', 'true');
    const market = this.markets.find((each) => keyOf(each) === this.market.value);
    const text = this.values.write(this.text, placesOf(this.text));
    try {
      const { exchange, symbol, interval } = market;
      const found = await ask('POST', `rules/check${query({ exchange, symbol, interval, signals: this.count.value })}`, text, { isText: true, signal });
      if (signal.aborted) {
        return;
      }
      if (found.problems.length || !found.signals) {
        put(this.told, remark('warn', 'Nothing can be shown with these values.', found.problems.map(({ field, message }) => `${field}: ${message}`).join('; ')));
      } else {
        this.tell(found);
        await this.draw(market, found.signals, signal);
      }
    } catch (failure) {
      if (!signal.aborted) {
        put(this.told, remark('warn', 'The signals could not be computed.', failure.message));
      }
    } finally {
      if (!signal.aborted) {
        this.body.removeAttribute('aria-busy');
      }
    }
  }

  tell({ signals, warnings, rules }) {
    const sum = (kind) => signals.items.filter((signal) => signal.kind === kind).length;
    put(this.told, warnings.filter((warning) => !this.known?.includes(warning)).map((warning) => remark('warn', 'Suspicious:', `${warning}.`)),
      h('p', { class: 'hint' }, `${plural(sum('enter-long'), 'long entry', 'long entries')}, ${plural(sum('enter-short'), 'short entry', 'short entries')} and ${plural(sum('exit-long') + sum('exit-short'), 'exit')} on ${plural(signals.candles, 'candle')}.`));
    put(this.rules, scrollArea('Rules', 'table-wrap', h('table', { class: 'table', 'aria-label': 'How often each rule holds' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Rule'), h('th', { scope: 'col', class: 'number' }, 'Holds at'), h('th', { scope: 'col', class: 'number' }, 'Of candles'), h('th', { scope: 'col', class: 'number' }, 'Share'))),
      h('tbody', {}, rules.map((rule) => h('tr', {}, h('th', { scope: 'row' }, h('code', {}, rule.rule)), [count(rule.holds), count(rule.candles), percent(rule.share)].map((text) => h('td', { class: 'number' }, text))))))),
    signals.items.length > 0 && h('details', { class: 'axes' }, h('summary', {}, 'The signals as a list'), this.list(signals.items)));
  }

  list(items) {
    const heads = [`Candle (${zoneLabel()})`, 'Signal', 'Stop', 'Target', 'Trailing by'];
    return h('div', {}, scrollArea('Signals', 'table-wrap', h('table', { class: 'table', 'aria-label': 'Signals' },
      h('thead', {}, h('tr', {}, heads.map((title, index) => h('th', { scope: 'col', class: index > 1 ? 'number' : '' }, title)))),
      h('tbody', {}, items.slice(-mostListed).toReversed().map((signal) => h('tr', {}, h('td', {}, minute(signal.time)), h('td', {}, names[signal.kind] ?? words(signal.kind)),
        [signal.stop, signal.target, signal.trailing].map((price) => h('td', { class: 'number' }, value(price)))))))),
    items.length > mostListed && h('p', { class: 'hint' }, `The newest ${mostListed} of ${items.length}.`));
  }

  async draw(market, signals, signal) {
    const shown = `${keyOf(market)} ${signals.from} ${signals.to}`;
    // While somebody types the candles stay the same, and what was zoomed to.
    const [{ CandleChart }, read] = await Promise.all([import('../charts/candle-chart.js'), shown === this.shown ? null : readCandles(market.exchange, market.symbol, market.interval, signals.from, signals.to, signals.candles)]);
    if (signal.aborted) {
      return;
    }
    if (!this.chart) {
      this.chart = new CandleChart();
      put(this.chartPlace, this.chart.element);
    }
    if (read) {
      this.shown = shown;
      this.chart.setCandles(read.bars);
    }
    this.chart.setSignals(signals.items);
  }
}
