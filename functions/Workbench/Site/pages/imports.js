// The bank's files: what became of each, and what a supervisor does about one that is held.

import { html, useState } from '../vendor/htm-preact.js';
import { get, post, query } from '../api.js';
import { day, time } from '../format.js';
import { code, t } from '../words.js';
import { Ask, Badge, Card, Empty, Facts, Loaded, Table, toneOf, useLoad } from '../parts.js';

export function Imports() {
  const [status, setStatus] = useState('');
  const [pages, setPages] = useState([undefined]);
  const list = useLoad(() => get(`imports?${query({ status, after: pages.at(-1), cursor: pages.at(-1) })}`), [status, pages.length]);
  return html`<h1>${t('imports')}</h1>
    <div class="filters"><label>${t('status')} <select value=${status} onChange=${event => { setPages([undefined]); setStatus(event.target.value); }}><option value="">${t('all')}</option>
      ${['Waiting', 'Running', 'Held', 'Completed', 'Duplicate', 'Refused', 'Discarded', 'Missing'].map(name => html`<option value=${name}>${code(name)}</option>`)}</select></label></div>
    <${Loaded} of=${list}>${answer => answer.imports.length === 0 ? html`<${Empty}>${t('noImports')}<//>` : html`
      <${Table} caption=${t('imports')} head=${[t('file'), t('businessDay'), t('status'), t('rows'), t('rejected'), t('casesOpened'), t('cured'), t('received')]}>${answer.imports.map(one => html`<tr key=${one.id}>
        <td><a class="row" href=${`#/import/${one.id}`}>${one.name}</a><br /><small class="soft">${one.institution} · ${code(one.kind)}</small></td><td>${day(one.businessDate)}</td><td><${Badge} of=${one.status} tone=${toneOf(one.status)} /></td>
        <td class="amount">${one.rows}</td><td class=${`amount ${one.rejected ? 'alarm' : ''}`}>${one.rejected}</td><td class="amount">${one.opened}</td><td class="amount">${one.cured}</td><td>${time(one.receivedAt)}</td></tr>`)}<//>
      <div class="buttons">${pages.length > 1 && html`<button onClick=${() => setPages(old => old.slice(0, -1))}>${t('before')}</button>`}${answer.next && html`<button onClick=${() => setPages(old => [...old, answer.next])}>${t('next')}</button>`}</div>`}<//>`;
}

export function Import({ me, rest }) {
  const id = rest[0];
  const found = useLoad(() => get(`imports/${encodeURIComponent(id)}`), [id]);
  const [deciding, setDeciding] = useState(null);
  const mayDecide = me.roles.includes('supervisor');
  return html`<p class="trail"><a href="#/imports">${t('imports')}</a></p><${Loaded} of=${found}>${one => html`
    <div class="title"><h1>${one.name}</h1><${Badge} of=${one.status} tone=${toneOf(one.status)} /></div>
    ${one.reasons.length > 0 && html`<div class="note" role="note"><ul class="plain">${one.reasons.map(reason => html`<li><b>${code(reason.code)}</b> ${reason.detail}</li>`)}</ul>
      ${one.status === 'Held' && mayDecide && html`<div class="buttons"><button class="main" onClick=${() => setDeciding('release')}>${t('releaseFile')}</button><button class="danger" onClick=${() => setDeciding('discard')}>${t('discardFile')}</button></div>`}</div>`}
    <div class="cards"><${Card} id="rows" title=${t('rows')}><${Facts} rows=${[
      [t('rows'), one.rows], [t('accepted'), one.accepted], [t('rejected'), one.rejected], [t('amount'), one.amount], [t('casesOpened'), one.opened], [t('updated'), one.updated], [t('unchanged'), one.unchanged],
      [t('cured'), one.cured], [t('unclear'), one.unclear]]} />
      ${Object.keys(one.rejectedBy).length > 0 && html`<h3>${t('rejectedBy')}</h3><${Facts} rows=${Object.entries(one.rejectedBy).map(([why, count]) => [code(why), count])} />`}
      ${one.rejects && ['supervisor', 'administrator'].some(role => me.roles.includes(role)) && html`<p><a href=${`/api/imports/${encodeURIComponent(one.id)}/rejects`} download>${t('rejectsFile')}</a></p>`}<//>
    <${Card} id="file" title=${t('file')}><${Facts} rows=${[
      [t('institution'), one.institution], [t('kind'), code(one.kind)], [t('businessDay'), day(one.businessDate)], [t('received'), time(one.receivedAt)], [t('finished'), time(one.finishedAt)],
      [t('duration'), one.durationMilliseconds && `${one.durationMilliseconds} ms`], ['SHA-256', one.sha256 && html`<code>${one.sha256}</code>`]]} />
      ${one.decisions.map(made => html`<p><b>${made.by}</b> ${time(made.at)}</p>`)}<//></div>
    ${deciding && html`<${Ask} title=${t(deciding === 'release' ? 'releaseFile' : 'discardFile')} label=${t(deciding === 'release' ? 'releaseFile' : 'discardFile')} tone=${deciding === 'discard' ? 'danger' : ''}
      act=${(values, key) => post(`imports/${encodeURIComponent(id)}/${deciding}`, { reason: values.reason }, { key })} close=${() => { setDeciding(null); found.reload(); }}
      fields=${[{ name: 'reason', label: t('reason'), kind: 'text', needed: true }]} />`}`}<//>`;
}
