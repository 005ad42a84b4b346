// Elements from names, properties and text. Whatever comes from data becomes a text node or an attribute's value, never markup.

export function el(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const link = (page, query, ...children) => el('a', { href: address(page, query) }, ...children);

export function address(page, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value);
  return '#/' + page + (given.length ? '?' + new URLSearchParams(given) : '');
}

// Makes `from` look like `to` with as few changes as possible: what is open stays open, what is being typed stays, focus stays.
// Elements with a data-key are known by it, so that a new row does not change its neighbours.
export function patch(from, to) {
  if (from.nodeName !== to.nodeName || from.nodeType === Node.TEXT_NODE) {
    if (from.nodeName !== to.nodeName || from.data !== to.data) from.replaceWith(to);
    return;
  }
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && name !== 'open') from.setAttribute(name, value);
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  for (const name of ['onclick', 'onsubmit', 'oninput', 'onchange']) from[name] = to[name];
  patchChildren(from, to);
  if ('value' in to && from !== document.activeElement && from.value !== to.value) from.value = to.value;
}

export function patchChildren(from, to) {
  const keyed = new Map();
  for (const child of from.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const key = next.dataset?.key;
    const match = key ? keyed.get(key) : at?.dataset?.key ? undefined : at;
    if (!match) {
      from.insertBefore(next, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else from.insertBefore(match, at);
    patch(match, next);
  }
  while (at) {
    const stale = at;
    at = at.nextSibling;
    stale.remove();
  }
}
