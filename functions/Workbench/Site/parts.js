// What the pages are made of.

import { html, useEffect, useRef, useState } from './vendor/htm-preact.js';
import { code, t } from './words.js';

/** Loads something and tells whether it is still coming or was refused; `reload` asks again without hiding what is there. */
export function useLoad(load, keys) {
  const [state, set] = useState({});
  const turn = useRef(0);
  const reload = () => {
    const mine = ++turn.current;
    return load().then(
      value => mine === turn.current && set({ value }),
      problem => mine === turn.current && set(old => ({ ...old, problem })));
  };
  useEffect(() => {
    set({});
    reload();
    return () => { turn.current++; };
  }, keys);
  return { ...state, reload };
}

/** Shows what was loaded, or that it is coming, or why not. */
export function Loaded({ of, children }) {
  if (of.problem && of.value === undefined) return html`<${Trouble} problem=${of.problem} again=${of.reload} />`;
  if (of.value === undefined) return html`<p class="soft" role="status">${t('loading')}</p>`;
  return html`${of.problem && html`<${Trouble} problem=${of.problem} again=${of.reload} />`}${children(of.value)}`;
}

/** A refusal in plain words. */
export function Trouble({ problem, again }) {
  return html`<div class="trouble" role="alert"><p>${sentence(problem)}</p>${again && html`<button onClick=${again}>${t('again')}</button>`}</div>`;
}

export function sentence(problem) {
  if (problem.code === 'unreachable') return t('unreachable');
  if (problem.code === 'task-claimed') return t('taskClaimed', problem.body.person ?? '');
  if (problem.code === 'case-changed') return t('caseChanged');
  const extra = problem.body?.because ?? problem.body?.rule;
  const details = problem.body?.problems?.map(one => `${one.path}: ${one.problem}`).join('; ');
  return [problem.message || t('failed'), extra && code(extra), details].filter(Boolean).join(' ');
}

export const Badge = ({ of, tone }) => html`<span class=${`badge ${tone ?? ''}`}>${code(of)}</span>`;

export const toneOf = value => ({
  High: 'red', Medium: 'amber', Low: 'green', Deferred: 'amber', Forbidden: 'red', Allowed: 'green', Held: 'red', Done: 'green', Completed: 'green', Failed: 'red',
  Reminder: 'blue', Negotiation: 'blue', FieldVisit: 'plum', LegalHandoff: 'plum',
}[value] ?? '');

/** Names with values; what is missing is left out. */
export const Facts = ({ rows }) => html`<dl class="facts">${rows.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

export const Card = ({ title, children, id, wide }) => html`<section class=${`card ${wide ? 'wide' : ''}`} aria-labelledby=${id}><h2 id=${id}>${title}</h2>${children}</section>`;

export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/** A table that scrolls by itself on a narrow screen. */
export const Table = ({ caption, head, children }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
  <caption class="hidden">${caption}</caption><thead><tr>${head.map(name => name ? html`<th scope="col">${name}</th>` : html`<td></td>`)}</tr></thead><tbody>${children}</tbody></table></div>`;

/** A button that acts once at a time, and says what went wrong beside it. */
export function Act({ label, act, tone, done }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useRef(crypto.randomUUID());
  const click = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await act(key.current);
      key.current = crypto.randomUUID();
      done?.(result);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return html`<span class="act"><button class=${tone ?? ''} disabled=${busy} onClick=${click}>${label}</button>${problem && html`<span class="why" role="alert">${sentence(problem)}</span>`}</span>`;
}

/** Asks for something in a dialog. `fields`: [{ name, label, kind, options, value, needed, hint }]. */
export function Ask({ title, fields, label, act, close, tone, children }) {
  const dialog = useRef(null);
  const [values, set] = useState(() => Object.fromEntries(fields.map(field => [field.name, field.value ?? (field.kind === 'check' ? false : '')])));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useRef(crypto.randomUUID());
  useEffect(() => {
    const [before, opened] = [document.activeElement, dialog.current];
    opened.showModal();
    return () => {
      // While it is open nothing else can have the focus.
      opened.close();
      before?.focus?.();
    };
  }, []);
  const change = (name, value) => {
    key.current = crypto.randomUUID();
    set(old => ({ ...old, [name]: value }));
  };
  const submit = async event => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await act(values, key.current);
      dialog.current.close();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  return html`<dialog ref=${dialog} onClose=${close} aria-labelledby="ask-title">
    <form onSubmit=${submit}>
      <h2 id="ask-title">${title}</h2>
      ${typeof children === 'function' ? children(values) : children}
      ${fields.filter(field => !field.when || field.when(values)).map(field => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} change=${change} />`)}
      ${problem && html`<p class="problem" role="alert">${sentence(problem)}</p>`}
      <div class="buttons"><button type="submit" class=${`main ${tone ?? ''}`} disabled=${busy}>${label}</button><button type="button" onClick=${() => dialog.current.close()}>${t('cancel')}</button></div>
    </form></dialog>`;
}

function Field({ field, value, change }) {
  const id = `field-${field.name}`;
  const common = { id, name: field.name, required: field.needed, 'aria-describedby': field.hint ? `${id}-hint` : undefined };
  const hint = field.hint && html`<small id=${`${id}-hint`}>${field.hint}</small>`;
  if (field.kind === 'check') return html`<p class="field check"><label><input type="checkbox" ...${common} checked=${value} onChange=${e => change(field.name, e.target.checked)} /> ${field.label}</label>${hint}</p>`;
  const input = field.kind === 'choice'
    ? html`<select ...${common} value=${value} onChange=${e => change(field.name, e.target.value)}>${!field.value && html`<option value="">–</option>`}${field.options.map(one => html`<option value=${one.value ?? one}>${one.label ?? code(one)}</option>`)}</select>`
    : field.kind === 'text'
      ? html`<textarea ...${common} rows="3" maxlength="2000" value=${value} onInput=${e => change(field.name, e.target.value)}></textarea>`
      : html`<input ...${common} type=${field.kind ?? 'text'} inputmode=${field.mode} min=${field.min} max=${field.max} step=${field.step} pattern=${field.pattern} value=${value} onInput=${e => change(field.name, e.target.value)} />`;
  return html`<p class="field"><label for=${id}>${field.label}</label>${input}${hint}</p>`;
}
