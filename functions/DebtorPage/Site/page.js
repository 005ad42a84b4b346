// What a debtor sees behind the link of a message: what he owes, and what he may do about it himself.

import { html, render, useState } from '../workbench/vendor/htm-preact.js';
import { words } from './words.js';

const languages = ['zh-CN', 'en'];
const address = new URL(location.href);
const token = address.searchParams.get('t') ?? '';

// The token is for nobody's history and no screenshot.
history.replaceState(null, '', location.pathname);

let chosen = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
const t = (name, ...values) => words[name][languages.indexOf(chosen)].replace(/\{(\d)\}/g, (_, at) => values[at] ?? '');
const money = text => new Intl.NumberFormat(chosen, { style: 'currency', currency: text.split(' ')[1] }).format(Number(text.split(' ')[0]));
const day = text => new Intl.DateTimeFormat(chosen, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text.slice(0, 10)}T00:00:00Z`));

async function ask(path, body) {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(body) };
  const answer = await fetch(`../pay/${encodeURIComponent(token)}/${path}`, { ...init, credentials: 'omit' });
  const content = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(content.detail), { status: answer.status, code: content.code });
  return content;
}

const sentence = problem => problem.status === 404 ? t('noLink') : problem.status === 429 ? t('tooOften') : words[`no:${problem.code}`] ? t(`no:${problem.code}`) : t('failed');

function Page({ first, problem: refused }) {
  const [shown, setShown] = useState(first);
  const [done, setDone] = useState(null);
  const [, turn] = useState(0);
  document.documentElement.lang = chosen;
  document.title = shown ? named(shown) : t('title');
  const toggle = () => {
    chosen = languages.find(one => one !== chosen);
    turn(now => now + 1);
  };
  const act = path => async body => {
    const answer = await ask(path, body);
    setDone(answer.done);
    setShown(answer.statement);
    scrollTo(0, 0);
  };
  return html`<header><h1>${shown ? named(shown) : t('title')}</h1><button type="button" onClick=${toggle}>${chosen === 'en' ? '中文' : 'English'}</button></header>
    ${refused && html`<section><p class="problem" role="alert">${sentence(refused)}</p></section>`}
    ${done && html`<p class="done" role="status">${t(`done:${done}`)}</p>`}
    ${shown && (shown.debt ? html`<${Debt} of=${shown} act=${act} />` : html`<section><p>${t('inPerson', shown.hotline)}</p></section>`)}
    ${shown && html`<section><p>${t('questions', shown.hotline)}</p><p class="soft">${t('reference', shown.reference.slice(0, 8))}<br />${t('holds', day(shown.through))}</p></section>`}`;
}

const named = shown => shown.institution[chosen] ?? Object.values(shown.institution)[0];

function Debt({ of: shown, act }) {
  const debt = shown.debt;
  const rows = [
    [t('outstanding'), money(debt.outstanding)], [t('due'), day(debt.dueDate)], [t('asOf'), day(debt.asOf)], debt.promise && [t('promised'), t('amountBy', money(debt.promise.amount), day(debt.promise.due))],
    debt.disputeAnswerBy && [t('disputed'), t('answerBy', day(debt.disputeAnswerBy))], debt.paidOn && [t('saidPaid'), day(debt.paidOn)],
  ].filter(Boolean);
  const currency = debt.overdue.split(' ')[1];
  return html`
    <section><h2>${t('overdue')}</h2><p class="figure">${money(debt.overdue)}</p>${debt.closed ? html`<p>${t('nothingDue')}</p>` : html`<p class="soft">${t('days', debt.daysPastDue)}</p>`}
      <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      ${!debt.closed && html`<p><a class="pay" href=${shown.payPage} rel="noreferrer">${t('pay')}</a></p>`}</section>
    ${debt.plan.length > 0 && html`<${Instalments} title=${t('plan')} parts=${debt.plan} />`}
    ${debt.offer && html`<${Instalments} title=${t('offered')} parts=${debt.offer.instalments} note=${t('confirm', day(debt.offer.confirmBy))} />`}
    ${!debt.closed && html`<section><h2>${t('myself')}</h2>
      ${debt.mayPromiseThrough && html`<${Form} title=${t('promise')} act=${act('promises')} body=${values => ({ amount: `${values.amount} ${currency}`, due: values.due, method: values.method })} fields=${[
        { name: 'amount', label: `${t('amount')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', value: debt.overdue.split(' ')[0] }, { name: 'due', label: t('on'), kind: 'date', max: debt.mayPromiseThrough },
        { name: 'method', label: t('by'), options: ['transfer', 'app', 'card', 'branch', 'other'] }]} />`}
      ${debt.mostInstalments && html`<${Form} title=${t('askPlan')} act=${act('plans')} note=${t('planNote')} body=${values => ({ instalments: Number(values.instalments), firstDue: values.firstDue, means: { income: `${values.income} ${currency}`, spending: `${values.spending} ${currency}`, otherDebts: `${values.otherDebts} ${currency}` } })} fields=${[
        { name: 'instalments', label: t('instalments'), kind: 'number', min: 1, max: debt.mostInstalments, value: '3' }, { name: 'firstDue', label: t('firstDue'), kind: 'date' },
        { name: 'income', label: `${t('income')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?' }, { name: 'spending', label: `${t('spending')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?' },
        { name: 'otherDebts', label: `${t('otherDebts')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', value: '0' }]} />`}
      ${debt.mayClaimPaid && html`<${Form} title=${t('havePaid')} act=${act('paid-claims')} body=${values => values} fields=${[{ name: 'paidOn', label: t('paidOn'), kind: 'date' }]} />`}
      ${debt.mayDispute && html`<${Form} title=${t('dispute')} act=${act('disputes')} note=${t('disputeNote')} body=${values => values} fields=${[
        { name: 'reason', label: t('what'), options: ['Amount', 'Fees', 'AlreadyPaid', 'NotMine', 'Fraud', 'Other'] }, { name: 'words', label: t('words'), kind: 'text' }]} />`}
      <${Form} title=${t('optOut')} act=${act('opt-outs')} note=${t('optOutNote')} body=${values => values} fields=${[{ name: 'channel', label: t('channel'), options: ['Sms', 'Email', 'Call'].filter(channel => !debt.optedOut.includes(channel)) }]} /></section>`}`;
}

const Instalments = ({ title, parts, note }) => html`<section><h2>${title}</h2><dl>${parts.map(part => html`<dt>${day(part.due)}</dt><dd>${money(part.amount)}</dd>`)}</dl>${note && html`<p>${note}</p>`}</section>`;

function Form({ title, fields, body, act, note }) {
  const [values, setValues] = useState(Object.fromEntries(fields.map(field => [field.name, field.value ?? field.options?.[0] ?? ''])));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const submit = async event => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await act(body(values));
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const id = name => `${title}-${name}`.replace(/\s/g, '-');
  const change = (name, value) => setValues(old => ({ ...old, [name]: value }));
  return html`<details><summary>${title}</summary><form onSubmit=${submit}>${note && html`<p class="soft">${note}</p>`}
    ${fields.map(field => html`<label for=${id(field.name)}>${field.label}</label>${field.options
      ? html`<select id=${id(field.name)} name=${field.name} required value=${values[field.name]} onChange=${e => change(field.name, e.target.value)}>${field.options.map(one => html`<option value=${one}>${t(`of:${one}`)}</option>`)}</select>`
      : field.kind === 'text' ? html`<textarea id=${id(field.name)} name=${field.name} required rows="3" maxlength="1000" value=${values[field.name]} onInput=${e => change(field.name, e.target.value)}></textarea>`
      : html`<input id=${id(field.name)} name=${field.name} required type=${field.kind ?? 'text'} inputmode=${field.mode} pattern=${field.pattern} min=${field.min} max=${field.max} value=${values[field.name]} onInput=${e => change(field.name, e.target.value)} />`}`)}
    ${problem && html`<p class="problem" role="alert">${sentence(problem)}</p>`}<button class="main" disabled=${busy}>${t('send')}</button></form></details>`;
}

ask('statement').then(first => render(html`<${Page} first=${first} />`, document.getElementById('app')), problem => render(html`<${Page} problem=${problem} />`, document.getElementById('app')));
