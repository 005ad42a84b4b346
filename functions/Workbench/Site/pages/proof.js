// Why a contact was allowed or not, and what became of it, as it was stored at the time.

import { html } from '../vendor/htm-preact.js';
import { get } from '../api.js';
import { time } from '../format.js';
import { code, language, t } from '../words.js';
import { Badge, Card, Facts, Loaded, Table, toneOf, useLoad } from '../parts.js';

export function Proof({ rest }) {
  const found = useLoad(() => get(`contacts/${rest[0]}/proof?language=${language()}`), [rest[0]]);
  return html`<${Loaded} of=${found}>${one => html`
    <p class="trail"><a href=${`#/case/${one.case}`}>${t('case')}</a></p>
    <div class="title"><h1>${t('proofOf', code(one.channel))}</h1><${Badge} of=${one.verdict.outcome} tone=${toneOf(one.verdict.outcome)} /><${Badge} of=${one.state} /></div>
    <p class="next">${one.verdict.sentence}</p>
    <div class="cards">
      <${Card} id="what" title=${t('what')}><${Facts} rows=${[[t('purpose'), code(one.purpose)], [t('whom'), code(one.party)], [t('by'), one.by === 'system' ? t('system') : one.by], [t('judgedAt'), time(one.at)], [t('pack'), html`<code>${one.verdict.pack}</code>`],
        [t('calendar'), one.verdict.calendar && html`<code>${one.verdict.calendar}</code>`], [t('textHash'), one.text && html`<code>${one.text.hash}</code>`], [t('template'), one.text?.template]]} /><//>
      ${one.sending && html`<${Card} id="before" title=${t('beforeItLeft')}><p>${time(one.sending.at)}</p><ul class="plain">${one.sending.checks.map(check => html`<li>✓ ${code(check)}</li>`)}</ul>${one.sending.stoppedBy && html`<p class="alarm">${code(one.sending.stoppedBy)}</p>`}<//>`}
      <${Card} id="rules" title=${t('rulesAsked')} wide><ul class="reasons">${one.verdict.reasons.map(reason => html`<li class=${reason.outcome === 'Passed' ? '' : 'alarm'}>${reason.sentence}<br /><small class="soft">${reason.rule} · ${reason.source}</small></li>`)}</ul><//>
    </div>
    <h2>${t('chain')}</h2><${Table} caption=${t('chain')} head=${['#', t('when'), t('what'), t('by'), 'SHA-256']}>${one.facts.map(fact => html`<tr><td>${fact.sequence}</td><td>${time(fact.at)}</td><td>${code(fact.fact.kind)}</td><td>${fact.by}</td><td><code>${fact.hash}</code></td></tr>`)}<//>`}<//>`;
}
