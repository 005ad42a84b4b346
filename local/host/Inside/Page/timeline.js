// A history as a list of turns: what came, and what the orchestrator then asked for.
import { el } from './dom.js';
import { between, count, utc, when } from './format.js';
import { failure, instanceLink } from './parts.js';
import { folded } from './json.js';

export function timeline({ history, earlier, execution, isFinished, instance, output, failure: failing }) {
  return el('section', {},
    el('h2', {}, 'History', el('span', { class: 'count' }, count(history.length, 'turn'))),
    earlier ? el('p', { class: 'soft' }, `The first ${count(earlier, 'event')} of this history ${earlier === 1 ? 'is' : 'are'} not shown.`) : null,
    history.length === 0 ? el('p', { class: 'empty' }, 'Nothing has happened yet.') : null,
    el('ol', { class: 'timeline' }, history.map((turn, at) => {
      // Turns are known by their time, so that those which are open stay so while the beginning drops out.
      const key = `${execution}|${turn.at}|${at + earlier}`;
      return el('li', { class: 'turn', 'data-key': key },
        el('div', { class: 'turn-time' }, when(turn.at), at > 0 ? pause(history[at - 1].at, turn.at) : null),
        el('ol', {},
          turn.happenings.map((happening, index) => entry(happening, turn.at, String(index))),
          isFinished && at === history.length - 1 ? end(instance.status, failing ? null : output) : null));
    })));
}

const pause = (from, to) => from === to ? null : el('span', { class: 'soft' }, '+ ' + between(from, to));

const failed = new Set(['failure', 'faulted', 'terminated']);
const came = new Set(['started', 'result', 'failure', 'fired', 'event', 'suspended', 'resumed', 'terminated', 'faulted']);

function entry(happening, at, key) {
  const { kind, payload, failure: failing, isOpen } = happening;
  return el('li', { class: ['entry', came.has(kind) ? 'came' : 'asked', failed.has(kind) ? 'failed' : null, isOpen ? 'open' : null].filter(Boolean).join(' '), 'data-key': key },
    el('p', {}, words(happening, at), isOpen ? el('span', { class: 'badge open' }, kind === 'timer' ? 'not fired' : 'not back') : null),
    folded(labels[kind] ?? 'payload', payload, 'payload'),
    failure(failing));
}

function end(status, output) {
  return el('li', { class: 'entry came' + (status === 'Completed' ? '' : ' failed'), 'data-key': 'end' }, el('p', {}, strong(status)), folded('output', output, 'payload'));
}

const labels = { started: 'input', activity: 'input', child: 'input', result: 'result', suspended: 'reason', resumed: 'reason', terminated: 'output' };

const strong = text => el('strong', {}, text);
const task = happening => happening.task === undefined ? null : el('span', { class: 'soft' }, ' #' + happening.task);
const took = ({ since }, at) => since && since !== at ? el('span', { class: 'soft' }, ' after ' + between(since, at)) : null;
const stage = ({ until }) => until ? el('span', { class: 'soft' }, ', a stage of the wait until ', when(until)) : null;
const other = id => id ? instanceLink(id) : null;

function words(happening, at) {
  const { kind, name, due, instanceId } = happening;
  switch (kind) {
    case 'started': return ['Started ', strong(name), instanceId ? [', called by ', other(instanceId)] : null];
    case 'activity': return ['Called activity ', strong(name), task(happening)];
    case 'child': return ['Called orchestrator ', strong(name), task(happening), ' as ', other(instanceId)];
    case 'timer': return ['Set timer', task(happening), ' for ', when(due), stage(happening) ?? el('span', { class: 'soft' }, ' (' + between(at, due) + ')')];
    case 'sent': return ['Sent event ', strong(name), ' to ', other(instanceId)];
    case 'result': return [strong(name ?? 'Call'), task(happening), ' returned', took(happening, at), instanceId ? [', ', other(instanceId)] : null];
    case 'failure': return [strong(name ?? 'Call'), task(happening), ' failed', took(happening, at), instanceId ? [', ', other(instanceId)] : null];
    case 'fired': return ['Timer', task(happening), ' fired', due && due !== at ? el('span', { class: 'soft' }, ', set for ' + utc(due)) : null, stage(happening)];
    case 'event': return ['Event ', strong(name), ' came'];
    case 'suspended': return 'Suspended';
    case 'resumed': return 'Resumed';
    case 'terminated': return 'Terminated';
    case 'faulted': return 'Stopped by the engine';
    default: return kind;
  }
}

const coming = {
  started: () => 'Start', fired: happening => ['Timer', task(happening), ' fires', stage(happening)], event: ({ name }) => ['Event ', strong(name), ' is taken'],
  result: happening => [strong(happening.name ?? 'Call'), task(happening), ' returns'], failure: happening => [strong(happening.name ?? 'Call'), task(happening), ' fails'],
  suspended: () => 'Suspension', resumed: () => 'Resumption', terminated: () => 'Termination', faulted: () => 'Stop by the engine',
};

export const pendingWords = happening => [coming[happening.kind]?.(happening) ?? happening.kind, folded(labels[happening.kind] ?? 'payload', happening.payload, 'payload')];
