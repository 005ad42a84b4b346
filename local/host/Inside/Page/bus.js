import { el, link } from './dom.js';
import { number } from './format.js';
import { get } from './api.js';
import { table } from './parts.js';

export const load = () => get('bus');

export function view(entities) {
  return [
    el('h1', {}, 'Bus'),
    table(
      [
        { name: 'Entity', class: 'grow' }, { name: 'Kind' }, { name: 'Waiting', class: 'amount' }, { name: 'Locked', class: 'amount' },
        { name: 'Sent', class: 'amount' }, { name: 'Dead letters', class: 'amount' }, { name: 'Read by' },
      ],
      entities.map(row => ({ key: row.path, cells: row.kind === 'topic' ? topic(row) : place(row) })),
      'Nothing has been sent or received yet.'),
  ];
}

const topic = row => [el('strong', {}, row.path), row.kind, null, null, number(row.sent), null, null];

const place = row => [
  link('messages', { entity: row.path }, row.path),
  row.kind,
  number(row.waiting),
  number(row.locked),
  row.kind === 'queue' ? number(row.sent) : null,
  row.deadLetters ? el('span', { class: 'alarm' }, link('messages', { entity: row.deadLetterPath }, number(row.deadLetters))) : '0',
  row.readers.length ? row.readers.join(', ') : el('span', { class: 'soft' }, 'nobody here'),
];
