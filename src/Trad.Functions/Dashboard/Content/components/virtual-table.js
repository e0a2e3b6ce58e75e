import { h, perFrame, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { plural } from '../core/format.js';

const rowHeight = 32;
const overscan = 6;

/**
 * A table of any number of rows, of which only those in view are in the page. Sorted by its headings, walked by the
 * arrow keys, read by screen readers with the true row count.
 */
export class VirtualTable {
  /**
   * @param {object} options
   * @param {string} options.label what the table lists
   * @param {Array<{key, title, number, width, value: function, text: function, class: function}>} options.columns value sorts, text shows
   * @param {string} options.height CSS height
   * @param {function} [options.onOpen] called with the row on Enter or click
   * @param {function} [options.onHover] called with the row or null
   * @param {function} [options.rowClass]
   * @param {string} options.none what is said when there are no rows
   * @param {boolean} [options.fits] whether only as many columns are shown as have room, those that matter first; the button `more` shows the rest
   */
  constructor(options) {
    Object.assign(this, options);
    this.rows = [];
    this.all = options.columns;
    this.showsAll = false;
    this.more = h('button', { class: 'button quiet', type: 'button', hidden: true, 'aria-pressed': 'false', onclick: () => { this.showsAll = !this.showsAll; this.fit(); } });
    this.order = [];
    this.pool = [];
    this.active = -1;
    this.sort = options.sort ?? null;
    this.body = h('div', { class: 'virtual-body', role: 'rowgroup' });
    this.head = h('div', { class: 'virtual-head', role: 'row', 'aria-rowindex': '1' });
    this.message = h('div', { class: 'virtual-empty', hidden: true });
    this.element = h('div', { class: 'virtual', role: 'table', tabindex: '0', 'aria-label': this.label, style: { '--virtual-height': this.height } },
      h('div', { role: 'rowgroup' }, this.head), this.body, this.message);
    this.draw = perFrame(() => this.drawNow());
    this.setColumns(this.columns);
    this.element.addEventListener('scroll', this.draw, { passive: true });
    this.element.addEventListener('keydown', (event) => this.press(event));
    this.element.addEventListener('pointerleave', () => this.onHover?.(null));
    this.resized = new ResizeObserver(() => { this.fit(); this.draw(); });
    this.resized.observe(this.element);
  }

  close() {
    this.resized.disconnect();
  }

  setColumns(columns) {
    this.all = columns;
    this.shown = null;
    this.fit();
  }

  // What does not fit is not cut in half at the edge: whole columns wait behind the button.
  fit() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = this.element.clientWidth || Infinity;
    let taken = 0;
    let fitting = this.all.findIndex((column) => (taken += remOf(column.width) * rem) > room);
    fitting = fitting < 0 ? this.all.length : Math.max(2, fitting);
    const columns = !this.fits || this.showsAll ? this.all : this.all.slice(0, fitting);
    this.more.hidden = !this.fits || fitting === this.all.length;
    this.more.setAttribute('aria-pressed', String(this.showsAll));
    put(this.more, icon('columns'), this.showsAll ? 'Fewer columns' : `${plural(this.all.length - fitting, 'more column')}`);
    if (columns.length !== this.shown) {
      this.shown = columns.length;
      this.arrangeColumns(columns);
    }
  }

  arrangeColumns(columns) {
    this.columns = columns;
    this.element.style.setProperty('--columns', columns.map((column) => column.width ?? 'minmax(6rem, 1fr)').join(' '));
    put(this.head, columns.map((column) => h('div', { role: 'columnheader', class: column.number ? 'number' : null, 'aria-sort': this.sort?.key === column.key ? this.sort.direction : 'none' },
      column.value ? h('button', { class: 'sort', type: 'button', onclick: () => this.sortBy(column) }, column.title) : column.title)));
    this.pool = [];
    put(this.body);
    this.draw?.();
  }

  sortBy(column) {
    const first = column.number ? 'descending' : 'ascending';
    const other = column.number ? 'ascending' : 'descending';
    this.sort = { key: column.key, direction: this.sort?.key === column.key && this.sort.direction === first ? other : first };
    [...this.head.children].forEach((cell, index) => cell.setAttribute('aria-sort', this.columns[index].key === column.key ? this.sort.direction : 'none'));
    this.arrange();
  }

  /** Shows rows. */
  setRows(rows) {
    this.rows = rows;
    this.arrange();
  }

  arrange() {
    const column = this.sort && this.all.find((each) => each.key === this.sort.key);
    if (column) {
      const sign = this.sort.direction === 'ascending' ? 1 : -1;
      const keyed = this.rows.map((row, index) => ({ row, index, key: column.value(row) }));
      keyed.sort((a, b) => compare(a.key, b.key, sign) || a.index - b.index);
      this.order = keyed.map((each) => each.row);
    } else {
      this.order = this.rows;
    }
    this.body.style.setProperty('height', `${this.order.length * rowHeight}px`);
    if (this.fits) {
      this.element.style.setProperty('max-height', `${Math.max(4, this.order.length + 1.5) * rowHeight + 12}px`);
    }
    this.element.setAttribute('aria-rowcount', String(this.order.length + 1));
    this.message.hidden = this.order.length > 0;
    this.message.textContent = this.none;
    this.draw();
  }

  drawNow() {
    const top = this.element.scrollTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
    const last = Math.min(this.order.length, Math.ceil((top + this.element.clientHeight) / rowHeight) + overscan);
    while (this.pool.length < last - first) {
      this.pool.push(this.makeRow());
    }
    this.pool.forEach((row, slot) => {
      const index = first + slot;
      row.element.hidden = index >= last;
      if (index < last) {
        this.fillRow(row, index);
      }
    });
  }

  makeRow() {
    const cells = this.columns.map((column) => h('div', { role: 'cell', class: column.number ? 'number' : null }));
    const row = { cells, element: h('div', { class: 'virtual-row', role: 'row' }, cells), index: -1 };
    row.element.addEventListener('click', () => { this.activate(row.index); this.onOpen?.(this.order[row.index]); });
    row.element.addEventListener('pointerenter', () => this.onHover?.(this.order[row.index]));
    this.body.append(row.element);
    return row;
  }

  fillRow(row, index) {
    const data = this.order[index];
    row.index = index;
    row.element.style.setProperty('transform', `translateY(${index * rowHeight}px)`);
    row.element.setAttribute('aria-rowindex', String(index + 2));
    row.element.className = `virtual-row ${index === this.active ? 'active' : ''} ${this.rowClass?.(data) ?? ''}`;
    this.columns.forEach((column, place) => {
      const cell = row.cells[place];
      const text = column.text(data);
      if (cell.textContent !== text) {
        cell.textContent = text;
      }
      const look = `${column.number ? 'number ' : ''}${column.class?.(data) ?? ''}`;
      if (cell.className !== look) {
        cell.className = look;
      }
    });
  }

  activate(index) {
    this.active = Math.max(0, Math.min(this.order.length - 1, index));
    const top = this.active * rowHeight;
    const view = this.element.clientHeight - 2 * rowHeight;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top > this.element.scrollTop + view) {
      this.element.scrollTop = top - view;
    }
    this.onHover?.(this.order[this.active] ?? null);
    this.draw();
  }

  press(event) {
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.target !== this.element) {
      return;
    }
    if (event.key in steps) {
      event.preventDefault();
      this.activate(this.active + steps[event.key]);
    } else if (event.key === 'Enter' && this.active >= 0) {
      // The same key press must not also press the button that the opened dialog focuses.
      event.preventDefault();
      this.onOpen?.(this.order[this.active]);
    }
  }
}

// The least width of a column in rem: of 'minmax(6rem, 1fr)' it is 6, of 'minmax(0, 1fr)' nothing.
const remOf = (width) => parseFloat(/[\d.]+(?=rem)/.exec(width ?? '6rem')?.[0] ?? 0);

// What is missing comes last in both directions.
function compare(a, b, sign) {
  const noA = a === null || a === undefined;
  const noB = b === null || b === undefined;
  if (noA || noB) {
    return noA - noB;
  }
  return sign * (typeof a === 'string' ? a.localeCompare(b) : a - b);
}
