// The persons on a debt, and the debtor's data in full for who may see them.

import { html, useState } from '../vendor/htm-preact.js';
import { get, post } from '../api.js';
import { code, t } from '../words.js';
import { Ask, Card, Facts, Loaded, useLoad } from '../parts.js';

export function Persons({ one, me, turn, changed }) {
  const may = ['collector', 'senior-collector', 'supervisor', 'legal'].some(role => me.roles.includes(role));
  const list = useLoad(() => may ? get(`cases/${one.case}/parties`) : Promise.resolve([]), [one.case, turn]);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(null);
  const mayReveal = ['senior-collector', 'supervisor', 'legal'].some(role => me.roles.includes(role));
  if (!one.debtor) return null;
  return html`<${Card} id="persons" title=${t('persons')}>
    <${Facts} rows=${[[t('debtor'), `${one.debtor.name} · ${code(one.debtor.kind)}`], ...one.debtor.phones.map(phone => [code(phone.kind), phone.number])]} />
    ${shown && html`<${Facts} rows=${[[t('name'), shown.name], [t('address'), shown.address], ...(shown.phones ?? []).map(phone => [code(phone.kind), phone.number]), [t('email'), shown.email]]} />`}
    ${mayReveal && !shown && html`<button onClick=${() => setAsking(true)}>${t('reveal')}</button>`}
    <${Loaded} of=${list}>${answer => (answer.parties ?? answer).length > 0 && html`<ul class="plain">${(answer.parties ?? answer).map(person => html`<li>${person.name} <span class="badge">${code(person.role)}</span></li>`)}</ul>`}<//>
    ${asking && html`<${Ask} title=${t('reveal')} label=${t('reveal')} close=${() => { setAsking(false); changed(); }} act=${async (values, key) => setShown(await post(`cases/${one.case}/debtor/reveal`, values, { key }))}
      fields=${[{ name: 'purpose', label: t('purpose'), kind: 'choice', options: ['Identification', 'ContactPoints', 'Complaint', 'Dossier', 'Visit', 'Correction'], needed: true }, { name: 'reason', label: t('reason'), kind: 'text', needed: true }]}><p>${t('revealMeans')}</p><//>`}<//>`;
}
