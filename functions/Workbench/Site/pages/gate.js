// May I contact now, and why not? The gate's verdict, with each rule's reason in words.

import { html, useState } from '../vendor/htm-preact.js';
import { get, post, query } from '../api.js';
import { clock, time } from '../format.js';
import { code, language, t } from '../words.js';
import { Act, Ask, Card, Facts, Loaded, toneOf, useLoad } from '../parts.js';

const isDispute = values => values.outcome === 'RightPartyDispute';

const outcomes = ['RightPartyNoResult', 'RightPartyPromise', 'RightPartyRefused', 'RightPartyDispute', 'NoAnswer', 'Busy', 'WrongNumber', 'ThirdParty', 'PassedOn', 'StopRequested'];

/** Who makes which contact himself. */
const makers = { Call: ['collector', 'senior-collector', 'supervisor', 'specialist'], Letter: ['legal'], Visit: ['field', 'supervisor'] };

export function Gate({ one, me, changed }) {
  const [channel, setChannel] = useState(me.roles.includes('legal') ? 'Letter' : 'Call');
  const verdict = useLoad(() => get(`cases/${one.case}/may-contact?${query({ channel, language: language() })}`), [channel, one.version]);
  const [call, setCall] = useState(null);
  const mayAct = makers[channel]?.some(role => me.roles.includes(role));
  return html`<${Card} id="gate" title=${t('mayI')}>
    <div class="chips" role="group" aria-label=${t('channel')}>${['Call', 'Sms', 'Email', 'Letter', 'Visit'].map(name => html`
      <button class="chip" aria-pressed=${name === channel} onClick=${() => setChannel(name)}>${code(name)}</button>`)}</div>
    <${Loaded} of=${verdict}>${may => html`
      <p class=${`verdict ${toneOf(may.allowed ? 'Allowed' : may.verdict?.outcome ?? 'Forbidden')}`}><b>${may.allowed ? t('youMay') : may.verdict?.outcome === 'Deferred' ? t('notNow') : t('youMayNot')}</b>
        ${may.allowed ? may.until && ` ${t('untilClock', clock(may.until))}` : ` ${may.told?.sentence ?? code(may.because ?? may.code)}`}</p>
      ${may.allowed && channel === 'Call' && mayAct && html`<${Act} tone="main" label=${t('call')} act=${key => post(`cases/${one.case}/contacts`, { channel }, { key })} done=${setCall} />`}
      ${may.told && html`<details><summary>${t('why')}</summary><ul class="reasons">${may.told.reasons.map(reason => html`<li class=${reason.outcome === 'Passed' ? 'soft' : 'alarm'}>${reason.sentence}<br /><small class="soft">${reason.source}</small></li>`)}</ul></details>`}`}<//>
    ${call && html`<${Call} one=${one} call=${call} close=${() => { setCall(null); changed(); }} />`}<//>`;
}

/** The call that was granted: what to say, and what came of it. */
function Call({ one, call, close }) {
  const act = (values, key) => post(`cases/${one.case}/contacts/${call.contact}/result`, {
    outcome: values.outcome, durationSeconds: Math.round(60 * Number(values.minutes || 0)), ...(values.note ? { note: values.note } : {}), ...(isDispute(values) ? { disputed: values.disputed } : {}),
  }, { key });
  const name = language();
  return html`<${Ask} title=${t('callNow')} label=${t('record')} act=${act} close=${close} fields=${[
    { name: 'outcome', label: t('outcome'), kind: 'choice', options: outcomes, needed: true },
    { name: 'minutes', label: t('minutes'), kind: 'number', min: 0, max: 600, step: 1, mode: 'numeric' },
    { name: 'disputed', label: t('disputed'), kind: 'choice', options: ['Amount', 'Fees', 'AlreadyPaid', 'NotMine', 'Fraud', 'Other'], needed: true, when: isDispute },
    { name: 'note', label: t('note'), kind: 'text', when: values => !isDispute(values) },
    { name: 'note', label: t('note'), kind: 'text', needed: true, hint: t('disputeHint'), when: isDispute },
  ]}>
    <${Facts} rows=${[[t('whom'), call.reach?.name], [t('number'), call.reach?.at && html`<b class="number">${call.reach.at}</b>`], [t('until'), time(call.until)], [t('maySay'), call.maySay?.say?.[name]]]} />
    ${call.script && html`<div class="script"><p>${call.script.opening}</p>${call.script.question && html`<p><b>${call.script.question}</b></p>`}
      <details><summary>${t('onceIdentified')}</summary>${call.script.afterwards.map(line => html`<p>${line}</p>`)}</details></div>`}<//>`;
}
