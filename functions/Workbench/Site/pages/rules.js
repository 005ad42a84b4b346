// The documents that bind the program: packs, strategies, templates and the rest, in their versions, proposed by one and let in by another.

import { html, useState } from '../vendor/htm-preact.js';
import { get, post, remove } from '../api.js';
import { time } from '../format.js';
import { code, t } from '../words.js';
import { Act, Ask, Badge, Empty, Loaded, Table, useLoad } from '../parts.js';

const kinds = ['packs', 'strategies', 'scorecards', 'templates', 'calendars', 'profiles', 'formats', 'agencies'];

export function Rules({ rest }) {
  const kind = kinds.includes(rest[0]) ? rest[0] : kinds[0];
  const list = useLoad(() => get(`governance/${kind}`), [kind]);
  return html`<h1>${t('rules')}</h1>
    <div class="chips" role="group" aria-label=${t('kind')}>${kinds.map(name => html`<a class="chip" href=${`#/rules/${name}`} aria-current=${name === kind ? 'true' : undefined}>${code(name)}</a>`)}</div>
    <${Loaded} of=${list}>${entries => entries.length === 0 ? html`<${Empty}>${t('noRules')}<//>` : html`<${Table} caption=${code(kind)} head=${[t('name'), t('versionInForce'), t('proposalsWaiting')]}>${entries.map(one => html`<tr key=${one.name}>
      <td><a class="row" href=${`#/rule/${kind}/${one.name}`}>${one.name}</a></td><td>${one.inForce === 0 ? t("asShipped") : one.inForce ?? ""} <small class="soft">${(one.hash ?? '').slice(0, 12)}</small></td><td class=${one.waiting ? 'alarm' : ''}>${one.waiting || ''}</td></tr>`)}<//>`}<//>`;
}

export function Rule({ me, rest }) {
  const [kind, name] = rest;
  const at = `governance/${kind}/${encodeURIComponent(name)}`;
  const found = useLoad(async () => ({ versions: await get(`${at}/versions`), text: await get(at).catch(() => null), picture: kind === 'strategies' ? await get(`strategies/${encodeURIComponent(name)}/picture`).catch(() => null) : null }), [at]);
  const [asking, setAsking] = useState(null);
  const may = ['administrator', 'compliance'].some(role => me.roles.includes(role));
  return html`<p class="trail"><a href=${`#/rules/${kind}`}>${code(kind)}</a></p><h1>${name}</h1>
    ${may && html`<div class="buttons"><button onClick=${() => setAsking('propose')}>${t('proposeVersion')}</button></div>`}
    <${Loaded} of=${found}>${({ versions, text, picture }) => html`
      ${versions.versions.length === 0 ? html`<p class="soft">${t('asShipped')}</p>` : html`<${Table} caption=${t('versions')} head=${[t('version'), t('status'), t('proposedBy'), t('decidedBy'), t('holdsFrom'), '']}>${[...versions.versions].reverse().map(one => html`<tr key=${one.number}>
        <td>${one.number} ${one.number === versions.inForce && html`<span class="badge green">${t('inForce')}</span>`}</td><td><${Badge} of=${one.state} /></td><td>${one.proposedBy}<br /><small class="soft">${time(one.proposedAt)} ${one.reason ?? ''}</small></td>
        <td>${one.decidedBy}<br /><small class="soft">${time(one.decidedAt)} ${one.comment ?? ''}</small></td><td>${time(one.inForceFrom ?? one.effectiveFrom)}</td>
        <td>${may && one.state === 'Proposed' && (one.proposedBy === me.id
          ? html`<${Act} label=${t('takeBack')} act=${() => remove(`${at}/versions/${one.number}`)} done=${found.reload} />`
          : html`<${Act} tone="main" label=${t('approve')} act=${key => post(`${at}/versions/${one.number}/decision`, { approve: true }, { key })} done=${found.reload} /><button onClick=${() => setAsking(one.number)}>${t('reject')}</button>`)}</td></tr>`)}<//>`}
      ${picture && html`<details open><summary>${t('picture')}</summary><pre tabindex="0">${picture}</pre></details>`}
      ${text && html`<details><summary>${t('text')}</summary><pre tabindex="0">${typeof text === 'string' ? text : JSON.stringify(text, null, 2)}</pre></details>`}`}<//>
    ${asking === 'propose' && html`<${Ask} title=${t('proposeVersion')} label=${t('propose')} close=${() => { setAsking(null); found.reload(); }} act=${(values, key) => post(`${at}/versions?reason=${encodeURIComponent(values.reason)}`, parse(values.json), { key })}
      fields=${[{ name: 'json', label: t('document'), kind: 'text', needed: true }, { name: 'reason', label: t('reason'), needed: true }]} />`}
    ${typeof asking === 'number' && html`<${Ask} title=${t('reject')} label=${t('reject')} tone="danger" close=${() => { setAsking(null); found.reload(); }} act=${(values, key) => post(`${at}/versions/${asking}/decision`, { approve: false, comment: values.comment }, { key })}
      fields=${[{ name: 'comment', label: t('reason'), kind: 'text', needed: true }]} />`}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw Object.assign(new Error(t('notJson')), { code: 'not-json', body: {} });
  }
}
