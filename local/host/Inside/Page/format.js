// Times, durations and sizes as text. All times are UTC: so they compare with logs and with what is stored.
import { el } from './dom.js';

const units = [['d', 86400000], ['h', 3600000], ['min', 60000], ['s', 1000]];

export const utc = iso => {
  const [day, time] = new Date(iso).toISOString().split('T');
  return day + ' ' + time.slice(0, 8);
};

// The two largest units that say something.
export function span(milliseconds) {
  const length = Math.abs(milliseconds);
  if (length < 1000) return length < 1 ? '0 s' : '< 1 s';
  let rest = length;
  const parts = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(count.toLocaleString('en') + ' ' + name);
    else if (parts.length) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

export const between = (from, to) => span(new Date(to) - new Date(from));

export const number = value => value.toLocaleString('en');

export const count = (value, one, many) => number(value) + ' ' + (value === 1 ? one : many ?? one + 's');

export const bytes = value => (value / 1048576).toFixed(0) + ' MB';

// Relative parts are filled by `tick`, which knows what time it is at the host.
export const when = iso => el('time', { datetime: iso, 'data-about': iso }, utc(iso));

export const left = iso => el('span', { class: 'left', 'data-until': iso });

export function tick(root, now) {
  for (const element of root.querySelectorAll('[data-until]')) {
    const rest = new Date(element.dataset.until) - now;
    element.textContent = rest > 0 ? 'in ' + span(rest) : rest > -1000 ? 'due now' : 'due for ' + span(rest);
  }
  for (const element of root.querySelectorAll('[data-about]')) {
    const rest = new Date(element.dataset.about) - now;
    element.title = rest > 0 ? 'in ' + span(rest) : span(rest) + ' ago';
  }
}
