// What a person may do on a case: each act opens a dialog, says what it needs, and shows the refusal where it was asked.

import { html, useState } from '../vendor/htm-preact.js';
import { post } from '../api.js';
import { money } from '../format.js';
import { code, t } from '../words.js';
import { Act, Ask } from '../parts.js';
import { complaintActs } from './complaints.js';
import { pathActs } from './paths.js';

const methods = ['transfer', 'direct-debit', 'app', 'card', 'branch', 'other'];

// What has a path of its own (disputes, deaths, courts) is told as that.
const suspensions = ['Complaint', 'Bereavement', 'Illness', 'DebtAdvice', 'BreathingSpace', 'Disaster'];

const has = (me, ...roles) => roles.some(role => me.roles.includes(role));

export function Actions({ one, me, changed }) {
  const [open, setOpen] = useState(null);
  const close = () => {
    setOpen(null);
    changed();
  };
  const at = `cases/${one.case}`;
  const send = (path, body) => (values, key) => post(`${at}/${path}`, body(values), { key, version: one.version });
  const currency = one.overdue.split(' ')[1];
  const acts = {
    promise: has(me, 'collector', 'senior-collector', 'supervisor', 'field') && !one.plan && {
      title: t('promise'), act: send('promises', values => ({ amount: `${values.amount} ${currency}`, due: values.due, method: values.method })),
      fields: [
        { name: 'amount', label: `${t('amount')} (${currency})`, needed: true, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', value: one.overdue.split(' ')[0], hint: t('overdueIs', money(one.overdue)) },
        { name: 'due', label: t('dueDay'), kind: 'date', needed: true, hint: t('promiseHint') },
        { name: 'method', label: t('method'), kind: 'choice', options: methods, needed: true },
      ],
    },
    plan: has(me, 'collector', 'senior-collector', 'supervisor', 'field') && !one.plan && {
      title: t('offerPlan'), act: send('plans', values => planOf(values, currency)), preview: values => html`<${Schedule} values=${values} one=${one} />`,
      fields: [
        { name: 'kind', label: t('kind'), kind: 'choice', options: ['Instalments', 'Extension', 'LoweredMinimum', 'Settlement'], needed: true, value: 'Instalments' },
        { name: 'scope', label: t('scope'), kind: 'choice', options: ['Overdue', 'Outstanding'], needed: true, value: 'Overdue', when: values => values.kind === 'Instalments' || values.kind === 'Extension' },
        { name: 'firstDue', label: t('firstDue'), kind: 'date', needed: true },
        { name: 'instalments', label: t('instalments'), kind: 'number', min: 1, max: 60, step: 1, value: '3', needed: true, when: values => values.kind !== 'Extension' },
        { name: 'amount', label: `${t('amount')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', needed: true, when: values => values.kind === 'LoweredMinimum' || values.kind === 'Settlement' },
        { name: 'income', label: t('income'), mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', hint: t('meansHint') },
        { name: 'spending', label: t('spending'), mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?' },
        { name: 'otherDebts', label: t('otherDebts'), mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?' },
      ],
    },
    propose: has(me, 'collector', 'senior-collector', 'supervisor', 'field', 'legal') && !one.approval && {
      title: t('propose'), act: send('approvals', values => ({ subject: values.subject, ...(values.promiseDue ? { promiseDue: values.promiseDue } : {}) })),
      fields: [
        { name: 'subject', label: t('what'), kind: 'choice', options: ['LongPromise', 'FieldVisit', 'VisitWaiver', 'LegalHandoff'], needed: true },
        { name: 'promiseDue', label: t('dueDay'), kind: 'date', needed: true, when: values => values.subject === 'LongPromise' },
      ],
    },
    suspend: has(me, 'collector', 'senior-collector', 'supervisor', 'legal', 'compliance') && {
      title: t('suspend'), act: send('suspensions', values => ({ kind: values.kind, scope: values.scope, reason: values.reason })),
      fields: [
        { name: 'kind', label: t('kind'), kind: 'choice', options: suspensions, needed: true },
        { name: 'scope', label: t('scope'), kind: 'choice', options: ['Account', 'Debtor'], needed: true, value: 'Account' },
        { name: 'reason', label: t('reason'), kind: 'text', needed: true },
      ],
    },
    optOut: has(me, 'collector', 'senior-collector', 'supervisor', 'field', 'legal', 'compliance') && {
      title: t('optOut'), act: send('opt-outs', values => ({ channel: values.channel })), fields: [{ name: 'channel', label: t('channel'), kind: 'choice', options: ['Sms', 'Call', 'Email', 'Letter', 'Visit'], needed: true }],
    },
  };
  const may = (...roles) => has(me, ...roles);
  const [paths, complaints] = [one.closed ? {} : pathActs(one, may, send, currency), complaintActs(one, may, send, me)];
  const [shown, special] = [one.closed ? {} : acts, { ...paths, ...complaints }].map(all => Object.entries(all).filter(([, act]) => act));
  const chosen = acts[open] || paths[open] || complaints[open];
  const buttons = all => all.map(([name, act]) => html`<button onClick=${() => setOpen(name)}>${act.title}</button>`);
  return html`
    ${one.approval && html`<${Approval} one=${one} me=${me} changed=${changed} />`}
    ${shown.length === 0 ? null : html`<div class="buttons" role="group" aria-label=${t('actions')}>${buttons(shown)}</div>`}
    ${special.length === 0 ? null : html`<details class="more"><summary>${t('specialActs')}</summary><div class="buttons" role="group" aria-label=${t('specialActs')}>${buttons(special)}</div></details>`}
    ${one.tasks.length > 0 && html`<ul class="tasks" aria-label=${t('tasks')}>${one.tasks.map(task => html`<${Task} key=${task.id} one=${one} task=${task} me=${me} changed=${changed} />`)}</ul>`}
    ${chosen && html`<${Ask} key=${open} title=${chosen.title} fields=${chosen.fields} label=${t('record')} tone=${chosen.tone} act=${chosen.act} close=${close}>${chosen.preview}<//>`}`;
}

function planOf(values, currency) {
  const amount = text => `${text} ${currency}`;
  return {
    kind: values.kind, firstDue: values.firstDue, ...(values.kind === 'Extension' ? {} : { instalments: Number(values.instalments) }),
    ...(values.kind === 'Instalments' || values.kind === 'Extension' ? { scope: values.scope } : { amount: amount(values.amount) }),
    ...(values.income ? { means: { income: amount(values.income), spending: amount(values.spending || '0'), otherDebts: amount(values.otherDebts || '0') } } : {}),
  };
}

/** What the instalments would be; the case's own answer counts. In whole cents, so that they add up. */
function Schedule({ values, one }) {
  const count = values.kind === 'Extension' ? 1 : Number(values.instalments);
  if (!(count >= 1 && count <= 60) || !values.firstDue) return null;
  const sum = values.kind === 'Settlement' || values.kind === 'LoweredMinimum' ? values.amount : (values.scope === 'Outstanding' ? one.outstanding : one.overdue).split(' ')[0];
  const cents = BigInt((sum || '0').replace(/^(\d+)(?:\.(\d{1,2}))?.*$/, (_, whole, part = '') => whole + part.padEnd(2, '0')) || '0');
  if (cents <= 0n) return null;
  const each = values.kind === 'LoweredMinimum' ? cents : cents / BigInt(count);
  const last = values.kind === 'LoweredMinimum' ? cents : cents - each * BigInt(count - 1);
  const text = amount => money(`${amount / 100n}.${String(amount % 100n).padStart(2, '0')} ${one.overdue.split(' ')[1]}`);
  return html`<p class="schedule" role="status">${count === 1 ? t('onePayment', text(last)) : t('schedule', count - 1, text(each), text(last))}</p>`;
}

function Approval({ one, me, changed }) {
  const [rejecting, setRejecting] = useState(false);
  const open = one.approval;
  const at = `cases/${one.case}/approvals/${open.id}/decision`;
  const may = open.proposer !== me.id && open.roles.some(role => me.roles.includes(role) && !one.decisions.some(decision => decision.role === role));
  return html`<div class="note"><p><b>${t('approvalAsked', code(open.subject))}</b> ${t('approvalWhy', open.proposer === 'system' ? t('system') : open.proposer, code(open.because), money(open.overdue), open.daysPastDue)}
      ${one.decisions.map(decision => html` <span class="badge green">${code(decision.role)} ✓</span>`)}</p>
    ${may && html`<div class="buttons"><${Act} tone="main" label=${t('approve')} act=${key => post(at, { verdict: 'Approve' }, { key })} done=${changed} /><button onClick=${() => setRejecting(true)}>${t('reject')}</button></div>`}
    ${rejecting && html`<${Ask} title=${t('reject')} label=${t('reject')} tone="danger" close=${() => { setRejecting(false); changed(); }} act=${(values, key) => post(at, { verdict: 'Reject', comment: values.comment }, { key })}
      fields=${[{ name: 'comment', label: t('reason'), kind: 'text', needed: true }]} />`}</div>`;
}

/** Work on the case that is done by saying so, or by its own result. */
function Task({ one, task, me, changed }) {
  const at = `cases/${one.case}/tasks/${task.id}`;
  const mine = task.claim?.person === me.id;
  return html`<li><span><b>${code(task.kind)}</b> ${code(task.because)} ${task.escalated && html`<span class="badge red">${t('late')}</span>`} ${task.claim && html`<small class="soft">${mine ? t('me') : task.claim.person}</small>`}</span>
    ${['Review', 'Reply', 'PlanCheck', 'Assessment', 'ClaimFiling', 'CareReview', 'Safety'].includes(task.kind) && html`<${Act} label=${t('done')} act=${key => post(`${at}/done`, {}, { key })} done=${changed} />`}
    ${mine ? html`<${Act} label=${t('release')} act=${key => post(`${at}/release`, {}, { key })} done=${changed} />` : html`<${Act} label=${t('claim')} act=${key => post(`${at}/claim`, {}, { key })} done=${changed} />`}</li>`;
}
