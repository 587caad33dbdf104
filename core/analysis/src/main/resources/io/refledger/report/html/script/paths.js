function pathStep(step) {
  const reference = shortReference(step.referrer, step.reference);
  return h('li', { class: step.suspect ? 'step suspect' : 'step' },
    h('div', { class: 'node' }, step.referrer === 'static' ? h('span', { class: 'root' }, 'static field')
      : typeName(step.referrer)),
    h('div', { class: 'edge' },
      h('code', { class: 'reference', title: step.reference }, reference),
      step.role ? h('span', { class: 'role' }, step.role) : null,
      step.suspect ? h('span', { class: 'mark' }, 'suspect reference') : null,
      step.storedAt ? h('div', { class: 'stored' }, 'stored at ', frameName(step.storedAt)) : null));
}

/** A path from root to leaf, its suspect references marked. */
function pathView(path, leaf) {
  return h('ol', { class: 'path' },
    path.map(pathStep),
    h('li', { class: 'step leaf' },
      h('div', { class: 'node' }, typeName(path[path.length - 1].referent),
        leaf ? h('span', { class: 'role' }, leaf) : null)));
}

/** Lines of source, the one that a frame names marked; null if they are not at hand. */
function sourceView(frame, sources) {
  const at = nearest(frame);
  const excerpt = at && sources[`${at.class}:${at.line}`];
  if (!excerpt) return null;
  return h('figure', { class: 'source' },
    h('figcaption', {}, `${excerpt.path}:${at.line}`),
    h('pre', { tabindex: '0', 'aria-label': `Source around line ${at.line}` },
      excerpt.lines.map((line, index) => {
        const number = excerpt.first + index;
        return h('span', { class: number === at.line ? 'line at' : 'line' },
          h('span', { class: 'number' }, String(number)), `${line}\n`);
      })));
}

/** Places in the program, `[[label, frame], ...]`, with their lines of source, each shown once. */
function placeViews(places, sources) {
  const shown = new Set();
  return places.filter(([, frame]) => frame).map(([label, frame]) => {
    const place = `${nearest(frame).class}:${nearest(frame).line}`;
    const source = shown.has(place) ? null : sourceView(frame, sources);
    shown.add(place);
    return h('div', { class: 'place-view' }, h('h4', {}, label), h('p', {}, frameName(frame)), source);
  });
}
