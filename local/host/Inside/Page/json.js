// JSON for reading. The text is indented, not read as values: every digit of a number stays as it was stored.
import { el } from './dom.js';
import { number } from './format.js';

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const longest = 64;

function legible(text) {
  return text.replace(/\\u([0-9a-f]{4})/gi, (escape, code) => {
    const unit = parseInt(code, 16);
    return unit < 32 || unit === 34 || unit === 92 || (unit >= 127 && unit < 160) || (unit >= 0x2028 && unit <= 0x202e) ? escape : String.fromCharCode(unit);
  });
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function pretty(text) {
  const out = [];
  let depth = 0;
  const tokens = text.match(token) ?? [];
  const line = () => '\n' + '  '.repeat(depth);
  tokens.forEach((part, at) => {
    const next = tokens[at + 1];
    if (part === '{' || part === '[') {
      const empty = next === '}' || next === ']';
      if (!empty) depth++;
      out.push(part + (empty ? '' : line()));
    } else if (part === '}' || part === ']') {
      const empty = tokens[at - 1] === '{' || tokens[at - 1] === '[';
      if (!empty) depth--;
      out.push((empty ? '' : line()) + part);
    } else if (part === ',') out.push(',' + line());
    else if (part === ':') out.push(': ');
    else {
      const kind = part[0] !== '"' ? (/^[-\d]/.test(part) ? 'number' : 'word') : next === ':' ? 'name' : 'string';
      out.push(el('span', { class: 'json-' + kind }, kind === 'string' || kind === 'name' ? legible(part) : part));
    }
  });
  return out;
}

export function block(payload) {
  const whole = payload.text.length === payload.length;
  return el('div', { class: 'payload' },
    el('pre', { tabindex: 0 }, whole && isJson(payload.text) ? pretty(payload.text) : payload.text),
    whole ? null : el('p', { class: 'soft' }, `The first ${number(payload.text.length)} of ${number(payload.length)} characters.`));
}

// A short payload in a line; a longer one behind its beginning.
export function folded(label, payload, key) {
  if (!payload) return null;
  if (payload.length <= longest && !payload.text.includes('\n')) {
    return el('p', { class: 'folded' }, el('span', { class: 'label' }, label), ' ', el('code', {}, legible(payload.text)));
  }
  return el('details', { class: 'folded', 'data-key': key },
    el('summary', {}, el('span', { class: 'label' }, label), ' ', el('code', { class: 'preview' }, legible(payload.text.slice(0, 200)))),
    block(payload));
}

export const line = payload => payload ? el('code', { class: 'preview' }, legible(payload.text)) : null;
