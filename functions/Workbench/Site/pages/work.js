// My day: what waits in the queues that I work, the most urgent first.

import { html, useEffect, useState } from '../vendor/htm-preact.js';
import { get, post, query } from '../api.js';
import { distance, money, time } from '../format.js';
import { code, t } from '../words.js';
import { Act, Ask, Badge, Empty, Loaded, Table, toneOf, useLoad } from '../parts.js';

/** How often the figures are asked for anew, in milliseconds. */
const often = 15000;

export function Work({ me, rest }) {
  const counts = useLoad(() => get('worklist/queues'), []);
  useEffect(() => {
    const timer = setInterval(counts.reload, often);
    return () => clearInterval(timer);
  }, []);
  return html`<h1>${t('myDay')}</h1><${Loaded} of=${counts}>${value => html`<${Queues} queues=${value.queues} chosen=${rest[0]} me=${me} changed=${counts.reload} />`}<//>`;
}

function Queues({ queues, chosen, me, changed }) {
  const busy = queues.filter(one => one.waiting > 0 || one.queue === chosen);
  const queue = queues.some(one => one.queue === chosen) ? chosen : (busy[0] ?? queues[0])?.queue;
  if (!queue) return html`<${Empty}>${t('noQueues')}<//>`;
  return html`
    <div class="chips" role="group" aria-label=${t('queues')}>${(busy.length ? busy : queues.slice(0, 1)).map(one => html`
      <a class="chip" href=${`#/work/${one.queue}`} aria-current=${one.queue === queue ? 'true' : undefined}>${code(one.queue)} <span class="count">${one.waiting}${one.more ? '+' : ''}</span>${one.overdue > 0 && html` <span class="late">${t('lateCount', one.overdue)}</span>`}</a>`)}</div>
    <${Queue} key=${queue} queue=${queue} me=${me} changed=${changed} />`;
}

function Queue({ queue, me, changed }) {
  const [pages, setPages] = useState([undefined]);
  const [mine, setMine] = useState(false);
  const [sharing, setSharing] = useState(false);
  const list = useLoad(() => get(`worklist?${query({ queue, take: 50, cursor: pages.at(-1) })}`), [queue, pages.length]);
  const [at, setAt] = useState(0);
  const rows = (list.value?.items ?? []).filter(item => !mine || item.claim?.person === me.id);
  useEffect(() => {
    const pressed = event => {
      if (event.target.closest('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key];
      if (!step) return;
      const next = Math.max(0, Math.min(rows.length - 1, at + step));
      setAt(next);
      document.querySelectorAll('tbody tr a.row')[next]?.focus();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
  const after = () => {
    list.reload();
    changed();
  };
  return html`
    <div class="bar">
      <label class="inline"><input type="checkbox" checked=${mine} onChange=${event => setMine(event.target.checked)} /> ${t('onlyMine')}</label>
      <button onClick=${after}>${t('refresh')}</button>
      ${me.roles.includes('supervisor') && html`<button onClick=${() => setSharing(true)}>${t('shareOut')}</button>`}
      <span class="soft keys">${t('listKeys')}</span>
    </div>
    ${sharing && html`<${ShareOut} queue=${queue} close=${() => { setSharing(false); after(); }} />`}
    <${Loaded} of=${list}>${page => rows.length === 0 ? html`<${Empty}>${t('nothingWaits')}<//>` : html`
      <${Table} caption=${code(queue)} head=${[t('due'), t('what'), t('case'), t('overdue'), t('risk'), t('who'), '']}>
        ${rows.map(item => html`<${Row} key=${`${item.case}${item.id}`} item=${item} me=${me} changed=${after} />`)}<//>
      <div class="buttons">${pages.length > 1 && html`<button onClick=${() => setPages(old => old.slice(0, -1))}>${t('before')}</button>`}
        ${page.next && html`<button onClick=${() => setPages(old => [...old, page.next])}>${t('next')}</button>`}</div>`}<//>`;
}

function Row({ item, me, changed }) {
  const late = new Date(item.due) < new Date(me.now);
  const claimed = item.claim && (!item.claim.until || new Date(item.claim.until) > new Date()) ? item.claim : null;
  const isTask = item.kind !== 'Approval' && item.kind !== 'LegalReady';
  const address = `cases/${item.case}/tasks/${item.id}`;
  return html`<tr class=${late ? 'late' : ''}>
    <td>${time(item.due)}<br /><small class=${late ? 'alarm' : 'soft'}>${distance(item.due, me.now)}</small></td>
    <td><b>${code(item.kind)}</b><br /><small class="soft">${code(item.because)}</small></td>
    <td><a class="row" href=${`#/case/${item.case}`}>${code(item.product)}</a><br /><small class="soft">${item.institution} · ${code(item.stage)} · ${code(item.line)}</small></td>
    <td class="amount">${money(item.overdue)}</td>
    <td>${item.risk && html`<${Badge} of=${item.risk} tone=${toneOf(item.risk)} />`}</td>
    <td>${claimed ? html`${claimed.person === me.id ? html`<b>${t('me')}</b>` : claimed.person}` : html`<span class="soft">${t('nobody')}</span>`}</td>
    <td>${isTask && !me.roles.every(role => role === 'auditor') && (claimed?.person === me.id
      ? html`<${Act} label=${t('release')} act=${key => post(`${address}/release`, {}, { key })} done=${changed} />`
      : html`<${Act} label=${t('claim')} act=${key => post(`${address}/claim`, {}, { key })} done=${() => { location.hash = `#/case/${item.case}`; }} />`)}</td>
  </tr>`;
}

function ShareOut({ queue, close }) {
  const act = async (values, key) => {
    const people = values.people.split(/[\s,，、;]+/).filter(Boolean);
    await post('worklist/assign', { queue, people, ...(values.region ? { region: values.region } : {}), ...(values.risk ? { risk: values.risk } : {}) }, { key });
  };
  return html`<${Ask} title=${t('shareOut')} label=${t('shareOut')} close=${close} act=${act} fields=${[
    { name: 'people', label: t('people'), needed: true, hint: t('peopleHint') },
    { name: 'region', label: t('region'), hint: t('optional') },
    { name: 'risk', label: t('risk'), kind: 'choice', options: ['Low', 'Medium', 'High'] },
  ]}><p>${t('shareOutMeans')}</p><//>`;
}
