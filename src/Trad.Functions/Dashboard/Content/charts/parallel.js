import { h, perFrame } from '../core/dom.js';
import { metricTitle, objectiveScore, plural, value } from '../core/format.js';
import { hideTip, showTip } from '../components/tip.js';
import { between, faded, onPalette, palette } from './palette.js';

const top = 34;
const bottom = 24;
const side = 46;
const chunk = 1500;

/**
 * Parallel coordinates: one line per trial through its parameters to its score. Dragging along an axis keeps only the
 * trials that pass there; a double-click forgets that. Lines are drawn in pieces, so that ten thousand never stop the page.
 */
export class ParallelPlot {
  constructor({ titleOf, objective, height = 280 }) {
    this.titleOf = titleOf;
    this.objective = objective;
    this.height = height;
    this.base = h('canvas', { 'aria-hidden': 'true' });
    this.over = h('canvas', { class: 'overlay', 'aria-hidden': 'true' });
    this.element = h('div', { class: 'chart parallel', role: 'img', 'aria-label': 'Parallel coordinates of all trials', style: { height: `${height}px` } }, this.base, this.over);
    this.brushes = new Map();
    this.trials = [];
    this.axes = [];
    this.redraw = perFrame(() => this.draw());
    this.hoverAt = perFrame((event) => this.hover(event));
    this.over.addEventListener('pointermove', (event) => (this.dragging ? this.drag(event) : this.hoverAt(event)));
    this.over.addEventListener('pointerleave', () => { this.highlight(null); hideTip(); });
    this.over.addEventListener('pointerdown', (event) => this.grab(event));
    this.over.addEventListener('pointerup', () => (this.dragging = null));
    this.over.addEventListener('dblclick', () => { this.brushes.clear(); this.redraw(); });
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.element);
    this.stopPalette = onPalette(this.redraw);
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.stopPalette();
    hideTip();
  }

  /**
   * Shows trials.
   * @param {Array} trials those without a score are left out
   * @param {Set} hidden names of parameters without an axis
   * @param {Array<{name, title, read, told}>} figures further axes, before that of the score; told(amount) is it in its unit
   */
  show(trials, hidden, figures) {
    this.trials = trials.filter((trial) => trial.state === 'completed' && typeof trial.score === 'number');
    const names = Object.keys(this.trials[0]?.parameters ?? {}).filter((name) => !hidden.has(name));
    const axes = [
      ...names.map((name) => makeAxis(name, this.titleOf(name), this.trials.map((trial) => trial.parameters[name]))).filter((axis) => axis.isVaried),
      ...figures.map(({ name, title, read, told }) => makeAxis(name, title, this.trials.map(read), told))];
    const key = axes.map((axis) => axis.name).join();
    if (key !== this.key) {
      this.key = key;
      this.brushes.clear();
    }
    this.axes = [...axes, makeAxis('', metricTitle(this.objective || 'score'), this.trials.map((trial) => trial.score), (amount) => objectiveScore(this.objective, amount))];
    this.order = this.trials.map((_, index) => index).sort((a, b) => this.trials[a].score - this.trials[b].score);
    this.rank = new Float32Array(this.trials.length);
    this.order.forEach((index, place) => (this.rank[index] = place / Math.max(1, this.order.length - 1)));
    this.element.setAttribute('aria-label', `Parallel coordinates of ${plural(this.trials.length, 'trial')} over ${axes.map((axis) => axis.title).join(', ')}`);
    this.redraw();
  }

  resize() {
    const ratio = devicePixelRatio;
    this.width = this.element.clientWidth;
    for (const canvas of [this.base, this.over]) {
      canvas.width = this.width * ratio;
      canvas.height = this.height * ratio;
      canvas.style.setProperty('width', `${this.width}px`);
      canvas.style.setProperty('height', `${this.height}px`);
    }
    this.redraw();
  }

  x(axis) {
    return side + ((this.width - 2 * side) * axis) / Math.max(1, this.axes.length - 1);
  }

  y(axis, index) {
    return this.height - bottom - (this.height - top - bottom) * this.axes[axis].shares[index];
  }

  draw() {
    cancelAnimationFrame(this.frame);
    if (!this.width || !this.axes.length) {
      return;
    }
    const context = this.base.getContext('2d');
    const colors = palette();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    const kept = this.order.filter((index) => this.isKept(index));
    const dropped = this.brushes.size ? this.order.filter((index) => !this.isKept(index)) : [];
    const opacity = Math.max(0.06, Math.min(0.75, 30 / Math.max(40, kept.length) + 0.05));
    const jobs = [...dropped.map((index) => [index, faded(colors.lineStrong, 0.18)]), ...kept.map((index) => [index, null])];
    let at = 0;
    const step = () => {
      const end = Math.min(jobs.length, at + chunk);
      for (; at < end; at++) {
        const [index, color] = jobs[at];
        const rank = this.rank[index];
        context.globalAlpha = color ? 1 : Math.min(1, opacity * (0.5 + 1.5 * rank ** 3));
        context.strokeStyle = color ?? between(rgbHex(colors.lineStrong), rgbHex(colors.accent), rank);
        context.lineWidth = rank > 0.98 && !color ? 1.6 : 1;
        this.trace(context, index);
      }
      context.globalAlpha = 1;
      if (at < jobs.length) {
        this.frame = requestAnimationFrame(step);
      }
      this.drawAxes(context, colors);
    };
    step();
  }

  trace(context, index) {
    context.beginPath();
    for (let axis = 0; axis < this.axes.length; axis++) {
      context.lineTo(this.x(axis), this.y(axis, index));
    }
    context.stroke();
  }

  drawAxes(context, colors) {
    context.font = `11px ${colors.font}`;
    const room = (this.width - 2 * side) / Math.max(1, this.axes.length - 1) - 8;
    this.axes.forEach((axis, place) => {
      const x = this.x(place);
      context.fillStyle = colors.lineStrong;
      context.fillRect(x - 0.5, top, 1, this.height - top - bottom);
      context.textAlign = 'center';
      // The outermost titles have only the margin on their other side.
      const isOutermost = place === 0 || place === this.axes.length - 1;
      context.fillStyle = place === this.axes.length - 1 ? colors.ink : colors.ink2;
      context.fillText(shorten(context, axis.title, isOutermost ? Math.min(room, 2 * side) : room), x, 12);
      context.fillStyle = colors.ink3;
      context.fillText(axis.lowText, x, this.height - 8);
      context.fillText(axis.highText, x, 27);
      const brush = this.brushes.get(place);
      if (brush) {
        context.fillStyle = faded(colors.accent, 0.25);
        context.fillRect(x - 6, Math.min(...brush), 12, Math.abs(brush[1] - brush[0]));
      }
    });
  }

  isKept(index) {
    for (const [axis, brush] of this.brushes) {
      const y = this.y(axis, index);
      if (y < Math.min(...brush) || y > Math.max(...brush)) {
        return false;
      }
    }
    return true;
  }

  grab(event) {
    const axis = this.nearAxis(event.offsetX);
    if (Math.abs(this.x(axis) - event.offsetX) < 16) {
      this.dragging = { axis, from: event.offsetY };
      this.brushes.delete(axis);
      this.over.setPointerCapture(event.pointerId);
      this.redraw();
    }
  }

  drag(event) {
    if (Math.abs(event.offsetY - this.dragging.from) > 3) {
      this.brushes.set(this.dragging.axis, [this.dragging.from, event.offsetY]);
      this.redraw();
    }
  }

  nearAxis(x) {
    const step = (this.width - 2 * side) / Math.max(1, this.axes.length - 1);
    return Math.max(0, Math.min(this.axes.length - 1, Math.round((x - side) / step)));
  }

  hover(event) {
    const step = (this.width - 2 * side) / Math.max(1, this.axes.length - 1);
    const left = Math.max(0, Math.min(this.axes.length - 2, Math.floor((event.offsetX - side) / step)));
    const share = (event.offsetX - this.x(left)) / step;
    let nearest = null;
    let distance = 9;
    for (let index = 0; index < this.trials.length && this.axes.length > 1; index++) {
      const away = Math.abs(this.y(left, index) * (1 - share) + this.y(left + 1, index) * share - event.offsetY);
      if (away < distance && this.isKept(index)) {
        distance = away;
        nearest = index;
      }
    }
    this.highlight(nearest);
    if (nearest === null) {
      hideTip();
    } else {
      const trial = this.trials[nearest];
      showTip(event.clientX, event.clientY, `Trial ${trial.trial}`, Object.entries(trial.parameters).map(([name, amount]) => [this.titleOf(name), value(amount)]), `${metricTitle(this.objective || 'score')} ${objectiveScore(this.objective, trial.score)}`);
    }
  }

  highlight(index) {
    const context = this.over.getContext('2d');
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    if (index !== null && this.width) {
      context.strokeStyle = palette().ink;
      context.lineWidth = 2;
      this.trace(context, index);
    }
  }
}

function makeAxis(name, title, values, told = value) {
  const isText = values.some((each) => typeof each !== 'number');
  const names = isText ? [...new Set(values)].sort() : null;
  const numbers = isText ? values.map((each) => names.indexOf(each)) : values;
  let low = Infinity;
  let high = -Infinity;
  for (const number of numbers) {
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return {
    name, title, isVaried: high > low, lowText: isText ? names[0] : told(low), highText: isText ? names.at(-1) : told(high),
    shares: Float32Array.from(numbers, (number) => (high > low ? (number - low) / (high - low) : 0.5)),
  };
}

const rgbHex = (color) => (color.length === 7 ? color : '#888888');

function shorten(context, text, room) {
  let short = text;
  while (short.length > 3 && context.measureText(short).width > room) {
    short = short.slice(0, -2);
  }
  return short === text ? text : `${short.trimEnd()}…`;
}
