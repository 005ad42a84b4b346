// What can be done to an instance. The host decides; these only ask.
import { el } from './dom.js';
import { post } from './api.js';
import { ask } from './dialogs.js';

export function actions(data, app) {
  const { instance, isFinished } = data;
  const change = (action, body, told) => async () => {
    await post('instance/' + action, { id: instance.id }, body);
    app.tell(told);
    await app.refresh();
  };
  const button = (text, options) => el('button', { type: 'button', class: options.danger ? 'danger' : null, onclick: () => ask(options) }, text);

  const raise = button('Raise event', {
    title: 'Raise an event',
    text: 'The event waits until the orchestrator asks for one of its name.',
    fields: [
      { name: 'name', label: 'Name', options: eventNames(data) },
      { name: 'payload', label: 'Payload', hint: 'JSON; empty for none. A text stands in quotes.', rows: 6 },
    ],
    action: 'Raise',
    act: values => change('event', values, 'The event was raised.')(),
  });
  const suspend = button('Suspend', {
    title: 'Suspend this instance?',
    text: 'Whatever comes is kept, and handled in its order once the instance is resumed.',
    fields: [{ name: 'text', label: 'Reason' }],
    action: 'Suspend',
    act: values => change('suspend', values, 'It is being suspended.')(),
  });
  const resume = button('Resume', {
    title: 'Resume this instance?', fields: [{ name: 'text', label: 'Reason' }], action: 'Resume', act: values => change('resume', values, 'It is being resumed.')(),
  });
  const terminate = button('Terminate', {
    title: 'Terminate this instance?',
    text: 'It ends where it stands. Activities that run come to their end, and nobody takes their results.',
    fields: [
      { name: 'output', label: 'Output', hint: 'JSON; empty for none.' },
      { name: 'recursive', label: 'Terminate the instances that it has called too', check: true },
    ],
    action: 'Terminate',
    danger: true,
    act: values => change('terminate', values, 'It is being terminated.')(),
  });
  const restart = button('Restart', {
    title: 'Restart this instance?',
    text: (isFinished ? '' : 'It is terminated first. ') + 'It starts anew as ' + instance.name + ' with the same id and the input shown here; what it did is forgotten'
      + (data.parent ? ', and its caller does not hear of the new run.' : '.'),
    action: 'Restart',
    danger: !isFinished,
    act: change('restart', {}, 'It was restarted.'),
  });
  const purge = button('Purge', {
    title: 'Purge this instance?',
    text: 'Its state and its history are removed for good.',
    action: 'Purge',
    danger: true,
    act: async () => {
      await post('instance/purge', { id: instance.id });
      app.tell('It was purged.');
      app.go('#/instances');
    },
  });
  return isFinished ? [restart, purge] : [raise, instance.status === 'Suspended' ? resume : suspend, terminate, restart];
}

// Names that came before are likely to come again.
const eventNames = ({ history }) => [...new Set(history.flatMap(turn => turn.happenings).filter(({ kind }) => kind === 'event').map(({ name }) => name))];
