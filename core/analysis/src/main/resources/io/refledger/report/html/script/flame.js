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
function frameLabel({ data, parent }) {
  if (parent && parent.data.name === 'static fields') return shortReference('', data.name);
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
/** A flame graph, root on top, that zooms. */
class FlameGraph {
  /** `amount` tells a weight as people read it; frames down to a depth of `groups` are no code. */
  constructor(tree, amount, title, groups) {
    this.amount = amount;
    this.title = title;
    this.groups = groups;
    this.root = d3.partition()(d3.hierarchy(tree).sum((node) => node.own));
    this.nodes = this.root.descendants();
    this.nodes.forEach((node, index) => { node.index = index; });
    this.zoomed = this.root;
    this.current = this.root;
    this.detail = h('p', { class: 'detail', 'aria-live': 'polite' });
    this.box = picture('flame', (width) => this.draw(width));
    this.box.addEventListener('keydown', (event) => this.press(event));
    this.tell(this.root);
  }

  nameOf(node) {
    return node.data.name || this.title;
  }

  /** Says in words what a frame is. */
  tell(node) {
    this.detail.replaceChildren(h('b', {}, this.amount(node.value)),
      ` (${share(node.value, this.root.value)})  ${this.nameOf(node)}`,
      node.data.at ? h('span', {}, `  allocated at ${node.data.at}`) : '');
  }

  /** After this, a frame is as wide as the picture, and has the focus. */
  zoom(node) {
    this.zoomed = node;
    this.current = node;
    this.box.replaceChildren(this.draw(this.box.clientWidth));
    this.tell(node);
    this.focusOn(node);
  }

  focusOn(node) {
    const element = this.box.querySelector(`[data-at="${node.index}"]`);
    if (!element) return;
    this.box.querySelectorAll('[tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
    element.setAttribute('tabindex', '0');
    element.focus();
    this.current = node;
  }

  press(event) {
    const to = neighbour(this.current, event.key);
    if (event.key === 'Enter' || event.key === ' ') this.zoom(this.current);
    else if (event.key === 'Escape') this.zoom(this.zoomed.parent || this.root);
    else if (to) this.focusOn(to);
    else return;
    event.preventDefault();
  }

  draw(width) {
    const scale = d3.scaleLinear().domain([this.zoomed.x0, this.zoomed.x1]).range([0, width]).clamp(true);
    const shown = this.nodes.filter((node) => scale(node.x1) - scale(node.x0) >= FLAME.least
      && (isOnWay(node, this.zoomed) || isShownBelow(node, this.zoomed)));
    const height = (d3.max(shown, (node) => node.depth) + 1) * FLAME.row;
    const svg = d3.create('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height)
      .attr('role', 'group').attr('aria-label', `${this.title}; arrow keys move, Enter zooms in, Escape zooms out`);
    this.drawCells(svg.selectAll('g').data(shown).join('g'), scale);
    return svg.node();
  }

  drawCells(cells, scale) {
    const widthOf = (node) => Math.max(1, scale(node.x1) - scale(node.x0) - FLAME.gap);
    cells.attr('class', (node) => `cell ${frameKind(node, this.groups)}`)
      .attr('transform', (node) => `translate(${scale(node.x0)},${node.depth * FLAME.row})`)
      .attr('data-at', (node) => node.index).attr('role', 'button')
      .attr('tabindex', (node) => (node === this.current ? 0 : -1))
      .attr('aria-label', (node) => `${this.nameOf(node)}${node.data.at ? `, allocated at ${node.data.at}` : ''}: ${this.amount(node.value)}`)
      .on('click', (event, node) => this.zoom(node === this.zoomed && node.parent ? node.parent : node))
      .on('mouseenter focus', (event, node) => this.tell(node));
    cells.append('rect').attr('rx', 2).attr('width', widthOf).attr('height', FLAME.row - FLAME.gap);
    cells.filter((node) => widthOf(node) > 34).append('text').attr('x', 6).attr('y', 15)
      .text((node) => clipped(frameLabel(node) || this.title, Math.floor((widthOf(node) - 10) / FLAME.letter)));
  }
}

/** A flame graph with the words for the frame at hand and the colours' names. */
function flameView(tree, amount, title, groups) {
  const graph = new FlameGraph(tree, amount, title, groups);
  return h('div', { class: 'flame-box' }, graph.detail, graph.box,
    h('p', { class: 'legend' },
      [['own', 'application'], ['jdk', 'JDK'], ['plain', 'arrays of primitives'], ['rest', 'smaller ones, together']]
        .map(([kind, name]) => h('span', { class: `key ${kind}` }, name))));
}

function isShownBelow(node, zoomed) {
  return node.depth > zoomed.depth && node.depth < zoomed.depth + FLAME.most;
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
