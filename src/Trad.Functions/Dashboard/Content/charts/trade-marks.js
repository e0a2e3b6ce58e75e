import { palette } from './palette.js';

// More trades in view than this are summed up by columns of the picture.
const mostSingle = 250;
const column = 18;

/**
 * Draws trades over candles: from entry to exit a line coloured by result, a triangle up where a long was entered and one down
 * where a short was, and dashes where stop and target lay. Where too many are in view, each column of the picture tells how many
 * ended in it and whether they gained.
 */
export class TradeMarks {
  constructor() {
    this.trades = [];
    this.view = { zOrder: () => 'top', renderer: () => ({ draw: (target) => target.useBitmapCoordinateSpace((space) => this.draw(space)) }) };
  }

  attached({ chart, series, requestUpdate }) {
    Object.assign(this, { chart, series, requestUpdate });
  }

  paneViews() {
    return [this.view];
  }

  updateAllViews() {}

  /** @param {Array<{from, to, trade, stop, target}>} trades from and to are places of bars, in order of entry */
  set(trades) {
    this.trades = trades;
    this.requestUpdate?.();
  }

  /** How many are drawn, and whether each of them is. */
  get shown() {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    return range ? this.trades.filter(({ from, to }) => to >= range.from && from <= range.to) : [];
  }

  draw({ context, horizontalPixelRatio: h, verticalPixelRatio: v }) {
    const shown = this.shown;
    const scale = this.chart.timeScale();
    const x = (place) => scale.logicalToCoordinate(place) * h;
    const y = (price) => this.series.priceToCoordinate(price) * v;
    this.isSummed = shown.length > mostSingle;
    context.save();
    if (this.isSummed) {
      this.drawSums(context, shown, x, y, h, v);
    } else {
      shown.forEach((each) => this.drawOne(context, each, x, y, h, v));
    }
    context.restore();
  }

  drawOne(context, { from, to, trade, stop, target }, x, y, h, v) {
    const colors = palette();
    const [left, right] = [x(from), Math.max(x(to), x(from) + 2 * h)];
    const [start, end] = [y(trade.entryPrice), y(trade.exitPrice)];
    const isGain = trade.profit >= 0;
    const level = (price, color) => {
      if (price !== null && price !== undefined) {
        context.strokeStyle = color;
        context.lineWidth = h;
        context.setLineDash([3 * h, 3 * h]);
        context.beginPath();
        context.moveTo(left, y(price));
        context.lineTo(right, y(price));
        context.stroke();
        context.setLineDash([]);
      }
    };
    if (right - left > 6 * h) {
      level(stop, colors.bad);
      level(target, colors.good);
    }
    context.strokeStyle = isGain ? colors.good : colors.bad;
    context.lineWidth = 1.6 * h;
    context.beginPath();
    context.moveTo(left, start);
    context.lineTo(right, end);
    context.stroke();
    const isLong = trade.direction === 'long';
    const size = 5 * v;
    context.fillStyle = isLong ? colors.series[0] : colors.series[1];
    context.strokeStyle = colors.surface;
    context.lineWidth = h;
    context.beginPath();
    context.moveTo(left, start + (isLong ? -size : size));
    context.lineTo(left - size, start + (isLong ? size : -size));
    context.lineTo(left + size, start + (isLong ? size : -size));
    context.closePath();
    context.fill();
    context.stroke();
    context.fillStyle = isGain ? colors.good : colors.bad;
    context.beginPath();
    context.arc(right, end, 2.6 * v, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }

  drawSums(context, shown, x, y, h, v) {
    const colors = palette();
    const columns = new Map();
    for (const each of shown) {
      const place = Math.floor(x(each.to) / (column * h));
      const sum = columns.get(place) ?? { count: 0, gains: 0, profit: 0, price: 0 };
      sum.count++;
      sum.gains += each.trade.profit >= 0 ? 1 : 0;
      sum.profit += each.trade.profit;
      sum.price += each.trade.exitPrice;
      columns.set(place, sum);
    }
    const most = Math.max(...[...columns.values()].map((sum) => sum.count));
    context.font = `${10 * v}px ${colors.font}`;
    context.textAlign = 'center';
    for (const [place, sum] of columns) {
      const middle = (place + 0.5) * column * h;
      const height = y(sum.price / sum.count);
      const radius = (3 + 5 * Math.sqrt(sum.count / most)) * v;
      context.fillStyle = sum.profit >= 0 ? colors.good : colors.bad;
      context.globalAlpha = 0.85;
      context.beginPath();
      context.arc(middle, height, radius, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
      context.fillStyle = colors.ink;
      context.fillText(String(sum.count), middle, height - radius - 3 * v);
    }
  }
}
