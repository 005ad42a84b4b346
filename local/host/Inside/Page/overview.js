import { el, link } from './dom.js';
import { bytes, left, number, span, when } from './format.js';
import { get } from './api.js';
import { badge, facts, instanceLink, statuses, sum } from './parts.js';

export const load = () => get('overview');

const kinds = { http: 'HTTP', blob: 'Blob', timer: 'Timer', queue: 'Queue', topic: 'Topic', orchestration: 'Orchestration', activity: 'Activity', other: 'Other' };

export function view(data) {
  return [
    el('h1', {}, 'Overview'),
    el('div', { class: 'cards' }, instances(data), next(data), functions(data), bus(data), blobs(data), host(data), faults(data), places(data)),
  ];
}

function instances({ instances }) {
  const total = sum(instances);
  return el('section', { class: 'card' },
    el('h2', {}, link('instances', {}, 'Instances')),
    el('p', { class: 'figure' }, number(total)),
    el('ul', { class: 'bars' }, statuses.map(status => {
      const some = instances[status] ?? 0;
      return el('li', {},
        link('instances', { status }, badge(status)),
        el('meter', { class: status.toLowerCase(), min: 0, max: Math.max(total, 1), value: some, 'aria-label': status }),
        el('span', { class: 'amount' }, number(some)));
    })));
}

function next({ timers, nextTimer }) {
  return el('section', { class: 'card' },
    el('h2', {}, link('timers', {}, 'Pending timers')),
    el('p', { class: 'figure' }, number(timers)),
    nextTimer
      ? facts([['Next', left(nextTimer.due)], ['At', when(nextTimer.due)], ['Of', instanceLink(nextTimer.instanceId)]])
      : el('p', { class: 'soft' }, 'No orchestration waits for a time.'));
}

function bus({ waiting, locked, deadLetters }) {
  return el('section', { class: 'card' },
    el('h2', {}, link('bus', {}, 'Bus')),
    facts([['Waiting', number(waiting)], ['Locked', number(locked)], ['Dead letters', deadLetters ? el('span', { class: 'alarm' }, link('bus', {}, number(deadLetters))) : '0']]));
}

function blobs({ blobs }) {
  return el('section', { class: 'card' },
    el('h2', {}, link('blobs', {}, 'Blobs')),
    facts([
      ['Poison', blobs.Poison ? el('span', { class: 'alarm' }, link('blobs', { state: 'Poison' }, number(blobs.Poison))) : '0'],
      ['Retrying', number(blobs.Open ?? 0)],
      ['Done', number(blobs.Done ?? 0)],
    ]));
}

function functions({ functions }) {
  return el('section', { class: 'card' },
    el('h2', {}, link('functions', {}, 'Functions')),
    facts(Object.entries(kinds).filter(([kind]) => functions[kind]).map(([kind, name]) => [name, number(functions[kind])])));
}

function host({ clock, startedAt, uptimeSeconds, processId, memoryBytes }) {
  const speed = {
    Real: 'as on the wall',
    Compressed: `${number(clock.factor)} times as fast as on the wall`,
    Virtual: 'moves only when the host is told to run',
  };
  return el('section', { class: 'card' },
    el('h2', {}, 'Host'),
    facts([
      ['Clock', [el('strong', {}, clock.mode), ', ', speed[clock.mode]]],
      ['Up for', [span(uptimeSeconds < 60 ? uptimeSeconds * 1000 : Math.floor(uptimeSeconds / 60) * 60000)]],
      ['Started', when(startedAt)],
      ['Process', `${processId}, ${bytes(memoryBytes)}`],
    ]));
}

function faults({ faults }) {
  if (!faults) return null;
  const made = Object.entries(faults.made);
  return el('section', { class: 'card wide' },
    el('h2', {}, 'Faults on demand'),
    facts([
      ['Made', el('code', {}, faults.options)],
      faults.isOn ? ['So far', made.length ? made.map(([kind, times]) => `${kind} ${number(times)}`).join(', ') : 'none'] : ['At present', 'switched off'],
    ]));
}

function places({ places }) {
  return el('section', { class: 'card wide' },
    el('h2', {}, 'Addresses'),
    facts(places.map(({ name, where, isPage }) => [name, isPage ? el('a', { href: where }, where) : el('code', {}, where)])));
}
