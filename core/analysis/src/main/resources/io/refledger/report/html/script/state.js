/** What the reader has chosen. It outlives the data: a page that is drawn again looks the same. */
const state = {
  words: [],
  hiddenKinds: new Set(),
  openFindings: new Set(),
  listeners: [],
};

/** Calls `listener` now and whenever the filter changes, until the page is drawn again. */
function onFilter(listener) {
  state.listeners.push(listener);
  listener();
}

/** Whether a text has every word of the filter. */
function matches(text) {
  const lower = text.toLowerCase();
  return state.words.every((word) => lower.includes(word));
}

/** Takes the words of the filter from a text. */
function setFilter(text) {
  state.words = text.toLowerCase().split(/\s+/).filter((word) => word);
  state.listeners.forEach((listener) => listener());
}

const THEMES = ['auto', 'light', 'dark'];

/** Shows the page in a theme; the browser remembers it where it may. */
function setTheme(theme) {
  const root = document.documentElement;
  if (theme === 'auto') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
  document.getElementById('theme').textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem('refledger.theme', theme);
  } catch {
    // Pages from disk may have no storage: the theme lasts as long as the page.
  }
  document.dispatchEvent(new Event('themechange'));
}

/** The theme that the browser remembers. */
function rememberedTheme() {
  try {
    const theme = localStorage.getItem('refledger.theme');
    return THEMES.includes(theme) ? theme : 'auto';
  } catch {
    return 'auto';
  }
}
