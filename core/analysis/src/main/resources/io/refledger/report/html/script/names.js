const COUNT = new Intl.NumberFormat('en-US');
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A number as people read it: 12,345. */
function count(number) {
  return COUNT.format(number);
}

/** A number with its noun: "1 leak", "2 leaks". */
function counted(number, noun) {
  const ending = noun.endsWith('s') ? 'es' : 's';
  return `${count(number)} ${noun}${number === 1 ? '' : ending}`;
}

/** Bytes in the largest binary unit that leaves at least 1: "1.2 MiB". */
function bytes(number) {
  let value = Math.abs(number);
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const sign = number < 0 ? '−' : '';
  return unit === 0 ? `${sign}${value} B` : `${sign}${value.toFixed(1)} ${UNITS[unit]}`;
}

/** A share of a whole: "12 %", "0.4 %". */
function share(part, whole) {
  if (!whole) return '0 %';
  const percent = (100 * part) / whole;
  return `${percent >= 10 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

/** A class name without its package: "Outer$Inner". */
function simple(type) {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** A reference with the simple name of its class: "Registry.byName", "HashMap[x]". */
function shortReference(referrer, reference) {
  if (reference.startsWith('[')) return simple(referrer) + reference;
  const dot = reference.lastIndexOf('.');
  return dot < 0 ? reference : `${simple(reference.slice(0, dot))}.${reference.slice(dot + 1)}`;
}

/** Where a frame's line is: "Login.java:41". */
function sourceOf(frame) {
  if (!frame.file) return 'unknown source';
  return frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file;
}

/** A frame in full, as a stack trace prints it, with its caller. */
function frameText(frame) {
  if (!frame) return '';
  const text = `${frame.class}.${frame.method}(${sourceOf(frame)})`;
  return frame.calledFrom ? `${text} ${frameText(frame.calledFrom)}` : text;
}

/** The application's frame if there is one, else the frame itself. */
function nearest(frame) {
  return frame && !frame.application && frame.calledFrom ? frame.calledFrom : frame;
}

/** A text that may be broken after its dots. */
function breakable(text) {
  return text.split(/(?<=\.)/).flatMap((part, index) => (index ? [h('wbr'), part] : [part]));
}

/** A class name whose package is pale. */
function typeName(type) {
  const dot = type.lastIndexOf('.');
  return h('code', { class: 'type', title: type },
    dot < 0 ? null : h('span', { class: 'package' }, breakable(type.slice(0, dot + 1)), h('wbr')),
    type.slice(dot + 1));
}

/** A frame whose package is pale, with the application's frame that led there. */
function frameName(frame) {
  if (!frame) return h('span', { class: 'unknown' }, 'not known');
  const dot = frame.class.lastIndexOf('.');
  return h('span', { class: 'frame' },
    h('code', { class: frame.application ? 'own' : '' },
      h('span', { class: 'package' }, breakable(frame.class.slice(0, dot + 1)), h('wbr')),
      breakable(`${frame.class.slice(dot + 1)}.${frame.method}`),
      h('span', { class: 'place' }, ` (${sourceOf(frame)})`)),
    frame.calledFrom ? [h('span', { class: 'by' }, ' from '), frameName(frame.calledFrom)] : null);
}
