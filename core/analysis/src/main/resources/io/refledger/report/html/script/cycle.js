const CYCLE = { width: 520, height: 188, box: 176, boxHeight: 42 };

function cycleBox(svg, x, type, label) {
  const group = svg.append('g').attr('transform', `translate(${x},${(CYCLE.height - CYCLE.boxHeight) / 2})`);
  group.append('rect').attr('class', 'box').attr('rx', 8)
    .attr('width', CYCLE.box).attr('height', CYCLE.boxHeight);
  group.append('title').text(type);
  group.append('text').attr('class', 'name').attr('x', CYCLE.box / 2).attr('y', 18).text(clipped(simple(type), 22));
  group.append('text').attr('class', 'sub').attr('x', CYCLE.box / 2).attr('y', 33).text(label);
}

/** A text of at most so many characters. */
function clipped(text, most) {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

function cycleArrow(svg, kind, from, to, bend, text) {
  const middle = CYCLE.height / 2 + bend;
  const start = CYCLE.height / 2 + Math.sign(bend) * CYCLE.boxHeight / 2;
  const peak = start + 0.75 * (middle - start);
  svg.append('path').attr('class', kind).attr('marker-end', `url(#head-${kind})`)
    .attr('d', `M${from},${start} C${from},${middle} ${to},${middle} ${to},${start}`);
  svg.append('text').attr('class', `label ${kind}`)
    .attr('x', CYCLE.width / 2).attr('y', peak + 4).text(text);
}

/** The cycle as a graph: the reference that closed it, and the way that leads back. */
function cycleGraph(edge) {
  const reference = shortReference(edge.referrer, edge.reference);
  const svg = d3.create('svg').attr('class', 'cycle').attr('role', 'img')
    .attr('viewBox', `0 0 ${CYCLE.width} ${CYCLE.height}`)
    .attr('aria-label', `${edge.referrer} refers to ${edge.referent} through ${reference}, which closed the cycle; other references lead back`);
  for (const kind of ['closing', 'back']) {
    svg.append('marker').attr('id', `head-${kind}`).attr('class', kind)
      .attr('viewBox', '0 0 8 8').attr('refX', 8).attr('refY', 4)
      .attr('markerWidth', 8).attr('markerHeight', 8).attr('orient', 'auto-start-reverse')
      .append('path').attr('d', 'M0,0 L8,4 L0,8 z');
  }
  const left = 20 + CYCLE.box / 2;
  const right = CYCLE.width - left;
  cycleArrow(svg, 'closing', left, right, -62, reference);
  cycleArrow(svg, 'back', right, left, 66, 'leads back');
  cycleBox(svg, 20, edge.referrer, 'youngest of the cycle');
  cycleBox(svg, CYCLE.width - 20 - CYCLE.box, edge.referent, 'referent');
  return h('figure', { class: 'cycle' }, svg.node(),
    h('figcaption', {}, 'The cycle was closed by ', h('code', { class: 'closing' }, reference),
      edge.storedAt ? [', stored at ', frameName(edge.storedAt)] : null, '.'));
}
