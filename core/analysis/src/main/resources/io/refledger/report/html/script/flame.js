const FLAME = { row: 22, gap: 1, letter: 6.7, least: 2, most: 24 };
const JDK = /^(java|javax|jdk|sun|com\.sun)\./;

/** Whose code a frame is about; down to a depth of `groups` it is about none. */
function frameKind(node, groups) {
  if (node.depth <= groups) return 'group';
  const name = node.data.name;
  if (/^[\d,]+ smaller$/.test(name)) return 'rest';
  const type = name.slice(name.lastIndexOf('→') + 1).trim();
  if (/^(boolean|byte|char|short|int|long|float|double)\[/.test(type)) return 'plain';
  return JDK.test(type) ? 'jdk' : 'own';
}

/** A name as a frame shows it: without packages, and with the site if there is one. */
function frameLabel(data) {
  const [reference, type] = data.name.split(' → ');
  const short = type ? `${shortReference('', reference)} → ${simple(type)}` : simpleName(reference);
  return data.at ? `${short}  ${shortSite(data.at)}` : short;
}

function simpleName(name) {
  return /^[\w$.[\]]+$/.test(name) && !name.startsWith('thread ') ? simple(name) : name;
}

/** "com.acme.Login.open(Login.java:41)" as "Login.open:41". */
function shortSite(at) {
  const open = at.indexOf('(');
  const method = at.slice(0, open).split('.').slice(-2).join('.');
  const line = at.slice(open).match(/:(\d+)\)/);
  return line ? `${method}:${line[1]}` : method;
}

/*
 * One frame can be reached with the Tab key; arrows go to parent, child and neighbours from there,
 * Enter zooms in and Escape out.
 */
/**
 * A flame graph, root on top, that zooms. `amount` tells a weight as people read it; frames down to
 * a depth of `groups` only group others.
 */
function flameGraph(tree, amount, title, groups) {
  const root = d3.partition()(d3.hierarchy(tree).sum((node) => node.own));
  const detail = h('p', { class: 'detail', 'aria-live': 'polite' });
  let focus = root;
  let current = root;
  const tell = (node) => {
    detail.replaceChildren(h('b', {}, amount(node.value)), ` (${share(node.value, root.value)})  `,
      node.data.name || title, node.data.at ? h('span', {}, `  allocated at ${node.data.at}`) : '');
  };
  const box = picture('flame', (width) => draw(width));
  const zoom = (node, moves) => {
    focus = node;
    current = node;
    const width = box.clientWidth;
    box.replaceChildren(draw(width));
    tell(node);
    if (moves) focusOn(node);
  };
  const focusOn = (node) => {
    const element = box.querySelector(`[data-at="${indexOf(node)}"]`);
    if (!element) return;
    box.querySelectorAll('[tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
    element.setAttribute('tabindex', '0');
    element.focus();
    current = node;
  };
  const nodes = root.descendants();
  nodes.forEach((node, index) => { node.index = index; });
  const indexOf = (node) => node.index;

  function draw(width) {
    const scale = d3.scaleLinear().domain([focus.x0, focus.x1]).range([0, width]).clamp(true);
    const shown = nodes.filter((node) => scale(node.x1) - scale(node.x0) >= FLAME.least
      && (node.depth <= focus.depth ? isOnWay(node, focus) : node.depth < focus.depth + FLAME.most));
    const height = (d3.max(shown, (node) => node.depth) + 1) * FLAME.row;
    const svg = d3.create('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height)
      .attr('role', 'group').attr('aria-label', `${title}; arrow keys move, Enter zooms in, Escape zooms out`);
    const cells = svg.selectAll('g').data(shown).join('g')
      .attr('class', (node) => `cell ${frameKind(node, groups)}${node === focus || isOnWay(node, focus) ? ' way' : ''}`)
      .attr('transform', (node) => `translate(${scale(node.x0)},${node.depth * FLAME.row})`)
      .attr('data-at', (node) => node.index).attr('role', 'button')
      .attr('tabindex', (node) => (node === current ? 0 : -1))
      .attr('aria-label', (node) => `${node.data.name || title}${node.data.at ? `, allocated at ${node.data.at}` : ''}: ${amount(node.value)}`)
      .on('click', (event, node) => zoom(node === focus && node.parent ? node.parent : node, true))
      .on('mouseenter focus', (event, node) => { tell(node); });
    const widthOf = (node) => Math.max(1, scale(node.x1) - scale(node.x0) - FLAME.gap);
    cells.append('rect').attr('rx', 2).attr('width', widthOf).attr('height', FLAME.row - FLAME.gap);
    cells.filter((node) => widthOf(node) > 34).append('text').attr('x', 6).attr('y', 15)
      .text((node) => clipped(frameLabel(node.data) || title, Math.floor((widthOf(node) - 10) / FLAME.letter)));
    return svg.node();
  }

  box.addEventListener('keydown', (event) => {
    const to = neighbour(current, event.key);
    if (event.key === 'Enter' || event.key === ' ') zoom(current, true);
    else if (event.key === 'Escape') zoom(focus.parent || root, true);
    else if (to) focusOn(to);
    else return;
    event.preventDefault();
  });
  tell(root);
  return h('div', { class: 'flame-box' }, detail, box,
    h('p', { class: 'legend' },
      [['own', 'application'], ['jdk', 'JDK'], ['plain', 'arrays of primitives'], ['rest', 'smaller ones, together']]
        .map(([kind, name]) => h('span', { class: `key ${kind}` }, name))));
}

function isOnWay(node, focus) {
  for (let at = focus; at; at = at.parent) if (at === node) return true;
  return false;
}

function neighbour(node, key) {
  const siblings = node.parent ? node.parent.children : [node];
  const place = siblings.indexOf(node);
  switch (key) {
    case 'ArrowDown': return node.children && node.children[0];
    case 'ArrowUp': return node.parent;
    case 'ArrowRight': return siblings[place + 1];
    case 'ArrowLeft': return siblings[place - 1];
    default: return null;
  }
}
