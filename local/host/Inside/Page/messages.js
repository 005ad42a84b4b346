import { el, link } from './dom.js';
import { count, left, number, when } from './format.js';
import { get, post } from './api.js';
import { ask } from './dialogs.js';
import { facts } from './parts.js';
import { folded } from './json.js';

export const under = 'bus';

export const load = ({ entity }) => get('bus/messages', { entity });

const letters = '/$DeadLetterQueue';

export function view({ entity, waiting, messages }, query, app) {
  const isDead = entity.toLowerCase().endsWith(letters.toLowerCase());
  const owner = isDead ? entity.slice(0, -letters.length) : entity;
  return [
    el('p', { class: 'trail' }, link('bus', {}, 'Bus')),
    el('h1', {}, isDead ? 'Dead letters of ' : 'Messages in ', el('span', { class: 'id' }, owner)),
    el('p', { class: 'soft' },
      waiting > messages.length ? `The newest ${number(messages.length)} of ${number(waiting)}` : count(waiting, 'message'),
      ', oldest first. Looking does not receive them. ',
      link('messages', { entity: isDead ? owner : entity + letters }, isDead ? 'Messages' : 'Dead letters')),
    messages.map(message => el('article', { class: 'card message', 'data-key': message.sequence },
      el('header', {},
        el('h2', {}, message.subject ?? 'Message', ' ', el('span', { class: 'soft' }, '#' + message.sequence)),
        isDead ? el('button', { type: 'button', onclick: () => resend(entity, owner, message, app) }, 'Send again') : null),
      message.reason ? el('p', { class: 'alarm' }, el('strong', {}, message.reason), message.description ? ': ' + message.description : '') : null,
      facts([
        ['Id', message.id && el('code', {}, message.id)],
        ['Correlation', message.correlationId && el('code', {}, message.correlationId)],
        ['Session', message.sessionId && el('code', {}, message.sessionId)],
        ['Content type', message.contentType],
        ['Deliveries', number(message.deliveries)],
        ['Enqueued', when(message.enqueued)],
        ['Scheduled', message.scheduledFor && [left(message.scheduledFor), ' ', when(message.scheduledFor)]],
        ['Expires', message.expiresAt && [left(message.expiresAt), ' ', when(message.expiresAt)]],
        ...Object.entries(message.properties).map(([name, value]) => [el('code', {}, name), value ?? '']),
      ]),
      folded('body', message.body, 'body'))),
    messages.length ? null : el('p', { class: 'empty' }, isDead ? 'Nothing was given up here.' : 'Nothing waits here.'),
  ];
}

function resend(entity, owner, message, app) {
  ask({
    title: 'Send this message again?',
    text: `Message #${message.sequence} leaves the dead letters and goes to ${owner}, as one that was never delivered.`,
    action: 'Send again',
    act: async () => {
      await post('bus/resend', { entity, sequence: message.sequence });
      app.tell('The message was sent again.');
      await app.refresh();
    },
  });
}
