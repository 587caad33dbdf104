/** Where the bytes are, and what holds the objects. */
function heapSections({ overview, totals }) {
  const trees = overview || { retained: { children: [] }, held: { children: [] } };
  return [
    trees.retained.children.length
      ? section('retained', 'Retained bytes by allocation site',
        'Each frame is a class and the line that allocated it; below it is what would go with its objects.',
        flameView(trees.retained, bytes, 'all retained bytes', 0)) : null,
    trees.held.children.length
      ? section('held', 'Live objects by what holds them',
        'From the roots down, the nearest reference that leads to each object; what no known root leads to is left out.',
        flameView(trees.held, (number) => counted(number, 'object'), `${counted(totals.live, 'live object')}`, 1)) : null,
  ];
}

function restOf(rows, all, noun, objects, size) {
  if (all <= rows.length) return null;
  const listed = d3.sum(rows, (row) => row.count);
  const listedBytes = d3.sum(rows, (row) => row.shallowBytes);
  return `${counted(all - rows.length, `more ${noun}`)} with ${counted(Math.max(0, objects - listed), 'object')}, ${bytes(Math.max(0, size - listedBytes))} in all, not listed.`;
}

/** The live objects by class and by site. */
function liveSection(report) {
  const { totals, liveByClass = [], liveBySite = [] } = report;
  const size = numberColumn('Bytes', (row) => row.shallowBytes, bytes);
  const number = numberColumn('Objects', (row) => row.count);
  return section('live', 'Live objects', null,
    dataTable('By class', [typeColumn('Class', (row) => row.type), number, size], liveByClass,
      (row) => row.type,
      restOf(liveByClass, report.liveClasses, 'class', totals.live, totals.liveBytes)),
    dataTable('By allocation site',
      [typeColumn('Class', (row) => row.type), frameColumn('Allocated at', (row) => row.allocatedAt), number, size],
      liveBySite, (row) => `${row.type} ${frameText(row.allocatedAt)}`,
      restOf(liveBySite, report.liveSites, 'site', totals.live, totals.liveBytes)));
}

/** The instants of the past and now, for the curve. */
function curvePoints({ overview, pool, totals }) {
  const past = (overview ? overview.past : [])
    .map(([clock, objects, live, used]) => ({ clock, objects, live, used }));
  if (!pool || !pool.heap) return past;
  const now = { clock: totals.allocated, objects: totals.live, live: pool.heap.ledgerLiveBytes, used: pool.heap.usedBytes };
  return [...past.filter((point) => point.clock < now.clock), now];
}

/** The JVM's heap beside what lives in the ledger. */
function garbageSection(report) {
  const points = curvePoints(report);
  const { heap } = report.pool || {};
  if (points.length < 2) return null;
  return section('garbage', 'Floating garbage over time',
    'What the JVM’s heap has in use, and what lives in the ledger. Between the two: objects dead and not collected yet, and what the ledger does not track.',
    picture('curve', (width) => heapCurve(points, width)),
    h('p', { class: 'legend' }, h('span', { class: 'key used' }, 'JVM heap in use'), h('span', { class: 'key live' }, 'live in the ledger')),
    heap ? h('p', {}, `Dead objects gave back ${bytes(heap.ledgerFreedBytes)}, each at its death.`) : null,
    h('details', { class: 'aside' }, h('summary', {}, 'Figures of the curve'),
      dataTable('Heap by births',
        [numberColumn('Births', (p) => p.clock), numberColumn('Live objects', (p) => p.objects),
          numberColumn('Live bytes', (p) => p.live, bytes),
          numberColumn('JVM heap', (p) => p.used, (number) => (number ? bytes(number) : 'not known'))],
        points, () => '', null)));
}

/** The deaths by the statements of birth and death. */
function deathsSection({ overview, releasedByGc = [] }) {
  const { deaths, deathKinds, deathCount } = overview || { deaths: [], deathKinds: 0, deathCount: 0 };
  if (!deaths.length) return null;
  const listed = d3.sum(deaths, (row) => row.count);
  return section('deaths', 'Deaths by site',
    'Which statement made the objects, and which one dropped the last reference to them.',
    dataTable('Deaths',
      [numberColumn('Deaths', (row) => row.count), typeColumn('Class', (row) => row.type),
        frameColumn('Born at', (row) => row.allocatedAt), frameColumn('Died at', (row) => row.diedAt)],
      deaths, (row) => `${row.type} ${frameText(row.allocatedAt)} ${frameText(row.diedAt)}`,
      deathKinds > deaths.length
        ? `${counted(deathKinds - deaths.length, 'more kind')} with ${counted(deathCount - listed, 'death')} in all, not listed.` : null),
    releasedByGc.length
      ? dataTable('Native memory that only the JVM’s collector releases',
        [numberColumn('Buffers', (row) => row.count), typeColumn('Class', (row) => row.type),
          frameColumn('Allocated at', (row) => row.allocatedAt)],
        releasedByGc, (row) => `${row.type} ${frameText(row.allocatedAt)}`, null) : null);
}

/** What the cycle detector did, and for how long threads stood. */
function collectorSection({ generations, pauses }) {
  return section('collector', 'Cycle detector',
    'Three generations, as CPython’s: what survives a collection moves to the next.',
    dataTable('Generations',
      [numberColumn('Generation', (row) => row.index), numberColumn('Collections', (row) => row.collections),
        numberColumn('Collected', (row) => row.collected), numberColumn('Uncollectable', (row) => row.uncollectable)],
      generations.map((generation, index) => ({ index, ...generation })), () => '', null),
    pauses ? facts([
      ['threads stopped', counted(pauses.count, 'time')],
      ['median', `${count(pauses.p50Micros)} µs`],
      ['99 % within', `${count(pauses.p99Micros)} µs`],
      ['longest', `${count(pauses.maxMicros)} µs`],
    ], 'facts row') : null);
}

function skippedTable(caption, rows) {
  if (!rows.length) return null;
  const name = { title: 'Name', value: (row) => row.name, cell: (row) => h('code', {}, row.name) };
  const reason = { title: 'Why', value: (row) => row.reason, cell: (row) => row.reason };
  return dataTable(caption, [name, reason], rows, (row) => `${row.name} ${row.reason}`, null);
}

function auditView(audit) {
  if (!audit) return null;
  return h('div', {}, h('h3', {}, 'Agreement with the JVM’s own heap'), facts([
    ['objects compared', count(audit.objects)], ['references compared', count(audit.edges)],
    ['wrong', count(audit.wrong)], ['died early', count(audit.early)], ['died late', count(audit.late)],
  ], 'facts row'), audit.worst.length ? h('ul', {}, audit.worst.map((line) => h('li', {}, line))) : null);
}

/** What was not seen. */
function limitsSection({ totals, coverage, options, audit }) {
  return section('limits', 'What was not seen', null,
    facts([
      ['classes woven', count(coverage.classesWoven)],
      ['immortal objects', count(totals.immortal)],
      ['foreign objects', count(totals.foreign)],
      ['pending objects', count(totals.pending)],
      ['revived, weakly', count(totals.revivedWeak)],
      ['revived otherwise', count(totals.revived)],
      ['underflows', count(totals.underflows)],
    ], 'facts row'),
    auditView(audit),
    skippedTable('Classes not woven', coverage.classesSkipped),
    skippedTable('Methods not woven', coverage.methodsSkipped),
    h('details', { class: 'aside' }, h('summary', {}, 'Options in force'), facts(Object.entries(options), 'facts wide')));
}
