// Asks before anything is changed, and shows in the host's words why something was refused.
import { el } from './dom.js';

const dialog = document.getElementById('dialog');

export const isAsking = () => dialog.open;

// fields: { name, label, hint?, rows?, value?, check?, options? }. `act` gets their values and may throw; the dialog stays open then.
export function ask({ title, text, fields = [], action, danger, act }) {
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  const submit = el('button', { class: danger ? 'main danger' : 'main' }, action);
  const form = el('form', { method: 'dialog' },
    el('h2', { id: 'dialog-title' }, title),
    text ? el('p', {}, text) : null,
    fields.map(field),
    problem,
    el('div', { class: 'buttons' }, el('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), submit));
  form.onsubmit = async event => {
    event.preventDefault();
    submit.disabled = true;
    problem.hidden = true;
    try {
      const values = Object.fromEntries(fields.map(({ name, check }) => [name, check ? form.elements[name].checked : form.elements[name].value]));
      await act(values);
      dialog.close();
    } catch (failure) {
      problem.textContent = failure.isAnswer ? failure.message : 'The host does not answer.';
      problem.hidden = false;
    } finally {
      submit.disabled = false;
    }
  };
  dialog.replaceChildren(form);
  dialog.showModal();
  (form.querySelector('input, textarea') ?? submit).focus();
}

function field({ name, label, hint, rows, value, check, options }) {
  if (check) return el('label', { class: 'check' }, el('input', { type: 'checkbox', name }), ' ', label);
  const list = options?.length ? 'list-' + name : null;
  const input = rows
    ? el('textarea', { name, rows, spellcheck: 'false', autocomplete: 'off' })
    : el('input', { name, list, spellcheck: 'false', autocomplete: 'off' });
  input.value = value ?? '';
  return el('label', {}, el('span', {}, label), input, hint ? el('small', {}, hint) : null,
    list ? el('datalist', { id: list }, options.map(option => el('option', { value: option }))) : null);
}
