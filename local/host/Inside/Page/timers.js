import { el } from './dom.js';
import { count, left, number, when } from './format.js';
import { get } from './api.js';
import { instanceLink, table } from './parts.js';

export const load = () => get('timers');

export function view({ total, timers }) {
  return [
    el('h1', {}, 'Pending timers'),
    el('p', { class: 'soft' }, total > timers.length ? `The next ${number(timers.length)} of ${number(total)}.` : count(timers.length, 'timer') + ', the next one first. A wait of more than three days is made of several timers.'),
    table(
      [{ name: 'Fires' }, { name: 'At', class: 'time' }, { name: 'Wait ends', class: 'time' }, { name: 'Instance', class: 'wide grow' }, { name: 'Orchestrator', class: 'mid' }],
      timers.map((timer, at) => ({ key: timer.instanceId + '|' + timer.due + '|' + at, cells: [left(timer.due), when(timer.due), when(timer.until ?? timer.due), instanceLink(timer.instanceId), timer.name] })),
      'No orchestration waits for a time.'),
  ];
}
