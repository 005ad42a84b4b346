// A case: what is owed, what it waits for, what may be done now, what was done, and why.

import { html, useState } from '../vendor/htm-preact.js';
import { get } from '../api.js';
import { day, distance, money, time } from '../format.js';
import { code, t, wait } from '../words.js';
import { Badge, Card, Facts, Loaded, toneOf, useLoad } from '../parts.js';
import { Actions } from './actions.js';
import { Complaints } from './complaints.js';
import { Gate } from './gate.js';
import { Paths } from './paths.js';
import { Persons } from './persons.js';
import { Timeline } from './timeline.js';

export function Case({ me, rest }) {
  const key = rest[0];
  const found = useLoad(() => get(`cases/${key}`), [key]);
  const [turn, setTurn] = useState(0);
  const changed = () => {
    setTurn(old => old + 1);
    return found.reload();
  };
  return html`<${Loaded} of=${found}>${one => html`
    <div class="title"><h1>${one.debtor?.name ?? t('case')} <small class="soft">${code(one.product)} · ${one.institution}</small></h1>
      ${one.closed ? html`<${Badge} of=${one.closed} />` : html`<${Badge} of=${one.stage} tone=${toneOf(one.stage)} />`}<${Badge} of=${`${one.line}Line`} />
      ${one.risk && html`<${Badge} of=${`${one.risk}Risk`} tone=${toneOf(one.risk)} />`}</div>
    <p class="next">${whatNext(one, me)}</p>
    <${Actions} one=${one} me=${me} changed=${changed} />
    <div class="cards">
      <${Debt} one=${one} />
      ${!one.closed && html`<${Gate} key=${`gate-${one.version}`} one=${one} me=${me} changed=${changed} />`}
      <${Paths} one=${one} />
      <${Complaints} one=${one} />
      <${Agreed} one=${one} />
      <${Contacts} one=${one} />
      <${Persons} one=${one} me=${me} turn=${turn} changed=${changed} />
    </div>
    <${Timeline} one=${one} me=${me} turn=${turn} />`}<//>`;
}

function whatNext(one, me) {
  if (one.closed) return t('closedOn', code(one.closed), time(one.closedAt));
  if (one.waits) return t('waitsFor', wait(one.waits.because), time(one.waits.until), distance(one.waits.until, me.now));
  return t('isActing');
}

const Debt = ({ one }) => html`<${Card} id="debt" title=${t('debt')}>
  <p class="figure">${money(one.overdue)}</p><p class="soft">${t('overdueSince', one.daysPastDue)}</p>
  <${Facts} rows=${[
    [t('principal'), money(one.parts.principal)], [t('interest'), money(one.parts.interest)], [t('penaltyInterest'), money(one.parts.penaltyInterest)], [t('fees'), money(one.parts.fees)],
    [t('outstanding'), money(one.outstanding)], [t('asOf'), day(one.position.businessDate)], [t('dueDay'), day(one.position.dueDate)], [t('absentSince'), day(one.absentSince)],
    [t('limitationEnds'), day(one.limitationEnds)], [t('strategy'), [one.strategy, one.arm].filter(Boolean).join(' · ')], [t('legalTag'), day(one.legalTaggedAt)],
  ]} /><p class="soft">${t('estimate')}</p><//>`;

function Agreed({ one }) {
  const rows = [
    [t('promise'), one.promise && t('promiseOf', money(one.promise.amount), day(one.promise.due), code(one.promise.method))],
    [t('promisesKept'), one.promisesKept || undefined], [t('promisesBroken'), one.promisesBroken.length || undefined],
    [t('offer'), one.offer && code(one.offer.kind)], [t('suspensions'), one.suspensions.map(open => `${code(open.kind)}${open.until ? ` – ${day(open.until)}` : ''}`).join(', ')],
    [t('approval'), one.approval && t('approvalOf', code(one.approval.subject), one.approval.roles.map(code).join(' + '), time(one.approval.deadline))],
    [t('dossier'), one.legal.dossier && day(one.legal.handedOverAt)], [t('letterAnswerBy'), day(one.legal.letterAnswerBy)],
  ];
  const instalments = one.plan?.instalments ?? [];
  return html`<${Card} id="agreed" title=${t('agreed')}>
    <${Facts} rows=${rows} />
    ${instalments.length > 0 && html`<h3>${code(one.plan.kind ?? 'Plan')}</h3><ol class="instalments">${instalments.map(part => html`<li>${day(part.due)} <span class="amount">${money(part.amount)}</span></li>`)}</ol>`}
    ${rows.every(([, value]) => !value) && instalments.length === 0 && html`<p class="soft">${t('nothingAgreed')}</p>`}<//>`;
}

const Contacts = ({ one }) => html`<${Card} id="contacts" title=${t('contacts')}>
  <${Facts} rows=${[
    [t('conversations'), one.contacts.conversations], [t('callAttempts'), one.contacts.callAttempts], [t('withoutAnswer'), one.contacts.attemptsWithoutAnswer], [t('delivered'), one.contacts.delivered],
    [t('refusals'), one.contacts.refusals || undefined], [t('lastCall'), time(one.contacts.lastCallAt)], [t('lastMessage'), time(one.contacts.lastMessageAt)],
    [t('closedChannels'), one.contacts.closedChannels.map(code).join(', ')],
  ]} /><//>`;
