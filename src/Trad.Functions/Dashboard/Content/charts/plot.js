import './locale.js';
import uPlot from '../vendor/uplot/uplot.js';
import { write, zone } from '../core/clock.js';
import { h } from '../core/dom.js';
import { hideTip, showTip } from '../components/tip.js';
import { palette, onPalette } from './palette.js';

/** Dashes of lines beside each other, so that they are told apart without their colours. */
export const dashes = [[], [8, 3], [2, 3], [10, 3, 2, 3], [5, 5]];

/**
 * A uPlot chart that fits its place, follows the colours of the page and can be read by pointer and by keyboard.
 * @param {object} options label (what it shows, for screen readers), height, make(palette) → uPlot options without a size;
 * describe(index) → the title, rows and note of the tip at a place of the data, or null; find(plot) → the place that the pointer
 * means, by default the one above or below it; onOpen(index), for a click or Enter at such a place
 */
export class Plot {
  constructor({ label, height, make, data, describe, find = (plot) => plot.cursor.idx, onOpen }) {
    Object.assign(this, { height, make, data, describe, find, pointed: null });
    this.element = h('div', { class: 'chart', role: 'img', tabindex: '0', 'aria-label': label, style: { height: `${height}px` }, onkeydown: (event) => this.press(event, onOpen), onblur: () => this.tell(null) });
    this.element.addEventListener('pointerleave', hideTip);
    this.element.addEventListener('click', () => this.pointed !== null && onOpen?.(this.pointed));
    this.stopPalette = onPalette(() => this.build());
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.element);
    this.at = -1;
  }

  close() {
    this.resized.disconnect();
    this.stopPalette();
    this.tell(null);
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
    const { hooks, ...made } = this.make(palette());
    this.plot = new uPlot({ padding: [8, 10, 0, 0], legend: { show: false }, ...made, hooks: { ...hooks, setCursor: [(plot) => this.hover(plot)] }, width, height: this.height }, this.data, this.element);
  }

  resize() {
    if (this.plot) {
      this.plot.setSize({ width: this.element.clientWidth, height: this.height });
    } else {
      this.build();
    }
  }

  hover(plot) {
    const { left, top } = plot.cursor;
    const bounds = plot.over.getBoundingClientRect();
    this.tell(left < 0 ? null : this.find(plot) ?? null, bounds.left + left, bounds.top + top);
  }

  /** Explains a place of the data near a point of the window; null explains nothing any more. */
  tell(index, x, y) {
    const told = index === null || index >= this.data[0].length ? null : this.describe?.(index);
    this.pointed = told ? index : null;
    if (told) {
      showTip(x, y, ...told);
    } else if (this.describe) {
      hideTip();
    }
  }

  press(event, onOpen) {
    if (event.key === 'Enter' && onOpen && this.pointed !== null) {
      // The same key press must not also press the button that an opened dialog focuses.
      event.preventDefault();
      onOpen(this.pointed);
      return;
    }
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    const length = this.data[0]?.length ?? 0;
    if (event.key in steps && length && this.plot) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(length - 1, this.at + steps[event.key]));
      const left = this.plot.valToPos(this.data[0][this.at], 'x');
      this.plot.setCursor({ left, top: this.height / 2 });
      const bounds = this.plot.over.getBoundingClientRect();
      this.tell(this.at, bounds.left + left, bounds.top + bounds.height / 2);
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

/** Trials as dots of a colour, without a line between them. */
export const dots = (fill) => ({ paths: () => null, points: { show: true, size: 5, width: 0, fill, stroke: 'transparent' } });

/** The ring around the dot that the pointer means. */
export const ring = (colors) => ({ size: 9, width: 2, stroke: colors.ink, fill: colors.surface });

/** A scale of all that there is and a little more, as a share of it, so that no dot is cut at the edge. */
export const withMargin = (share) => (_, low, high) => (low === high ? [low - 1, high + 1] : [low - (high - low) * share, high + (high - low) * share]);

/**
 * From where to where scores are drawn: all good ones, and of hopeless ones only those that do not press all others into a line.
 * Null when there are none.
 */
export function scoreLimits(scores) {
  const sorted = scores.filter((amount) => amount !== null).sort((a, b) => a - b);
  if (!sorted.length) {
    return null;
  }
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  const high = sorted.at(-1);
  const low = Math.max(sorted[0], at(0.25) - 4 * Math.max(at(0.75) - at(0.25), 1e-9));
  const pad = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - pad * 1.5, high + pad];
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
