// What the workbench says, in Chinese and English, and the names of the codes that the API answers with.

import { codes, said } from './dictionary.js';

const languages = ['zh-CN', 'en'];

const kept = () => {
  try {
    return localStorage.getItem('language');
  } catch {
    return null;
  }
};

let chosen = languages.includes(kept()) ? kept() : navigator.language.startsWith('zh') ? 'zh-CN' : 'en';

export const language = () => chosen;

export const otherLanguage = () => languages.find(one => one !== chosen);

export function choose(next) {
  chosen = next;
  try {
    localStorage.setItem('language', next);
  } catch {
    // A browser that keeps nothing forgets the choice.
  }

  document.documentElement.lang = next;
}

const column = () => chosen === 'en' ? 1 : 0;

/** A sentence or label by its name; values fill {0}, {1} … */
export function t(name, ...values) {
  const found = said[name];
  if (!found) throw new Error(`Nothing is said for '${name}'.`);
  return found[column()].replace(/\{(\d)\}/g, (_, at) => values[at] ?? '');
}

/** A code in words. What has no word of its own is shown as it is: better a code than a guess. */
export function code(value) {
  if (value === undefined || value === null || value === '') return '';
  const text = `${value}`;
  const found = codes[text] ?? codes[text.replace(/-\d+$/, '')];
  if (found) return found[column()] + (codes[text] ? '' : ` ${text.match(/\d+$/)[0]}`);
  return text.includes('-') ? text.replaceAll('-', ' ') : text.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** What a case waits for. */
export const wait = value => codes[`wait:${value}`]?.[column()] ?? code(value);

export const isKnown = value => `${value}` in codes;
