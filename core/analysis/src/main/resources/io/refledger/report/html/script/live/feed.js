/** Draws the place of the figures, and follows the program's events for as long as it runs. */
function follow() {
  const link = h('span', { class: 'link' }, 'connecting');
  const figures = h('dl', { class: 'figures' });
  const more = h('div');
  const box = h('div', { class: 'history' });
  const table = growingClasses();
  document.getElementById('now').append(
    h('h2', {}, 'Now', link), actionBar(), figures, more, box,
    h('div', { class: 'table' },
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': table.caption },
        h('table', {}, h('caption', {}, table.caption), h('thead', {}, h('tr', {}, table.headings)), table.body)),
      table.pager),
    growth);

  const connect = (text, lost) => {
    link.textContent = text;
    link.classList.toggle('lost', lost);
  };
  const events = new EventSource('events');
  events.addEventListener('open', () => connect('connected', false));
  events.addEventListener('error', () => connect('no connection: the program has ended, or too many pages are open', true));
  events.addEventListener('figures', ({ data }) => {
    const now = JSON.parse(data);
    remember(now);
    figures.replaceChildren(...nowFigures(now));
    more.replaceChildren(nowFacts(now));
    box.replaceChildren(historyCurve(Math.max(200, box.clientWidth - 36)));
    table.update(growthRows(now));
  });
  events.addEventListener('report', ({ data }) => {
    render(JSON.parse(data));
    state.listeners.push(() => table.filter());
  });
  events.addEventListener('growth', ({ data }) => drawGrowth(JSON.parse(data)));
}

follow();
document.querySelector('[data-action="look"]').click();
