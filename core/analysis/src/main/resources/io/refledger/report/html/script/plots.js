/** Survivors by cohort, the oldest twelfth of the allocation clock first. */
function cohortPlot(perInterval, small) {
  const width = small ? 96 : 300;
  const height = small ? 24 : 96;
  const foot = small ? 0 : 18;
  const most = Math.max(1, ...perInterval);
  const x = d3.scaleBand().domain(d3.range(perInterval.length)).range([0, width]).paddingInner(0.2);
  const y = d3.scaleLinear().domain([0, most]).range([height - foot, small ? 1 : 14]);
  const svg = d3.create('svg').attr('class', 'cohorts').attr('viewBox', `0 0 ${width} ${height}`)
    .attr('width', width).attr('height', height).attr('role', 'img')
    .attr('aria-label', `Survivors by birth, oldest first: ${perInterval.map(count).join(', ')}`);
  svg.selectAll('rect').data(perInterval).join('rect')
    .attr('x', (d, i) => x(i)).attr('width', x.bandwidth())
    .attr('y', (d) => (d > 0 ? Math.min(y(d), height - foot - 1) : height - foot))
    .attr('height', (d) => (d > 0 ? Math.max(1, height - foot - y(d)) : 0));
  if (!small) {
    svg.append('line').attr('class', 'axis').attr('x2', width).attr('y1', height - foot).attr('y2', height - foot);
    svg.append('text').attr('y', height - 4).text('oldest births');
    svg.append('text').attr('x', width).attr('y', height - 4).attr('text-anchor', 'end').text('newest');
    svg.append('text').attr('x', x(perInterval.indexOf(most)) + x.bandwidth() / 2).attr('y', 10)
      .attr('text-anchor', 'middle').attr('class', 'value').text(count(most));
  }
  return svg.node();
}

const CURVE = { height: 240, left: 72, right: 16, top: 14, bottom: 34 };

/** Round numbers of a binary unit from 0 to beyond the most. */
function byteTicks(most) {
  const unit = 1024 ** Math.floor(Math.log(Math.max(1, most)) / Math.log(1024));
  const step = d3.tickStep(0, most / unit, 4);
  return d3.range(0, Math.ceil(most / unit / step) + 1).map((tick) => tick * step * unit);
}

function curveScales(points, width) {
  const ends = d3.extent(points, (point) => point.clock);
  const ticks = byteTicks(d3.max(points, (point) => Math.max(point.used, point.live)));
  return {
    ticks,
    x: d3.scaleLinear().domain(ends).range([CURVE.left, width - CURVE.right]),
    y: d3.scaleLinear().domain([0, ticks[ticks.length - 1] || 1]).range([CURVE.height - CURVE.bottom, CURVE.top]),
  };
}

function curveAxes(svg, { x, y, ticks }, width) {
  const grid = svg.append('g').attr('class', 'grid');
  for (const tick of ticks) {
    grid.append('line').attr('x1', CURVE.left).attr('x2', width - CURVE.right).attr('y1', y(tick)).attr('y2', y(tick));
    grid.append('text').attr('x', CURVE.left - 8).attr('y', y(tick) + 4).attr('text-anchor', 'end').text(bytes(Math.round(tick)));
  }
  for (const tick of x.ticks(Math.min(6, Math.floor(width / 130)))) {
    grid.append('text').attr('x', x(tick)).attr('y', CURVE.height - 14).attr('text-anchor', 'middle').text(d3.format('~s')(tick));
  }
  grid.append('text').attr('class', 'axis-title').attr('x', width - CURVE.right).attr('y', CURVE.height - 1)
    .attr('text-anchor', 'end').text('objects born');
}

/** The JVM's heap in use and what lives in the ledger, over the allocation clock. */
function heapCurve(points, width) {
  const scales = curveScales(points, width);
  const { x, y } = scales;
  const svg = d3.create('svg').attr('class', 'curve').attr('role', 'img')
    .attr('viewBox', `0 0 ${width} ${CURVE.height}`).attr('width', width).attr('height', CURVE.height)
    .attr('aria-label', 'Bytes in use of the JVM’s heap and bytes live in the ledger, over births; the table below has the figures');
  curveAxes(svg, scales, width);
  const area = (value) => d3.area().x((p) => x(p.clock)).y0(y(0)).y1((p) => y(value(p))).curve(d3.curveMonotoneX);
  const known = points.filter((point) => point.used > 0);
  for (const [kind, shown, value] of [['used', known, (p) => p.used], ['live', points, (p) => p.live]]) {
    svg.append('path').attr('class', `area ${kind}`).attr('d', area(value)(shown));
    svg.append('path').attr('class', `line ${kind}`).attr('d', area(value).lineY1()(shown));
    svg.append('g').selectAll('circle').data(shown).join('circle').attr('class', `dot ${kind}`)
      .attr('cx', (p) => x(p.clock)).attr('cy', (p) => y(value(p))).attr('r', 2.5)
      .append('title').text((p) => `${count(p.clock)} births: ${bytes(value(p))} ${kind === 'used' ? 'in use' : 'live'}`);
  }
  return svg.node();
}
