import { el, link } from './dom.js';
import { left, when } from './format.js';
import { get } from './api.js';
import { table } from './parts.js';

export const load = () => get('functions');

const groups = [
  ['http', 'HTTP'], ['timer', 'Timers'], ['blob', 'Blobs'], ['queue', 'Queues'], ['topic', 'Topics'],
  ['orchestration', 'Orchestrations'], ['activity', 'Activities'], ['other', 'Other triggers'],
];

const what = {
  http: 'Methods and route', timer: 'Schedule', blob: 'Path', queue: 'Queue', topic: 'Topic and subscription', orchestration: 'Orchestrator', activity: 'Activity',
  other: 'Trigger',
};

export function view(functions) {
  return [
    el('h1', {}, 'Functions'),
    groups.map(([kind, title]) => {
      const rows = functions.filter(one => one.kind === kind);
      if (rows.length === 0) return null;
      const timed = kind === 'timer';
      return el('section', { class: 'even', 'data-key': kind },
        el('h2', {}, title, el('span', { class: 'count' }, rows.length)),
        table(
          [{ name: 'Function', class: 'first' }, { name: what[kind] }, ...(timed ? [{ name: 'Next run', class: 'last' }] : []), { name: 'Code', class: 'last' }],
          rows.map(row => ({
            key: row.name,
            cells: [el('strong', {}, row.name), trigger(row), ...(timed ? [[left(row.nextRun), ' ', el('span', { class: 'soft' }, when(row.nextRun))]] : []), code(row.method)],
          }))));
    }),
    functions.length ? null : el('p', { class: 'empty' }, 'This host runs no functions.'),
  ];
}

// The namespaces of an app begin alike; class and method tell where to look.
const code = method => el('code', { class: 'soft', title: method }, method.split('.').slice(-2).join('.'));

function trigger(row) {
  const text = el('code', {}, row.trigger);
  if (row.entity) return link('messages', { entity: row.entity }, text);
  return row.kind === 'orchestration' ? link('instances', { name: row.trigger }, text) : text;
}
