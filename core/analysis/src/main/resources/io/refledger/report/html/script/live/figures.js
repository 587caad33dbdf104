const HISTORY = { most: 300, height: 120, left: 8, right: 8, top: 22, bottom: 20 };

/** The live objects at each of the last figures, the oldest first: `[{ at, live }]`. */
const history = [];

/** A time as people read it: "1:02:03". */
function clockTime(millis) {
  const seconds = Math.floor(millis / 1000);
  const two = (number) => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The figures of the ledger now. */
function nowFigures({ totals, usedBytes, mostBytes }) {
  const died = totals.freedByCount + totals.freedByCollector;
  return [
    figure(count(totals.allocated), 'objects allocated', counted(totals.stores, 'reference') + ' stored'),
    figure(share(totals.freedByCount, died), 'died by count', `${count(totals.freedByCount)} of ${counted(died, 'death')}`),
    figure(count(totals.live), 'live objects', bytes(totals.liveBytes)),
    figure(bytes(usedBytes), 'ledger', `of ${bytes(mostBytes)} at most`),
  ];
}

/** What the detector and the simulated pools say now. */
function nowFacts({ generations, pauses, pool, upMillis }) {
  const [only] = pool;
  return facts([
    ['up', clockTime(upMillis)],
    ...generations.map((one, index) => [`generation ${index}`, `${count(one.collections)} collections, ${count(one.collected)} freed`]),
    ['threads stopped', `${counted(pauses.count, 'time')}, ${count(pauses.maxMicros)} µs at most`],
    ['pools', only ? `${counted(only.arenasCurrent, 'arena')}, ${bytes(only.bytesInUse)} in use, ${bytes(only.bytesAvailable)} free` : null],
  ], 'facts row');
}

/** The curve of the live objects while the page is open. */
function historyCurve(width) {
  const { height, left, right, top, bottom } = HISTORY;
  const most = d3.max(history, (point) => point.live) || 1;
  const least = d3.min(history, (point) => point.live) || 0;
  const x = d3.scaleLinear().domain(d3.extent(history, (point) => point.at)).range([left, width - right]);
  const y = d3.scaleLinear().domain([least, Math.max(most, least + 1)]).range([height - bottom, top]);
  const svg = d3.create('svg').attr('role', 'img').attr('width', width).attr('height', height)
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('aria-label', `Live objects since this page was opened: from ${count(least)} to ${count(most)}`);
  svg.append('path').attr('d', d3.line((point) => x(point.at), (point) => y(point.live))(history));
  svg.append('text').attr('x', left).attr('y', 12).text(`${count(most)} live objects at most`);
  svg.append('text').attr('x', left).attr('y', height - 4).text(`${count(least)} at least`);
  return svg.node();
}

/** After this, the history ends with these figures. */
function remember({ sinceMillis, totals }) {
  if (history.length && sinceMillis < history[history.length - 1].at) history.length = 0;
  history.push({ at: sinceMillis, live: totals.live });
  if (history.length > HISTORY.most) history.shift();
}

/** The table of the classes that grew most. Its rows change while its page and order stay. */
function growingClasses() {
  const table = new DataTable('Fastest growing classes',
    [typeColumn('Class', (row) => row.name), numberColumn('Live', (row) => row.count),
      numberColumn('Bytes', (row) => row.bytes, bytes), numberColumn('Grown', (row) => row.grown),
      numberColumn('Per second', (row) => row.perSecond, (number) => d3.format(',.1f')(number))],
    [], (row) => row.name);
  return table;
}

/** The rows of that table. */
function growthRows({ classes, intervalMillis }) {
  return classes.map((row) => ({
    ...row,
    perSecond: intervalMillis > 0 ? (1000 * row.grownLately) / intervalMillis : 0,
  }));
}
