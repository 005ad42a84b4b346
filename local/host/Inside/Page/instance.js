import { el, link } from './dom.js';
import { left, when } from './format.js';
import { get } from './api.js';
import { actions } from './actions.js';
import { badge, facts, failure, instanceLink, table } from './parts.js';
import { block } from './json.js';
import { pendingWords, timeline } from './timeline.js';

export const under = 'instances';

export const load = ({ id }) => get('instance', { id });

export function view(data, query, app) {
  const { instance, parent, children, tags } = data;
  return [
    el('p', { class: 'trail' }, link('instances', {}, 'Instances')),
    el('div', { class: 'title' }, el('h1', { class: 'id' }, instance.id), badge(instance.status)),
    el('div', { class: 'buttons', role: 'group', 'aria-label': 'Actions' }, actions(data, app)),
    facts([
      ['Orchestrator', link('instances', { name: instance.name }, instance.name)],
      ['Created', when(instance.created)],
      ['Updated', when(instance.updated)],
      ['Starts', instance.status === 'Pending' && [left(data.startAt), ' ', when(data.startAt)]],
      ['Called by', parent && [instanceLink(parent.instanceId), ' ', el('span', { class: 'soft' }, parent.name)]],
      ...Object.entries(tags).map(([name, value]) => ['Tag ' + name, value]),
    ]),
    data.failure ? el('section', {}, el('h2', {}, 'Failure'), failure(data.failure)) : null,
    el('div', { class: 'payloads' },
      payload('Custom status', data.customStatus), payload('Input', data.input), payload('Output', data.failure ? null : data.output)),
    pending(data),
    children.instances.length ? calledInstances(children) : null,
    timeline(data),
  ];
}

const payload = (name, value) => value
  ? el('details', { class: 'section', open: true, 'data-key': name }, el('summary', {}, el('h2', {}, name)), block(value))
  : null;

function pending({ pending, isFinished }) {
  if (isFinished) return null;
  return el('section', {},
    el('h2', {}, 'Still to happen'),
    table(
      [{ name: 'What', class: 'grow' }, { name: 'When' }, { name: 'At', class: 'time' }],
      pending.map(row => ({ key: String(row.sequence), cells: [pendingWords(row.happening), left(row.due), when(row.due)] })),
      'No timer and no message: it goes on when an activity or a called instance comes back, or an event is raised.'));
}

function calledInstances({ instances, next }) {
  return el('section', {},
    el('h2', {}, 'Called instances'),
    table(
      [{ name: 'Instance', class: 'grow' }, { name: 'Orchestrator' }, { name: 'Status' }, { name: 'Updated', class: 'time' }],
      instances.map(row => ({ key: row.id, cells: [instanceLink(row.id), row.name, badge(row.status), when(row.updated)] }))),
    next ? el('p', { class: 'soft' }, `The first ${instances.length}; there are more.`) : null);
}
