// Finding the case that somebody on the telephone speaks of.

import { html, useEffect, useState } from '../vendor/htm-preact.js';
import { post } from '../api.js';
import { day, money } from '../format.js';
import { code, t } from '../words.js';
import { Badge, Empty, Table, Trouble, toneOf } from '../parts.js';

export function Search() {
  const [wish, setWish] = useState({ kind: 'account', institution: localStorage.getItem('institution') ?? '', text: '' });
  const [found, setFound] = useState(null);
  const [problem, setProblem] = useState(null);
  const look = async (event, asked = wish) => {
    event?.preventDefault();
    setProblem(null);
    localStorage.setItem('institution', asked.institution);
    const body = asked.kind === 'point' ? { point: asked.text } : { institution: asked.institution, [asked.kind]: asked.text };
    await post('search', body).then(setFound, refused => { setFound(null); setProblem(refused); });
  };
  useEffect(() => {
    const text = sessionStorage.getItem('search');
    if (!text) return;
    sessionStorage.removeItem('search');
    const asked = { ...wish, text, kind: /^\+?\d{8,15}$/.test(text) || text.includes('@') ? 'point' : 'account' };
    setWish(asked);
    if (asked.kind === 'point' || asked.institution) look(null, asked);
  }, []);
  const change = name => event => setWish({ ...wish, [name]: event.target.value });
  return html`<h1>${t('search')}</h1>
    <form class="filters" onSubmit=${look}>
      <label>${t('searchBy')} <select value=${wish.kind} onChange=${change('kind')}><option value="account">${t('accountNumber')}</option><option value="debtor">${t('debtorNumber')}</option><option value="point">${t('phoneOrEmail')}</option></select></label>
      ${wish.kind !== 'point' && html`<label>${t('institution')} <input value=${wish.institution} onInput=${change('institution')} required size="10" /></label>`}
      <label>${t('number')} <input value=${wish.text} onInput=${change('text')} required autocomplete="off" /></label>
      <button class="main">${t('search')}</button>
    </form>
    ${problem && html`<${Trouble} problem=${problem} />`}
    ${found && (found.length === 0 ? html`<${Empty}>${t('nothingFound')}<//>` : html`
      <${Table} caption=${t('search')} head=${[t('case'), t('debtor'), t('stage'), t('overdue'), t('opened')]}>${found.map(one => html`<tr key=${one.case}>
        <td><a class="row" href=${`#/case/${one.case}`}>${code(one.product)}</a><br /><small class="soft">${one.institution}</small></td><td>${one.name}</td>
        <td>${one.closed ? html`<${Badge} of=${one.closed} />` : html`<${Badge} of=${one.stage} tone=${toneOf(one.stage)} />`}</td><td class="amount">${money(one.overdue)}</td><td>${day(one.openedAt)}</td></tr>`)}<//>`)}`;
}
