// What every inbox page does. The page itself says in `inbox` what is its own: `address`, `label`, `masked`, `party`, `title`, `hint`, `none`, `fill`, `more`, `isClosed`, `act`.
const list = document.getElementById('list'), row = document.getElementById('row'), filter = document.getElementById('filter');
const older = document.getElementById('older'), empty = document.getElementById('empty'), state = document.getElementById('state');
const rows = new Map(), open = new Set();
const page = 100;
let shown = page, loading = false;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });

function fill(li, m) {
  const isOpen = open.has(m.id), number = li.querySelector('.number'), party = inbox.party(m);
  number.textContent = inbox.title(m) + (isOpen ? party : inbox.masked(party));
  number.title = isOpen ? 'Hide details' : inbox.hint;
  number.setAttribute('aria-expanded', isOpen);
  const status = li.querySelector('.status');
  status.className = 'status ' + m.status;
  status.textContent = inbox.label[m.status] ?? m.status;
  const time = li.querySelector('time');
  time.dateTime = m.at;
  time.textContent = when.format(new Date(m.at));
  li.querySelector('.text').textContent = m.text;
  inbox.fill(li, m);
  const told = m.eventDone ? 'app told ' + when.format(new Date(m.eventDone)) : m.eventAttempts ? m.eventAttempts + ' tries to tell the app' : '';
  const more = li.querySelector('.more');
  more.hidden = !isOpen;
  more.textContent = inbox.more(m, told).filter(Boolean).join(' \u00b7 ');
  li.querySelector('form').hidden = inbox.isClosed(m);
  li.dataset.id = m.id;
}

async function load() {
  if (loading) return;
  loading = true;
  try {
    const query = new URLSearchParams({ limit: shown });
    if (filter.value.trim()) query.set('to', filter.value.trim());
    const answer = await fetch(inbox.address + '?' + query);
    if (!answer.ok) throw new Error(answer.status);
    const { total, messages } = await answer.json();
    const seen = new Set();
    let after = null;
    for (const m of messages) {
      seen.add(m.id);
      let known = rows.get(m.id);
      if (!known) {
        known = { li: row.content.firstElementChild.cloneNode(true) };
        rows.set(m.id, known);
      }
      const text = JSON.stringify(m);
      if (known.text !== text) { known.text = text; known.message = m; fill(known.li, m); }
      // Rows in place stay untouched, so that a reply being typed keeps its focus.
      const next = after ? after.nextSibling : list.firstChild;
      if (next !== known.li) list.insertBefore(known.li, next);
      after = known.li;
    }
    for (const [id, known] of rows) if (!seen.has(id)) { known.li.remove(); rows.delete(id); }
    document.getElementById('count').textContent = total.toLocaleString() + (total === 1 ? ' message' : ' messages');
    empty.hidden = messages.length > 0;
    empty.textContent = filter.value.trim() ? inbox.none : 'No messages yet. They appear here as the app sends them.';
    older.hidden = messages.length < shown;
    state.textContent = '';
  } catch {
    state.textContent = 'The host does not answer; trying again \u2026';
  } finally {
    loading = false;
  }
}

/** Does something to a message, in its recipient's name; whether it was taken. */
async function post(li, what, body) {
  const answer = await fetch(inbox.address + '/' + encodeURIComponent(li.dataset.id) + '/' + what, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  if (answer.ok) await load();
  else state.textContent = 'The ' + what + ' was not taken (' + answer.status + ').';
  return answer.ok;
}

list.addEventListener('click', event => {
  const button = event.target.closest('button'), li = event.target.closest('li');
  if (!button || !li) return;
  if (button.classList.contains('number')) {
    const id = li.dataset.id;
    if (!open.delete(id)) open.add(id);
    fill(li, rows.get(id).message);
  } else inbox.act(li, button.dataset);
});
filter.addEventListener('input', () => { shown = page; load(); });
older.addEventListener('click', () => { shown += page; load(); });
setInterval(() => { if (!document.hidden) load(); }, 2000);
load();
