import './locale.js';
import uPlot from '../vendor/uplot/uplot.js';
import { write, zone } from '../core/clock.js';
import { h } from '../core/dom.js';
import { palette, onPalette } from './palette.js';

/**
 * A uPlot chart that fits its place, follows the colours of the page and can be read by keyboard.
 * @param {object} options label (what it shows, for screen readers), height, make(palette) → uPlot options without a size, describe(plot, index)
 */
export class Plot {
  constructor({ label, height, make, data, onIndex }) {
    this.height = height;
    this.make = make;
    this.data = data;
    this.element = h('div', { class: 'chart', role: 'img', tabindex: '0', 'aria-label': label, style: { height: `${height}px` }, onkeydown: (event) => this.press(event, onIndex), onblur: () => onIndex?.(null) });
    this.stopPalette = onPalette(() => this.build());
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.element);
    this.at = -1;
  }

  close() {
    this.resized.disconnect();
    this.stopPalette();
    this.plot?.destroy();
    this.plot = null;
  }

  setData(data) {
    this.data = data;
    this.plot?.setData(data);
  }

  /** Shows data of other series than before, as `make` says them. */
  replace(data) {
    this.data = data;
    this.build();
  }

  setLabel(label) {
    this.element.setAttribute('aria-label', label);
  }

  build() {
    const width = this.element.clientWidth;
    if (!width) {
      return;
    }
    this.plot?.destroy();
    this.plot = new uPlot({ padding: [8, 10, 0, 0], ...this.make(palette()), width, height: this.height }, this.data, this.element);
  }

  resize() {
    if (this.plot) {
      this.plot.setSize({ width: this.element.clientWidth, height: this.height });
    } else {
      this.build();
    }
  }

  press(event, onIndex) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    const length = this.data[0]?.length ?? 0;
    if (event.key in steps && length && this.plot) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(length - 1, this.at + steps[event.key]));
      const left = this.plot.valToPos(this.data[0][this.at], 'x');
      this.plot.setCursor({ left, top: this.height / 2 });
      const bounds = this.plot.over.getBoundingClientRect();
      onIndex?.(this.at, bounds.left + left, bounds.top + bounds.height / 2);
    }
  }
}

/** The place of the first series' point that is nearest to the pointer in both directions; null when none is within reach, in pixels. */
export function nearestPoint(plot, reach) {
  const { left, top } = plot.cursor;
  let nearest = null;
  let distance = reach ** 2;
  for (let index = 0; left >= 0 && index < plot.data[0].length; index++) {
    const away = (plot.valToPos(plot.data[0][index], 'x') - left) ** 2 + (plot.valToPos(plot.data[1][index], 'y') - top) ** 2;
    if (away < distance) {
      distance = away;
      nearest = index;
    }
  }
  return nearest;
}

/** Axes in the page's type and colours. */
export function axis(colors, options) {
  return {
    stroke: colors.ink3, font: `11px ${colors.font}`, gap: 6,
    grid: { stroke: colors.line, width: 1 }, ticks: { show: false }, border: { show: false }, ...options,
  };
}

const monthName = (time) => write({ month: 'short' }, time);
const dayName = (time) => write({ day: 'numeric', month: 'short' }, time);
const clock = (time) => write({ hour: '2-digit', minute: '2-digit' }, time);
const yearName = (time) => write({ year: 'numeric' }, time);

/** Names of times on an axis, as fine as the distance between two; the year, or the day of a clock time, stands below where it changes. */
export function timeNames(plot, ticks, axisIndex, space, step) {
  const [name, below] = step >= 28 * 86400 ? [monthName, yearName] : step >= 86400 ? [dayName, yearName] : [clock, dayName];
  let last = null;
  return ticks.map((tick) => {
    const time = new Date(tick * 1000);
    const under = below(time);
    const text = under === last ? name(time) : `${name(time)}\n${under}`;
    last = under;
    return text;
  });
}

/** Times on an axis are in the chosen zone, UTC as candles are when nobody chooses. */
export const axisDate = (seconds) => (zone() === 'utc' ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000));

export { uPlot };
