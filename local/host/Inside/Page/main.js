// Which page is shown, and when it is read again.
import { el, patchChildren } from './dom.js';
import { utc, tick } from './format.js';
import { businessTime } from './api.js';
import { isAsking } from './dialogs.js';
import * as overview from './overview.js';
import * as functions from './functions.js';
import * as instances from './instances.js';
import * as instance from './instance.js';
import * as timers from './timers.js';
import * as blobs from './blobs.js';
import * as bus from './bus.js';
import * as messages from './messages.js';

const pages = { '': overview, functions, instances, instance, timers, blobs, bus, messages };
const main = document.getElementById('main'), live = document.getElementById('live'), pause = document.getElementById('pause'), told = document.getElementById('told');
const shortest = 2000, longest = 10000, afterTyping = 3000, toldFor = 5000;

let page, query, shown, timer, reading = 0, typed = -afterTyping, paused = false;

const app = {
  // Reads the page again at once.
  refresh: () => read(false),
  // Other search terms on the same page, without a step in the browser's history for every letter.
  search(terms) {
    query = Object.fromEntries(Object.entries({ ...query, after: '', ...terms }).filter(([, value]) => value));
    history.replaceState(null, '', '#/' + location.hash.slice(2).split('?')[0] + (Object.keys(query).length ? '?' + new URLSearchParams(query) : ''));
    read(false);
  },
  go(hash) { location.hash = hash; },
  tell(text) {
    told.textContent = text;
    told.hidden = false;
    setTimeout(() => { told.hidden = told.textContent === text; }, toldFor);
  },
};

function route() {
  const [path, terms] = location.hash.replace(/^#\/?/, '').split('?');
  page = pages[path] ?? overview;
  query = Object.fromEntries(new URLSearchParams(terms));
  shown = undefined;
  for (const anchor of document.querySelectorAll('#pages a')) {
    const is = anchor.hash.replace(/^#\/?/, '') === (page.under ?? path);
    if (is) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  return read(true);
}

async function read(isNew) {
  clearTimeout(timer);
  const turn = ++reading, started = performance.now();
  try {
    const text = await page.load(query);
    if (turn !== reading) return;
    if (text !== shown) show(el('div', {}, page.view(JSON.parse(text), query, app)));
    shown = text;
    state(paused ? 'paused' : 'live');
  } catch (failure) {
    if (turn !== reading) return;
    if (failure.isAnswer) show(el('div', {}, el('h1', {}, 'Not to be shown'), el('p', { class: 'problem', role: 'alert' }, failure.message)));
    else if (shown === undefined && !(failure instanceof TypeError)) throw failure;
    shown = failure.isAnswer ? undefined : shown;
    state(failure.isAnswer ? 'live' : 'away');
  }
  if (businessTime()) {
    const now = document.getElementById('now');
    now.textContent = utc(businessTime());
    now.dateTime = businessTime().toISOString();
    tick(main, businessTime());
  }
  if (isNew) arrive();
  // A host that takes long to answer is asked less often.
  timer = setTimeout(again, Math.min(longest, Math.max(shortest, 10 * (performance.now() - started))));
}

function show(content) {
  const focused = document.activeElement;
  patchChildren(main, content);
  if (focused !== document.activeElement && focused.isConnected && main.contains(focused)) focused.focus({ preventScroll: true });
}

function arrive() {
  const heading = main.querySelector('h1');
  document.title = (heading ? heading.textContent + ' \u00b7 ' : '') + 'Local host';
  window.scrollTo(0, 0);
  if (heading && document.activeElement !== document.body) main.focus({ preventScroll: true });
}

function again() {
  const isTyping = performance.now() - typed < afterTyping;
  if (document.hidden || paused || isTyping || isAsking()) timer = setTimeout(again, 500);
  else read(false);
}

function state(name) {
  const words = { live: 'live', paused: 'paused', away: 'The host does not answer; trying again' };
  if (live.dataset.state === name) return;
  live.dataset.state = name;
  live.textContent = words[name];
}

pause.onclick = () => {
  paused = !paused;
  pause.setAttribute('aria-pressed', paused);
  pause.textContent = paused ? 'Resume' : 'Pause';
  state(paused ? 'paused' : 'live');
  if (!paused) read(false);
};
document.getElementById('skip').onclick = () => main.focus();
document.addEventListener('input', () => { typed = performance.now(); });
window.addEventListener('hashchange', route);
route();
