/** Draws all of the page; called again with fresh data it keeps what the reader has chosen. */
function render(data) {
  const { report } = data;
  state.listeners = [];
  const sections = [
    verdictSection(report),
    findingsSection(data),
    ...heapSections(report),
    liveSection(report),
    garbageSection(report),
    poolsSection(report.pool),
    deathsSection(report),
    collectorSection(report),
    limitsSection(report),
  ].filter((one) => one);
  document.getElementById('report').replaceChildren(...sections);
  document.getElementById('contents').replaceChildren(...sections.slice(1).map((one) => h('a', { href: `#${one.id}` }, CONTENTS[one.id])));
  document.getElementById('made').textContent = `Made by ${report.tool.name} ${report.tool.version}.`;
}

const CONTENTS = {
  findings: 'Findings',
  retained: 'Retained',
  held: 'Held',
  live: 'Live',
  garbage: 'Garbage',
  pools: 'Pools',
  deaths: 'Deaths',
  collector: 'Detector',
  limits: 'Not seen',
};

/** The data that are compressed in the page. */
async function embeddedData() {
  const text = document.getElementById('data').textContent;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

function listen() {
  const filter = document.getElementById('filter');
  let waiting = 0;
  filter.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => setFilter(filter.value), 120);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(input|textarea)$/i.test(event.target.tagName)) {
      event.preventDefault();
      filter.focus();
    }
  });
  document.getElementById('theme').addEventListener('click', () => {
    const shown = document.documentElement.getAttribute('data-theme') || 'auto';
    setTheme(THEMES[(THEMES.indexOf(shown) + 1) % THEMES.length]);
  });
  const repaint = () => document.querySelectorAll('canvas').forEach((canvas) => canvas.repaint());
  document.addEventListener('themechange', repaint);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details.finding').forEach((finding) => {
      finding.fill();
      finding.open = true;
    });
  });
}

/** What a page that is fed with data calls. */
globalThis.refledger = { render, embeddedData };

setTheme(rememberedTheme());
listen();
const data = document.getElementById('data').textContent;
if (data) {
  try {
    render(await embeddedData());
  } catch (error) {
    document.getElementById('report').append(h('p', { class: 'reasons' }, `The page could not be drawn: ${error.message}`));
    throw error;
  }
}
document.documentElement.setAttribute('data-drawn', 'true');
performance.mark('drawn');
