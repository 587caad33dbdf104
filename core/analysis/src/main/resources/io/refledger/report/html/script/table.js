const PAGE_ROWS = 12;

/*
 * Only the rows of one page are in the document, so that a hundred thousand cost no more than a dozen.
 */
/**
 * A table that is sorted by its headings, filtered by the words of the page, and shown page by page.
 *
 * columns: [{ title, value(row), cell(row), numeric }]; `text(row)` is what the filter looks at;
 * `rest` says what the rows leave out.
 */
function dataTable(caption, columns, rows, text, rest) {
  const body = h('tbody');
  const status = h('span', { class: 'status', role: 'status' });
  const headings = columns.map((column, index) => h('th', { scope: 'col', class: column.numeric ? 'numeric' : null },
    h('button', { type: 'button', onclick: () => sortBy(index) }, column.title)));
  const previous = h('button', { type: 'button', onclick: () => turn(-1) }, 'Previous');
  const next = h('button', { type: 'button', onclick: () => turn(1) }, 'Next');
  const texts = new Map();
  let shown = rows;
  let page = 0;
  let order = { index: -1, down: true };

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, text(row));
    return texts.get(row);
  };

  function sortBy(index) {
    const column = columns[index];
    order = { index, down: order.index === index ? !order.down : Boolean(column.numeric) };
    headings.forEach((heading, at) => {
      if (at === index) heading.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
      else heading.removeAttribute('aria-sort');
    });
    filter();
  }

  function filter() {
    shown = state.words.length ? rows.filter((row) => matches(textOf(row))) : rows;
    if (order.index >= 0) {
      const { value } = columns[order.index];
      const compare = order.down ? d3.descending : d3.ascending;
      shown = [...shown].sort((one, other) => compare(value(one), value(other)));
    }
    page = 0;
    draw();
  }

  function turn(by) {
    page += by;
    draw();
  }

  function draw() {
    const from = page * PAGE_ROWS;
    const until = Math.min(from + PAGE_ROWS, shown.length);
    body.replaceChildren(...shown.slice(from, until).map((row) => h('tr', {},
      columns.map((column) => h('td', { class: column.numeric ? 'numeric' : null }, column.cell(row))))));
    const filtered = shown.length === rows.length ? '' : `, of ${count(rows.length)}`;
    status.textContent = shown.length ? `${count(from + 1)}–${count(until)} of ${count(shown.length)}${filtered}` : `none of ${count(rows.length)}`;
    previous.disabled = page === 0;
    next.disabled = until >= shown.length;
    pager.hidden = shown.length <= PAGE_ROWS && !state.words.length;
  }

  const pager = h('div', { class: 'pager' }, previous, next, status);
  const view = h('div', { class: columns.every((column) => column.numeric) ? 'table numbers' : 'table' },
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, headings)), body)),
    pager,
    rest ? h('p', { class: 'remainder' }, rest) : null);
  onFilter(filter);
  return view;
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
