// Every request of the workbench: JSON in and out, problems as errors with their code, one key per act so that a repeated click has one effect.

import { language } from './words.js';

const base = new URL('/api/', location.href);

/** What the API refused, in its own words. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? `${status}`);
    this.status = status;
    this.code = body.code ?? '';
    this.body = body;
  }
}

export const get = path => send('GET', path);

/** @param version The version that was looked at; the API refuses the act on another. */
export const post = (path, body = {}, { key = crypto.randomUUID(), version } = {}) => send('POST', path, body, { 'Idempotency-Key': key, ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) });

export const remove = path => send('DELETE', path);

/** Where the browser goes to sign in, and comes back from. */
export const signInAddress = () => new URL(`signin?return=${encodeURIComponent(location.pathname)}`, base).href;

export const signOutAddress = () => new URL(`signout?return=${encodeURIComponent(location.pathname)}`, base).href;

/** Query text of the values that are there. */
export const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')).toString();

async function send(method, path, body, headers = {}) {
  const init = { method, headers: { Accept: 'application/json', 'Accept-Language': language(), ...headers }, credentials: 'same-origin' };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers['Content-Type'] = 'application/json';
  }

  let answer;
  try {
    answer = await fetch(new URL(path, base), init);
  } catch {
    throw new Problem(0, { code: 'unreachable', detail: '' });
  }

  const type = answer.headers.get('Content-Type') ?? '';
  const content = type.includes('json') ? await answer.json() : await answer.text();
  if (answer.ok) return content;
  throw new Problem(answer.status, typeof content === 'object' ? content : {});
}
