const CYCLE = { width: 520, height: 188, box: 176, boxHeight: 42 };
const COLUMN = { left: 64, box: 320, gap: 58, stem: 30, bend: 8, side: 22 };

/** A text of at most so many characters. */
function clipped(text, most) {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

function cycleSvg(height, label) {
  const svg = d3.create('svg').attr('class', 'cycle').attr('role', 'img')
    .attr('viewBox', `0 0 ${CYCLE.width} ${height}`).attr('aria-label', label);
  for (const kind of ['closing', 'back', 'way']) {
    svg.append('marker').attr('id', `head-${kind}`).attr('class', kind)
      .attr('viewBox', '0 0 8 8').attr('refX', 8).attr('refY', 4)
      .attr('markerWidth', 8).attr('markerHeight', 8).attr('orient', 'auto-start-reverse')
      .append('path').attr('d', 'M0,0 L8,4 L0,8 z');
  }
  return svg;
}

function cycleBox(svg, x, y, width, type, label) {
  const group = svg.append('g').attr('transform', `translate(${x},${y})`);
  group.append('rect').attr('class', 'box').attr('rx', 8)
    .attr('width', width).attr('height', CYCLE.boxHeight);
  group.append('title').text(type);
  group.append('text').attr('class', 'name').attr('x', width / 2).attr('y', label ? 18 : 26)
    .text(clipped(simple(type), Math.floor(width / 8)));
  if (label) group.append('text').attr('class', 'sub').attr('x', width / 2).attr('y', 33).text(label);
}

function cycleArrow(svg, kind, d) {
  svg.append('path').attr('class', kind).attr('marker-end', `url(#head-${kind})`).attr('d', d);
}

function cycleBow(svg, kind, from, to, bend, text) {
  const middle = CYCLE.height / 2 + bend;
  const start = CYCLE.height / 2 + Math.sign(bend) * CYCLE.boxHeight / 2;
  const peak = start + 0.75 * (middle - start);
  cycleArrow(svg, kind, `M${from},${start} C${from},${middle} ${to},${middle} ${to},${start}`);
  svg.append('text').attr('class', `label ${kind}`)
    .attr('x', CYCLE.width / 2).attr('y', peak + 4).text(text);
}

/** The reference that closed the cycle; of the way back nothing is known. */
function closingEdge(edge) {
  const reference = shortReference(edge.referrer, edge.reference);
  const svg = cycleSvg(CYCLE.height,
    `${edge.referrer} refers to ${edge.referent} through ${reference}, which closed the cycle; other references lead back`);
  const left = 20 + CYCLE.box / 2;
  const right = CYCLE.width - left;
  const top = (CYCLE.height - CYCLE.boxHeight) / 2;
  cycleBow(svg, 'closing', left, right, -62, reference);
  cycleBow(svg, 'back', right, left, 66, 'leads back');
  cycleBox(svg, 20, top, CYCLE.box, edge.referrer, 'youngest of the cycle');
  cycleBox(svg, CYCLE.width - 20 - CYCLE.box, top, CYCLE.box, edge.referent, 'referent');
  return svg;
}

function cycleLabel(svg, kind, y, run) {
  const x = COLUMN.left + COLUMN.stem + 14;
  const times = run.times > 1 ? `, ${run.times} times` : '';
  const reference = shortReference(run.referrer, run.reference) + times;
  svg.append('text').attr('class', `label start ${kind}`).attr('x', x).attr('y', y).text(clipped(reference, 54))
    .append('title').text(run.reference + times);
  if (!run.storedAt) return;
  const frame = nearest(run.storedAt);
  svg.append('text').attr('class', 'sub start').attr('x', x).attr('y', y + 15)
    .text(clipped(`stored at ${simple(frame.class)}.${frame.method} (${sourceOf(frame)})`, 64))
    .append('title').text(frameText(run.storedAt));
}

/** From below the lowest box around the left side to the uppermost one. */
function closingArrow(stem, bottom, top) {
  const { left, bend, side } = COLUMN;
  const turn = bottom + COLUMN.gap - 26;
  return `M${stem},${bottom} V${turn - bend} Q${stem},${turn} ${stem - bend},${turn}`
    + ` H${side + bend} Q${side},${turn} ${side},${turn - bend}`
    + ` V${top + bend} Q${side},${top} ${side + bend},${top} H${left}`;
}

/** The whole cycle: down the way back, and up again by the reference that closed it. */
function wholeCycle(runs) {
  const [closing, ...way] = runs;
  const step = CYCLE.boxHeight + COLUMN.gap;
  const stem = COLUMN.left + COLUMN.stem;
  const told = runs.map((run) => `${run.referrer} refers to ${run.referent} through ${shortReference(run.referrer, run.reference)}`);
  const svg = cycleSvg(runs.length * step, `A cycle, closed by the first reference: ${told.join('; ')}`);
  way.forEach((run, index) => {
    const bottom = index * step + CYCLE.boxHeight;
    cycleArrow(svg, 'way', `M${stem},${bottom + 1} V${(index + 1) * step}`);
    cycleLabel(svg, 'way', bottom + 24, run);
  });
  const bottom = way.length * step + CYCLE.boxHeight + 1;
  cycleArrow(svg, 'closing', closingArrow(stem, bottom, CYCLE.boxHeight / 2));
  cycleLabel(svg, 'closing', bottom + 23, closing);
  [...way, closing].forEach((run, index) => {
    cycleBox(svg, COLUMN.left, index * step + 1, COLUMN.box, run.referrer,
      run === closing && way.length ? 'youngest of the cycle' : null);
  });
  return svg;
}

/** The cycle as a graph; `runs` are its references as people read them, none if not known. */
function cycleGraph(edge, runs) {
  const svg = runs.length ? wholeCycle(runs) : closingEdge(edge);
  return h('figure', { class: 'cycle' }, svg.node(),
    h('figcaption', {}, 'The cycle was closed by ',
      h('code', { class: 'closing' }, shortReference(edge.referrer, edge.reference)),
      edge.storedAt ? [', stored at ', frameName(edge.storedAt)] : null, '.'));
}
