const PAGE_ROWS = 12;

/*
 * Only the rows of one page are in the document, so that a hundred thousand cost no more than a dozen.
 */
/** A table that is sorted by its headings, filtered by the words of the page, and shown in pages. */
class DataTable {
  /** columns: `[{ title, value(row), cell(row), numeric }]`; a filter looks at `text(row)`. */
  constructor(caption, columns, rows, text) {
    this.caption = caption;
    this.columns = columns;
    this.rows = rows;
    this.text = text;
    this.textByRow = new Map();
    this.shown = rows;
    this.page = 0;
    this.order = { index: -1, down: true };
    this.headings = columns.map((column, index) => h('th', { scope: 'col', class: column.numeric ? 'numeric' : null },
      h('button', { type: 'button', onclick: () => this.sortBy(index) }, column.title)));
    this.body = h('tbody');
    this.previous = h('button', { type: 'button', onclick: () => this.turn(-1) }, 'Previous');
    this.next = h('button', { type: 'button', onclick: () => this.turn(1) }, 'Next');
    this.status = h('span', { class: 'status', role: 'status' });
    this.pager = h('div', { class: 'pager' }, this.previous, this.next, this.status);
  }

  textOf(row) {
    if (!this.textByRow.has(row)) this.textByRow.set(row, this.text(row));
    return this.textByRow.get(row);
  }

  sortBy(index) {
    const { order } = this;
    const down = order.index === index ? !order.down : Boolean(this.columns[index].numeric);
    this.order = { index, down };
    this.headings.forEach((heading) => heading.removeAttribute('aria-sort'));
    this.headings[index].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    this.filter();
  }

  /** After this, the first page of the rows that have the words is shown, in order. */
  filter() {
    this.select();
    this.page = 0;
    this.draw();
  }

  /** Shows other rows in the same order, and the same page if there are as many. */
  update(rows) {
    this.rows = rows;
    this.textByRow.clear();
    this.select();
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.shown.length / PAGE_ROWS) - 1));
    this.draw();
  }

  select() {
    this.shown = state.words.length ? this.rows.filter((row) => matches(this.textOf(row))) : this.rows;
    if (this.order.index >= 0) {
      const { value } = this.columns[this.order.index];
      const compare = this.order.down ? d3.descending : d3.ascending;
      this.shown = [...this.shown].sort((one, other) => compare(value(one), value(other)));
    }
  }

  turn(by) {
    this.page += by;
    this.draw();
  }

  draw() {
    const { shown, rows, columns } = this;
    const from = this.page * PAGE_ROWS;
    const until = Math.min(from + PAGE_ROWS, shown.length);
    this.body.replaceChildren(...shown.slice(from, until).map((row) => h('tr', {},
      columns.map((column) => h('td', { class: column.numeric ? 'numeric' : null }, column.cell(row))))));
    const filtered = shown.length === rows.length ? '' : `, of ${count(rows.length)}`;
    this.status.textContent = shown.length
      ? `${count(from + 1)}–${count(until)} of ${count(shown.length)}${filtered}` : `none of ${count(rows.length)}`;
    this.previous.disabled = this.page === 0;
    this.next.disabled = until >= shown.length;
    this.pager.hidden = shown.length <= PAGE_ROWS && !state.words.length;
  }
}

/** A table with its pager; `rest` says what the rows leave out. */
function dataTable(caption, columns, rows, text, rest) {
  const table = new DataTable(caption, columns, rows, text);
  onFilter(() => table.filter());
  return h('div', { class: columns.every((column) => column.numeric) ? 'table numbers' : 'table' },
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, table.headings)), table.body)),
    table.pager,
    rest ? h('p', { class: 'remainder' }, rest) : null);
}

/** A column of numbers. */
function numberColumn(title, value, shown = count) {
  return { title, value, cell: (row) => shown(value(row)), numeric: true };
}

/** A column of classes. */
function typeColumn(title, value) {
  return { title, value, cell: (row) => typeName(value(row)) };
}

/** A column of frames. */
function frameColumn(title, value) {
  return { title, value: (row) => frameText(value(row)), cell: (row) => frameName(value(row)) };
}
