/** An element with these attributes and children. Text becomes text, whatever is in it. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** A section of the page: its heading, a sentence that says what it shows, and its content. */
function section(id, title, lead, ...content) {
  return h('section', { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    lead ? h('p', { class: 'lead' }, lead) : null,
    content);
}

/** Terms and what they are: `[[term, element or text], ...]`; those without a value are left out. */
function facts(pairs, kind = 'facts') {
  return h('dl', { class: kind },
    pairs.filter(([, value]) => value !== null && value !== undefined)
      .map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))));
}

/** A picture that is drawn anew whenever its width changes; `draw` gets the width in pixels. */
function picture(kind, draw) {
  const box = h('div', { class: `picture ${kind}` });
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && Math.abs(width - drawn) > 1) {
      drawn = width;
      box.replaceChildren(draw(width));
    }
  });
  observer.observe(box);
  return box;
}
