// The nightly audits: what was looked at, and what was found that must never happen.

import { html } from '../vendor/htm-preact.js';
import { get } from '../api.js';
import { day, time } from '../format.js';
import { code, t } from '../words.js';
import { Empty, Facts, Loaded, Table, useLoad } from '../parts.js';

export function Audits({ rest }) {
  const list = useLoad(() => get('audits'), []);
  return html`<h1>${t('audits')}</h1><${Loaded} of=${list}>${answer => {
    const dates = answer.dates ?? answer;
    const chosen = rest[0] ?? dates[0];
    return dates.length === 0 ? html`<${Empty}>${t('noAudits')}<//>` : html`<div class="chips" role="group" aria-label=${t('day')}>${dates.slice(0, 14).map(date => html`<a class="chip" href=${`#/audits/${date}`} aria-current=${date === chosen ? 'true' : undefined}>${day(date)}</a>`)}</div><${Audit} key=${chosen} date=${chosen} />`;
  }}<//>`;
}

function Audit({ date }) {
  const found = useLoad(() => get(`audits/${date}`), [date]);
  return html`<${Loaded} of=${found}>${one => html`
    <p class=${`verdict ${one.found ? 'red' : 'green'}`}><b>${one.found ? t('auditFound', one.found) : t('auditClean')}</b></p>
    <${Facts} rows=${[[t('when'), time(one.at)], [t('cases'), one.cases], [t('facts'), one.facts], [t('contacts'), one.contacts]]} />
    ${one.violations.length > 0 && html`<${Table} caption=${t('audits')} head=${[t('rule'), t('case'), t('when'), t('what')]}>${one.violations.map(each => html`<tr><td>${code(each.rule)}</td><td>${each.case && html`<a href=${`#/case/${each.case}`}>${t('case')}</a>`}</td><td>${time(each.at)}</td><td>${each.why ?? each.detail ?? ''}</td></tr>`)}<//>`}`}<//>`;
}
