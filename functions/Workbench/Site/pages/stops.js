// The emergency stop.

import { html, useState } from '../vendor/htm-preact.js';
import { get, post } from '../api.js';
import { time } from '../format.js';
import { code, t } from '../words.js';
import { Ask, Empty, Loaded, Table, useLoad } from '../parts.js';

const products = ['CreditCard', 'ConsumerLoan', 'SmallBusinessLoan', 'Mortgage', 'CarLoan'];

export function Stops({ me }) {
  const list = useLoad(() => get('stops'), []);
  const [setting, setSetting] = useState(false);
  const may = ['supervisor', 'compliance', 'administrator'].some(role => me.roles.includes(role));
  const act = (values, key) => post('stops', Object.fromEntries(Object.entries(values).filter(([, value]) => value)), { key });
  return html`<h1>${t('stops')}</h1>${may && html`<div class="buttons"><button class="main danger" onClick=${() => setSetting(true)}>${t('stopNow')}</button></div>`}
    <${Loaded} of=${list}>${answer => html`${answer.active.length === 0 ? html`<${Empty}>${t('noStops')}<//>` : html`<${List} caption=${t('activeStops')} stops=${answer.active} />`}
      ${answer.past.length > 0 && html`<h2>${t('pastStops')}</h2><${List} caption=${t('pastStops')} stops=${answer.past} />`}`}<//>
    ${setting && html`<${Ask} title=${t('stopNow')} label=${t('stopNow')} tone="danger" act=${act} close=${() => { setSetting(false); list.reload(); }} fields=${[
      { name: 'reason', label: t('reason'), kind: 'text', needed: true }, { name: 'institution', label: t('institution'), hint: t('leaveOutForAll') }, { name: 'region', label: t('region'), hint: t('leaveOutForAll') },
      { name: 'product', label: t('product'), kind: 'choice', options: products },
    ]}><p>${t('stopMeans')}</p><//>`}`;
}

const List = ({ caption, stops }) => html`<${Table} caption=${caption} head=${[t('scope'), t('reason'), t('setBy'), t('liftedBy')]}>${stops.map(one => html`<tr key=${one.id}><td>${[one.institution, one.region, one.product && code(one.product), one.agency].filter(Boolean).join(' · ') || t('everything')}</td>
  <td>${one.reason}</td><td>${one.setBy}<br /><small class="soft">${time(one.setAt)}</small></td><td>${one.liftedBy}<br /><small class="soft">${time(one.liftedAt)} ${one.liftReason ?? ''}</small></td></tr>`)}<//>`;
