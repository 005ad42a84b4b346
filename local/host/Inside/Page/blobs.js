import { el } from './dom.js';
import { number } from './format.js';
import { get, post } from './api.js';
import { ask } from './dialogs.js';
import { badge, chips, searchBox, sum, table } from './parts.js';

export const load = ({ state, name }) => get('blobs', { state, name });

const states = { Poison: 'Poison', Open: 'Retrying', Done: 'Done' };

export function view({ counts, matching, blobs }, query, app) {
  const total = sum(counts);
  return [
    el('h1', {}, 'Blobs'),
    el('p', { class: 'soft' }, 'What has become of the blobs that functions were called for: the version that was handled last, and how often it was tried.'),
    chips('State', 'blobs', query, 'state', [
      { value: '', text: 'All', count: total }, ...Object.entries(states).map(([value, text]) => ({ value, text, count: counts[value] ?? 0 })),
    ]),
    el('div', { class: 'filters' }, searchBox('Part of the path', query.name, name => app.search({ name }))),
    table(
      [{ name: 'Blob', class: 'grow' }, { name: 'Function' }, { name: 'State' }, { name: 'Tries', class: 'amount' }, { name: 'Version' }, { name: 'Action' }],
      blobs.map(row => ({
        key: row.function + '|' + row.container + '/' + row.name,
        cells: [
          el('code', {}, row.container + '/' + row.name), row.function, badge(row.state, states[row.state]), number(row.tries), el('code', { class: 'soft' }, row.version),
          row.state === 'Poison' ? el('button', { type: 'button', onclick: () => retry(row, app) }, 'Try again') : null,
        ],
      })),
      total ? 'No blob is like that.' : 'No function has been called for a blob yet.'),
    matching > blobs.length ? el('p', { class: 'soft' }, `The first ${number(blobs.length)} of ${number(matching)}.`) : null,
  ];
}

function retry(row, app) {
  ask({
    title: 'Try this blob again?',
    text: `${row.function} is called for ${row.container}/${row.name} as if it were new, up to as many times as the first time.`,
    action: 'Try again',
    act: async () => {
      await post('blobs/retry', { function: row.function, container: row.container, name: row.name });
      app.tell('The blob is tried again.');
      await app.refresh();
    },
  });
}
