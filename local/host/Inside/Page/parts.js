// Pieces that several pages are made of.
import { el, link, address } from './dom.js';
import { number } from './format.js';

export const statuses = ['Running', 'Pending', 'Suspended', 'Completed', 'Failed', 'Terminated'];

export const sum = counts => Object.values(counts).reduce((total, some) => total + some, 0);

export const badge = (status, text) => el('span', { class: 'badge ' + status.toLowerCase() }, text ?? status);

// On a narrow screen a row becomes a card, and each cell carries its column's name.
export function table(columns, rows, empty) {
  if (rows.length === 0) return el('p', { class: 'empty' }, empty);
  return el('table', {},
    el('thead', {}, el('tr', {}, columns.map(column => el('th', { scope: 'col', class: column.class }, column.name)))),
    el('tbody', {}, rows.map(row => el('tr', { 'data-key': row.key, class: row.class }, row.cells.map((cell, at) => el('td', {
      'data-name': columns[at].name, class: [columns[at].class, cell === null || cell === undefined || cell === '' ? 'none' : null].filter(Boolean).join(' ') || null,
    }, el('div', {}, cell ?? '')))))));
}

// Filters that are links, so that they can be kept and sent.
export function chips(label, page, query, name, choices) {
  return el('div', { class: 'chips', role: 'group', 'aria-label': label }, choices.map(({ value, text, count }) => {
    const is = (query[name] ?? '').toLowerCase() === value.toLowerCase();
    return el('a', { href: address(page, { ...query, [name]: value, after: '' }), class: 'chip', 'aria-current': is ? 'true' : null },
      text, count === undefined ? null : el('span', { class: 'count' }, number(count)));
  }));
}

export function searchBox(label, value, onsearch) {
  const input = el('input', { type: 'search', placeholder: label, 'aria-label': label, spellcheck: 'false', autocomplete: 'off', value: value ?? null });
  input.oninput = event => onsearch(event.target.value.trim());
  return input;
}

export const instanceLink = id => el('span', { class: 'id' }, link('instance', { id }, id));

export function facts(entries) {
  return el('dl', { class: 'facts' }, entries.filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

export function failure(failed) {
  if (!failed) return null;
  return el('div', { class: 'failure' },
    el('p', {}, el('strong', {}, failed.type), ' ', failed.message),
    failed.stack ? el('details', { 'data-key': 'stack' }, el('summary', {}, 'Stack trace'), el('pre', { tabindex: 0 }, failed.stack)) : null,
    failed.inner ? el('div', { class: 'inner' }, el('p', { class: 'soft' }, 'caused by'), failure(failed.inner)) : null);
}
