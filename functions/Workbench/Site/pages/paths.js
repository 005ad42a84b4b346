// Special paths: what a person is told of a debtor beside his payments, and how each of it ends.

import { html } from '../vendor/htm-preact.js';
import { day, time } from '../format.js';
import { code, t } from '../words.js';
import { Card, Facts } from '../parts.js';

const workers = ['collector', 'senior-collector', 'supervisor', 'field', 'legal', 'specialist'];

const reason = () => [{ name: 'reason', label: t('reason'), kind: 'text', needed: true }];

const evidence = () => ({ name: 'evidence', label: t('evidence'), kind: 'text', needed: true });

const choice = (name, label, options, value) => ({ name, label, kind: 'choice', options, needed: true, value });

/** Leaves out what nobody filled in. */
const filled = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** Acts by name, as the case page shows them; false: not for this person, or not now. */
export function pathActs(one, may, send, currency) {
  const paths = one.paths;
  const [dispute, held] = [paths.dispute, paths.proceedings];
  return {
    dispute: may(...workers, 'compliance') && !dispute && {
      title: t('tellDispute'), act: send('disputes', filled), fields: [choice('reason', t('what'), ['Amount', 'Fees', 'AlreadyPaid', 'NotMine', 'Fraud', 'Other']), evidence()],
    },
    answerDispute: may('senior-collector', 'supervisor', 'compliance') && dispute && {
      title: t('answerDispute'), act: send(`disputes/${dispute.dispute}/answer`, filled),
      fields: [
        choice('outcome', t('outcome'), ['Rejected', 'Partly', 'Upheld']),
        choice('finding', t('finding'), ['AmountIsRight', 'FeesAsAgreed', 'PaymentNotFound', 'ContractStands', 'NoFraudFound', 'BeingCorrected']),
        { name: 'explanation', label: t('explanation'), kind: 'text', needed: true, hint: t('explanationHint') },
      ],
    },
    paid: may(...workers) && !paths.claim && {
      title: t('tellPaid'), act: send('paid-claims', filled), fields: [{ name: 'paidOn', label: t('paidOn'), kind: 'date', needed: true }, { name: 'proof', label: t('paymentProof'), hint: t('optional') }],
    },
    death: may(...workers) && !paths.estate && {
      title: t('tellDeath'), tone: 'danger', act: send('death', filled),
      fields: [choice('source', t('toldBy'), ['Relative', 'Registry', 'Hospital', 'Court', 'Visit', 'Other']), { name: 'on', label: t('diedOn'), kind: 'date', hint: t('optional') }, evidence()],
    },
    deathBack: may('supervisor') && paths.estate && { title: t('takeDeathBack'), act: send('death/correction', filled), fields: reason() },
    estate: may('legal', 'supervisor') && paths.estate && {
      title: t('answerEstate'), act: send('estate', ({ value, ...rest }) => ({ ...rest, ...(rest.answer === 'Accepted' ? { value: `${value} ${currency}` } : {}) })),
      fields: [
        choice('answer', t('outcome'), ['Accepted', 'Renounced', 'NoEstate']),
        { name: 'value', label: `${t('amount')} (${currency})`, mode: 'decimal', pattern: '[0-9]+([.][0-9]{1,2})?', needed: true, when: values => values.answer === 'Accepted' }, evidence(),
      ],
    },
    lost: may(...workers) && !paths.lost && { title: t('tellLost'), act: send('lost', filled), fields: reason() },
    search: may('senior-collector', 'supervisor', 'legal') && paths.lost && {
      title: t('tellSearch'),
      act: send('searches', ({ phone, address, ...rest }) => ({ ...rest, ...(phone ? { phone: { number: phone, kind: 'Mobile' } } : {}), ...(address ? { address } : {}) })),
      fields: [
        choice('source', t('searchedIn'), ['BankRecords', 'HouseholdRegistry', 'BusinessRegistry', 'CourtAnnouncements', 'CreditReport', 'ToldByContact']),
        { name: 'purpose', label: t('purpose'), needed: true }, { name: 'authority', label: t('authority'), needed: true, hint: t('authorityHint') },
        { name: 'phone', label: t('foundNumber'), hint: t('optional') }, { name: 'address', label: t('foundAddress'), hint: t('optional') },
      ],
    },
    found: may(...workers) && paths.lost && { title: t('tellFound'), act: send('lost/found', filled), fields: reason() },
    vulnerable: may(...workers) && !paths.care && {
      title: t('tellVulnerable'), act: send('vulnerability', filled),
      fields: [choice('source', t('toldBy'), ['Debtor', 'Representative', 'Staff', 'Document']), choice('basis', t('basis'), ['ExplicitConsent', 'VitalInterest', 'LegalDuty']), { name: 'words', label: t('what'), kind: 'text', needed: true, hint: t('wordsHint') }],
    },
    escalate: may('supervisor') && paths.care && !paths.care.allowed && { title: t('allowEscalation'), act: send('vulnerability/escalation', filled), fields: reason() },
    well: may('specialist', 'supervisor') && paths.care && { title: t('endVulnerability'), act: send('vulnerability/end', filled), fields: reason() },
    concern: may(...workers, 'compliance') && !paths.concern && { title: t('tellConcern'), tone: 'danger', act: send('concern', filled), fields: reason().map(field => ({ ...field, hint: t('concernHint') })) },
    concernSeen: may('specialist', 'supervisor') && paths.concern && {
      title: t('seeConcern'), act: send('concern/seen', values => values), fields: [{ name: 'vulnerable', label: t('treatAsVulnerable'), kind: 'check' }, ...reason()],
    },
    court: may('senior-collector', 'supervisor', 'legal') && !held && {
      title: t('tellCourt'), act: send('court-notices', filled),
      fields: [choice('proceedings', t('kind'), ['Bankruptcy', 'Court']), { name: 'fileBy', label: t('fileBy'), kind: 'date', hint: t('optional') }, evidence()],
    },
    courtEnded: may('legal') && held && !held.ended && {
      title: t('endCourt'), act: send(`court-notices/${held.noted.suspension}/end`, filled), fields: [choice('outcome', t('outcome'), ['Dismissed', 'Discharged', 'PlanConfirmed']), ...reason()],
    },
  };
}

/** The paths that the case is on; nothing when it is on none. */
export function Paths({ one }) {
  const { estate, lost, care, concern, dispute, claim, proceedings } = one.paths;
  const rows = [
    [code('Death'), estate && [t('since', day(estate.since)), code(estate.answer?.answer), estate.assessed && t('assessed')].filter(Boolean).join(' · ')],
    [code('debtor-lost'), lost && [t('since', day(lost.since)), lost.assessed && t('assessed')].filter(Boolean).join(' · ')],
    [code('Care'), care && [t('since', day(care.since)), care.allowed && t('mayGoUp')].filter(Boolean).join(' · ')],
    [code('Concern'), concern && t('nobodyContacts')],
    [code('Dispute'), dispute && [code(dispute.reason), t('answerBy', time(dispute.answerBy))].join(' · ')],
    [code('paid-claimed'), claim && t('paidClaim', day(claim.paidOn), day(claim.judgeAfter))],
    [code('proceedings-noted'), proceedings && [code(proceedings.noted.proceedings), proceedings.ended ? code(proceedings.ended) : t('fileUntil', time(proceedings.noted.fileBy))].join(' · ')],
  ];
  return rows.some(([, value]) => value) ? html`<${Card} id="paths" title=${t('specialPaths')}><${Facts} rows=${rows} /><//>` : null;
}
