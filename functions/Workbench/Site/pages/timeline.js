// What happened to a case, newest first, each fact in plain words.

import { html, useState } from '../vendor/htm-preact.js';
import { get } from '../api.js';
import { day, money, time } from '../format.js';
import { code, isKnown, t } from '../words.js';
import { Loaded, useLoad } from '../parts.js';

const page = 50;

/** Ids and hashes tell a reader nothing. */
const hidden = new Set(['kind', 'id', 'key', 'contact', 'account', 'debtor', 'previous', 'position', 'factors', 'import', 'note', 'comment', 'text', 'task', 'person', 'pack', 'providerMessage', 'sha256', 'blob', 'message', 'basis', 'institution', 'instalments', 'asOf', 'evidence', 'photo']);

/** Who may see why a contact was allowed. */
const provers = ['compliance', 'auditor', 'supervisor', 'legal'];

export function Timeline({ one, me, turn }) {
  const [shown, setShown] = useState(page);
  const [filter, setFilter] = useState('all');
  const from = Math.max(0, one.version - shown);
  const list = useLoad(async () => {
    const entries = [];
    for (let after = from; after < one.version;) {
      const answer = await get(`cases/${one.case}/timeline?after=${after}&take=200`);
      entries.push(...answer.entries);
      if (!answer.next) break;
      after = answer.next;
    }
    return entries.reverse();
  }, [one.version, shown, turn]);
  return html`<section class="timeline" aria-labelledby="timeline"><div class="bar"><h2 id="timeline">${t('timeline')}</h2>
      <label class="inline">${t('show')} <select value=${filter} onChange=${event => setFilter(event.target.value)}>${['all', 'people', 'contacts', 'money'].map(name => html`<option value=${name}>${t(`filter-${name}`)}</option>`)}</select></label></div>
    <${Loaded} of=${list}>${entries => html`<ol>${entries.filter(entry => fits(entry, filter)).map(entry => html`<${Entry} key=${entry.sequence} entry=${entry} proves=${provers.some(role => me.roles.includes(role))} />`)}</ol>
      ${from > 0 && html`<button onClick=${() => setShown(old => old + 4 * page)}>${t('older', from)}</button>`}`}<//></section>`;
}

function fits(entry, filter) {
  const kind = entry.fact.kind;
  if (filter === 'people') return entry.by !== 'system';
  if (filter === 'contacts') return /contact|send|call|deliver|visit|letter|reply|channel/.test(kind);
  if (filter === 'money') return /payment|balance|promise|plan|instalment|recovery|proceeds|write/.test(kind);
  return true;
}

function Entry({ entry, proves }) {
  const { fact } = entry;
  return html`<li><time datetime=${entry.at}>${time(entry.at)}</time><div><b>${code(fact.kind)}</b> <span>${details(fact)}</span>
    ${entry.text && html`<blockquote>${entry.text}</blockquote>`}
    ${fact.factors && html`<details><summary>${t('factors')}</summary><ul class="plain">${fact.factors.map(one => html`<li>${code(one.factor)}: ${code(one.bin)} → ${one.points}</li>`)}</ul></details>`}
    <small class="soft">${entry.by === 'system' ? t('system') : entry.by} · ${entry.sequence}${proves && fact.contact && /planned|completed|forbidden|deferred/.test(fact.kind) ? html` · <a href=${`#/proof/${fact.contact}`}>${t('proof')}</a>` : ''}</small></div></li>`;
}

function details(fact) {
  return Object.entries(fact).filter(([name, value]) => !hidden.has(name) && value !== null && value !== false).map(([name, value]) => {
    const text = words(value);
    return text && (isKnown(name) ? `${code(name)}: ${text}` : text);
  }).filter(Boolean).join(' · ');
}

function words(value) {
  if (Array.isArray(value)) return value.every(one => typeof one !== 'object') ? value.map(words).join(', ') : '';
  if (typeof value === 'object') return '';
  const text = `${value}`;
  if (/^-?\d+(\.\d+)? [A-Z]{3}$/.test(text)) return money(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return time(text);
  if (/^[0-9a-f]{16,}$/.test(text)) return '';
  return value === true ? '✓' : code(text);
}
