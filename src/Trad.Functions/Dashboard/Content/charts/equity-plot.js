import { h, put } from '../core/dom.js';
import { day, money, percent, signedPercent } from '../core/format.js';
import { readHolding } from '../core/holding.js';
import { Plot, axis, axisDate, dashes, timeNames } from './plot.js';
import { faded } from './palette.js';

/**
 * Equity above, drawdown below, on one time axis. With several curves they are laid over each other as returns;
 * a line marks where the hold-out begins.
 */
export class EquityPlot {
  constructor(height = 240) {
    this.curves = [];
    this.equity = new Plot({ label: 'Equity', height, data: [[], []], describe: (index) => this.describe(index), make: (colors) => this.options(colors, false) });
    this.drawdown = new Plot({ label: 'Drawdown', height: 104, data: [[], []], make: (colors) => this.options(colors, true) });
    this.legend = h('div', { class: 'legend-row' });
    this.element = h('div', {}, this.equity.element, this.drawdown.element, this.legend);
  }

  close() {
    this.isClosed = true;
    this.equity.close();
    this.drawdown.close();
  }

  /**
   * Shows curves; beside one that has a market, what holding the market would have returned.
   * @param {Array<{name, points: Array<{time, chainedEquity, chainedDrawdown, inSample}>, market}>} curves
   */
  setCurves(curves) {
    this.given = curves;
    this.draw(curves);
    const [first] = curves;
    if (first?.market && first.points.length > 1) {
      readHolding(first.market, first.points.map((point) => Date.parse(point.time))).then((points) => {
        if (this.given === curves && !this.isClosed && points.length > 1) {
          this.draw([...curves, { name: 'buy and hold', points, isHolding: true }]);
        }
      }).catch(() => {
        // Without the candles there is no second line.
      });
    }
  }

  draw(curves) {
    const isNew = curves.length !== this.curves.length;
    this.curves = curves;
    const { times, columns } = align(curves);
    this.times = times;
    this.split = splitOf(curves);
    this.columns = columns;
    const equity = [times, ...columns.map((column) => column.equity)];
    const drawdown = [times, ...columns.map((column) => column.drawdown)];
    if (isNew) {
      this.equity.replace(equity);
      this.drawdown.replace(drawdown);
    } else {
      this.equity.setData(equity);
      this.drawdown.setData(drawdown);
    }
    this.equity.setLabel(curves.map((curve, index) => `${curve.name}: ${signedPercent(lastOf(columns[index].equity))}`).join('; ') || 'Equity');
    put(this.legend, curves.length > 1 && curves.map((curve, index) => h('span', { class: 'swatch', style: { '--swatch': curve.isHolding ? 'var(--ink-3)' : `var(--series-${index + 1})` } }, h('i'), curve.name)),
      this.split && h('span', { class: 'muted' }, `hold-out from ${day(this.split * 1000)}`));
  }

  options(colors, isDrawdown) {
    const format = (amount) => (isDrawdown ? `−${Math.round(amount * 100)} %` : `${amount > 0 ? '+' : ''}${Math.round(amount * 1000) / 10} %`.replace('-', '−'));
    return {
      tzDate: axisDate,
      cursor: { sync: { key: `equity-${this.key ??= Math.random()}` }, y: false, points: { size: 7 }, drag: { x: true, y: false } },
      scales: { y: isDrawdown ? { range: (_, low, high) => [Math.max(high, 0.01) * 1.05, 0], dir: 1 } : {} },
      axes: [
        axis(colors, { size: isDrawdown ? 42 : 8, values: isDrawdown ? timeNames : () => [] }),
        axis(colors, { size: 58, values: (_, ticks) => ticks.map(format), space: isDrawdown ? 26 : 40 })],
      series: [{}, ...Array.from({ length: Math.max(1, this.curves.length) }, (_, index) => ({
        stroke: this.strokeOf(index, colors, isDrawdown), width: 1.5, dash: this.curves[index]?.isHolding ? [4, 3] : dashes[index], show: !(isDrawdown && this.curves[index]?.isHolding), points: { show: false }, spanGaps: true,
        fill: index === 0 && this.own < 2 ? faded(isDrawdown ? colors.bad : colors.series[0], 0.1) : undefined,
      }))],
      hooks: { drawClear: [(plot) => this.drawSplit(plot, colors)] },
    };
  }

  /** Curves that are no comparison with holding. */
  get own() {
    return this.curves.filter((curve) => !curve.isHolding).length;
  }

  strokeOf(index, colors, isDrawdown) {
    return this.curves[index]?.isHolding ? colors.ink3 : isDrawdown && this.own < 2 ? colors.bad : colors.series[index];
  }

  // What the search never saw lies on a ground of its own.
  drawSplit(plot, colors) {
    if (!this.split) {
      return;
    }
    const { ctx, bbox } = plot;
    const x = Math.max(bbox.left, plot.valToPos(this.split, 'x', true));
    if (x < bbox.left + bbox.width) {
      ctx.fillStyle = colors.accentSoft;
      ctx.fillRect(x, bbox.top, bbox.left + bbox.width - x, bbox.height);
    }
  }

  describe(index) {
    const rows = this.curves.flatMap((curve, place) => {
      const { equity, drawdown, money: amounts } = this.columns[place];
      const name = this.own > 1 || curve.isHolding ? curve.name : 'return';
      return this.own > 1 || curve.isHolding
        ? [[name, signedPercent(equity[index])]]
        : [[name, signedPercent(equity[index])], ['equity', money(amounts[index])], ['drawdown', percent(drawdown[index])]];
    });
    return [day(this.times[index] * 1000), rows, this.split && this.times[index] >= this.split ? 'hold-out' : null];
  }
}

const lastOf = (column) => column.findLast((amount) => amount !== null);

function splitOf(curves) {
  const points = curves[0]?.points ?? [];
  const first = points.findIndex((point) => point.inSample === false);
  return first > 0 ? Date.parse(points[first].time) / 1000 : null;
}

// Curves of different ranges share one axis of all their times.
function align(curves) {
  const times = [...new Set(curves.flatMap((curve) => curve.points.map((point) => Date.parse(point.time) / 1000)))].sort((a, b) => a - b);
  const places = new Map(times.map((time, index) => [time, index]));
  const columns = curves.map((curve) => {
    const column = { equity: new Array(times.length).fill(null), drawdown: new Array(times.length).fill(null), money: new Array(times.length).fill(null) };
    const start = curve.isHolding ? 1 : curve.start ?? curve.points[0]?.chainedEquity ?? 1;
    for (const point of curve.points) {
      const place = places.get(Date.parse(point.time) / 1000);
      column.equity[place] = point.chainedEquity / start - 1;
      column.drawdown[place] = Math.abs(point.chainedDrawdown);
      column.money[place] = point.chainedEquity;
    }
    return column;
  });
  return { times, columns };
}
