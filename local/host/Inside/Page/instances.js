import { el, link } from './dom.js';
import { when } from './format.js';
import { get } from './api.js';
import { badge, chips, instanceLink, searchBox, statuses, sum, table } from './parts.js';
import { line } from './json.js';

export const load = ({ status, name, id, after }) => get('instances', { status, name, id, after });

export function view({ page, counts, orchestrators }, query, app) {
  const total = sum(counts);
  return [
    el('h1', {}, 'Instances'),
    chips('Status', 'instances', query, 'status', [
      { value: '', text: 'All', count: total }, ...statuses.map(status => ({ value: status, text: status, count: counts[status] ?? 0 })),
    ]),
    el('div', { class: 'filters' },
      searchBox('Part of the id', query.id, id => app.search({ id })),
      orchestratorChoice(orchestrators, query.name, app)),
    table(
      [
        { name: 'Instance', class: 'wide' }, { name: 'Orchestrator', class: 'mid grow' }, { name: 'Status' },
        { name: 'Created', class: 'time' }, { name: 'Updated', class: 'time' },
      ],
      page.instances.map(row => ({
        key: row.id,
        cells: [instanceLink(row.id), [row.name, line(row.customStatus)], badge(row.status), when(row.created), when(row.updated)],
      })),
      total ? 'No instance is like that.' : 'No orchestration has been started yet.'),
    el('p', { class: 'pager' },
      query.after ? link('instances', { ...query, after: '' }, 'First page') : null,
      page.next ? link('instances', { ...query, after: page.next }, 'Next page') : null,
      el('span', { class: 'soft' }, `In the order of their ids, ${page.instances.length} on this page.`)),
  ];
}

function orchestratorChoice(orchestrators, name, app) {
  const known = name && !orchestrators.includes(name) ? [name, ...orchestrators] : orchestrators;
  const select = el('select', { 'aria-label': 'Orchestrator' },
    el('option', { value: '' }, 'Every orchestrator'),
    known.map(one => el('option', { value: one, selected: one === name }, one)));
  select.onchange = event => app.search({ name: event.target.value });
  return select;
}
