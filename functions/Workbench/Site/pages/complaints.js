// Complaints: told, registered, investigated, decided, answered, archived; and the register of them all.

import { html, useState } from '../vendor/htm-preact.js';
import { get, query } from '../api.js';
import { day } from '../format.js';
import { code, t } from '../words.js';
import { Badge, Card, Empty, Facts, Loaded, Table, useLoad } from '../parts.js';

const ways = ['Phone', 'Hotline', 'Sms', 'Email', 'Letter', 'Branch', 'Regulator'];

const scopes = ['Amount', 'Conduct', 'Service'];

const causes = ['WrongAmount', 'Fees', 'CreditReport', 'TooManyContacts', 'ContactTime', 'Rudeness', 'Threat', 'ThirdPartyTold', 'Privacy', 'WrongPerson', 'PlanRefused', 'Slowness', 'Other'];

const consequences = ['None', 'Apology', 'Correction', 'Compensation', 'Training', 'Warning', 'Reassignment', 'Discipline', 'AgencyWarned', 'ProcessChange'];

const choice = (name, label, options, value) => ({ name, label, kind: 'choice', options, needed: true, value });

const words = label => ({ name: 'words', label, kind: 'text', needed: true });

const filled = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** Acts by name, as the case page shows them: a new complaint, and the next step of each that is open. */
export function complaintActs(one, may, send, me) {
  const acts = {
    complain: may('collector', 'senior-collector', 'specialist', 'supervisor', 'field', 'legal', 'compliance') && {
      title: t('complain'), act: send('complaints', filled),
      fields: [choice('way', t('way'), ways, 'Phone'), choice('scope', t('isAbout'), scopes), words(t('what')), { name: 'about', label: t('complainedOf'), hint: t('optional') }],
    },
  };
  for (const known of one.complaints) {
    if (known.about !== me.id) Object.assign(acts, Object.fromEntries(steps(known, may, send, me).filter(([, act]) => act).map(([name, act]) => [`${known.id}-${name}`, act])));
  }

  return acts;
}

function steps(known, may, send, me) {
  const at = step => `complaints/${known.id}/${step}`;
  const office = may('compliance', 'supervisor');
  return [
    ['register', known.step === 'Received' && office && {
      title: t('registerComplaint'), act: send(at('registration'), filled),
      fields: [choice('scope', t('isAbout'), scopes, known.scope), choice('cause', t('cause'), causes), { name: 'investigator', label: t('investigator'), needed: true }, { name: 'about', label: t('complainedOf'), value: known.about, hint: t('optional') }],
    }],
    ['extend', ['Registered', 'Investigated', 'Decided'].includes(known.step) && known.kind !== 'Special' && office && {
      title: t('extendComplaint'), act: send(at('extension'), filled), fields: [choice('to', t('kind'), [known.kind === 'Simple' ? 'Complex' : 'Special'], known.kind === 'Simple' ? 'Complex' : 'Special'), { name: 'reason', label: t('reason'), kind: 'text', needed: true }],
    }],
    ['find', known.step === 'Registered' && known.investigator === me.id && { title: t('complaintFindings'), act: send(at('findings'), filled), fields: [words(t('finding'))] }],
    ['decide', known.step === 'Investigated' && office && known.investigator !== me.id && {
      title: t('decideComplaint'), act: send(at('decision'), ({ consequence, ...rest }) => ({ ...rest, ...(consequence ? { consequences: [consequence] } : {}) })),
      fields: [choice('outcome', t('outcome'), ['Upheld', 'Partly', 'Rejected', 'Withdrawn']), { name: 'consequence', label: t('consequence'), kind: 'choice', options: consequences }, words(t('reason'))],
    }],
    ['answer', known.step === 'Decided' && office && { title: t('answerComplaint'), act: send(at('answer'), filled), fields: [choice('way', t('way'), ways.filter(way => way !== 'Regulator')), words(t('answered'))] }],
    ['archive', known.step === 'Answered' && office && { title: t('archiveComplaint'), act: send(at('archive'), filled), fields: [{ name: 'reference', label: t('keptAt'), needed: true }] }],
  ];
}

/** The complaints of a case; nothing when there are none. */
export const Complaints = ({ one }) => one.complaints.length === 0 ? null : html`<${Card} id="complaints" title=${t('complaints')}>${one.complaints.map(known => html`
  <${Facts} key=${known.id} rows=${[
    [day(known.on), [code(known.scope), known.cause && code(known.cause)].filter(Boolean).join(' · ')], [t('status'), code(known.step)], [t('complainedOf'), known.about], [t('investigator'), known.investigator],
    [t('answerDue'), known.answerBy && day(known.answerBy)], [t('outcome'), known.outcome && [code(known.outcome), ...known.consequences.map(code)].join(' · ')],
  ]} />`)}<//>`;

/** All complaints, and their figures. */
export function Register() {
  const [open, setOpen] = useState(true);
  const list = useLoad(() => get(`complaints?${query({ open: open ? 'true' : '', take: 200 })}`), [open]);
  const counts = useLoad(() => get('complaints/statistics'), []);
  return html`<h1>${t('complaints')}</h1>
    <${Loaded} of=${counts}>${all => html`<div class="cards"><${Card} id="complaint-figures" title=${t('figures')}><${Facts} rows=${[
      [t('all'), all.all], [t('openOnes'), all.open], [t('answeredInTime'), all.inTime], [t('answeredLate'), all.late], [t('upheldOnes'), all.upheld]]} /><//>
      <${Figures} id="by-cause" title=${t('cause')} of=${all.byCause} /><${Figures} id="by-scope" title=${t('isAbout')} of=${all.byScope} /></div>`}<//>
    <div class="chips" role="group" aria-label=${t('show')}><button class="chip" aria-pressed=${open} onClick=${() => setOpen(true)}>${t('openOnes')}</button><button class="chip" aria-pressed=${!open} onClick=${() => setOpen(false)}>${t('all')}</button></div>
    <${Loaded} of=${list}>${page => page.items.length === 0 ? html`<${Empty}>${t('noComplaints')}<//>` : html`<${Table} caption=${t('complaints')} head=${[t('case'), t('received'), t('isAbout'), t('complainedOf'), t('status'), t('answerDue')]}>
      ${page.items.map(({ case: key, complaint: known }) => html`<tr key=${known.id}><td><a href=${`#/case/${key}`}>${t('case')}</a></td><td>${day(known.on)}</td><td>${code(known.scope)}${known.cause ? ` · ${code(known.cause)}` : ''}</td><td>${known.about}</td>
        <td><${Badge} of=${known.outcome ?? known.step} /></td><td>${known.answerBy && day(known.answerBy)}</td></tr>`)}<//>`}<//>`;
}

const Figures = ({ id, title, of }) => Object.keys(of).length === 0 ? null : html`<${Card} id=${id} title=${title}><${Facts} rows=${Object.entries(of).map(([name, count]) => [code(name), count])} /><//>`;
