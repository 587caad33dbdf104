const POOLS_IN_ROW = 8;

/** The colour of a size class: small ones are blue, large ones are red. */
function classColour(index) {
  return d3.interpolateTurbo(0.08 + 0.84 * (index / 31));
}

/** The pools of an arena by their places; `row` is as in report.json. */
function poolsOf(row) {
  const pools = [];
  for (let at = 1; at < row.length; at += 3) {
    pools.push({ place: row[at], sizeClass: row[at + 1], inUse: row[at + 2] });
  }
  return pools;
}

function drawArena(context, row, { x, y, cell }, full, colours) {
  const side = POOLS_IN_ROW * cell;
  context.fillStyle = colours.empty;
  context.fillRect(x, y, side, side);
  for (const pool of poolsOf(row)) {
    const left = x + (pool.place % POOLS_IN_ROW) * cell;
    const top = y + Math.floor(pool.place / POOLS_IN_ROW) * cell;
    const part = Math.min(1, pool.inUse / (full.get(pool.sizeClass) || pool.inUse));
    const inside = cell - 1;
    const filled = Math.max(1, Math.round(inside * part));
    context.fillStyle = classColour(pool.sizeClass);
    context.globalAlpha = 0.22;
    context.fillRect(left, top, inside, inside);
    context.globalAlpha = 1;
    context.fillRect(left, top + inside - filled, inside, filled);
  }
}

/** The arenas as a picture of memory: a square a pool, coloured by size class, filled as it is. */
function arenaMap(pool, width) {
  const arenas = pool.map;
  const cell = arenas.length <= 4 ? 24 : arenas.length <= 16 ? 15 : arenas.length <= 60 ? 10 : 6;
  const side = POOLS_IN_ROW * cell;
  const gap = Math.max(8, cell);
  const inRow = Math.max(1, Math.floor((width + gap) / (side + gap)));
  const height = Math.ceil(arenas.length / inRow) * (side + gap) - gap;
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = h('canvas', {
    width: width * ratio, height: height * ratio, role: 'img',
    'aria-label': `${counted(arenas.length, 'arena')} of 64 pools each; the table below has the pools by size class`,
  });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const full = new Map(pool.classes.map(([index, , pools, inUse, free]) => [index, (inUse + free) / pools]));
  const paint = () => {
    const context = canvas.getContext('2d');
    const empty = getComputedStyle(canvas).color;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    arenas.forEach((row, index) => drawArena(context, row, {
      x: (index % inRow) * (side + gap), y: Math.floor(index / inRow) * (side + gap), cell,
    }, full, { empty }));
  };
  queueMicrotask(paint); // its colours are known once it is in the document
  canvas.repaint = paint;
  const sizes = new Map(pool.classes.map(([index, size]) => [index, size]));
  canvas.addEventListener('mousemove', (event) => {
    const column = Math.floor(event.offsetX / (side + gap));
    const arena = arenas[Math.floor(event.offsetY / (side + gap)) * inRow + column];
    const place = Math.floor((event.offsetY % (side + gap)) / cell) * POOLS_IN_ROW
      + Math.floor((event.offsetX % (side + gap)) / cell);
    const pool = arena && poolsOf(arena).find((one) => one.place === place);
    canvas.title = !arena ? '' : pool
      ? `arena ${arena[0]}, pool ${place}: blocks of ${sizes.get(pool.sizeClass)} B, ${pool.inUse} in use`
      : `arena ${arena[0]}, pool ${place}: empty`;
  });
  return canvas;
}

function classLegend(pool) {
  return h('p', { class: 'legend sizes' }, pool.classes.map(([index, size]) => {
    const swatch = h('i');
    swatch.style.background = classColour(index);
    return h('span', { class: 'size-key' }, swatch, `${size} B`);
  }));
}

/** The simulated pools. */
function poolsSection(pool) {
  if (!pool) return null;
  const held = pool.bytesHeld;
  const map = pool.map || [];
  return section('pools', 'Memory as CPython would hold it',
    `The ${pool.config} allocator, simulated: a square a pool, coloured by the size of its blocks, filled as far as they are in use.`,
    map.length ? [picture('arenas', (width) => arenaMap(pool, width)), classLegend(pool)] : null,
    pool.mapLeftOut ? h('p', { class: 'remainder' }, `${counted(pool.mapLeftOut, 'younger arena')} not drawn.`) : null,
    facts([
      ['arenas', `${count(pool.arenasCurrent)} now, ${count(pool.arenasHighwater)} at most, ${count(pool.arenasReclaimed)} given back`],
      ['blocks in use', `${bytes(pool.bytesInUse)} of ${bytes(held)} held (${share(pool.bytesInUse, held)})`],
      ['not in use', `${bytes(pool.bytesAvailable)} in free blocks, ${bytes(pool.unusedPools * pool.poolBytes)} in empty pools`],
      ['if blocks moved together', `${counted(pool.arenasNeeded, 'arena')} would do`],
      ['over 512 bytes', `${bytes(pool.system.bytesInUse)} in ${counted(pool.system.inUse, 'block')} of the system allocator`],
    ], 'facts wide'),
    dataTable('Pools by size class',
      [numberColumn('Block', (row) => row[1], bytes), numberColumn('Pools', (row) => row[2]),
        numberColumn('In use', (row) => row[3]), numberColumn('Free', (row) => row[4])],
      pool.classes, (row) => `${row[1]} B`, null));
}
