// Amounts, days and times as people read them. The bank's own time zone, whatever the browser's is.

import { language, t } from './words.js';

const zone = 'Asia/Shanghai';

const formats = new Map();

function format(kind, options) {
  const key = `${language()}|${kind}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language(), { timeZone: zone, ...options }));
  return formats.get(key);
}

export const day = text => !text ? '' : /^\d{4}-\d\d-\d\d$/.test(text)
  ? new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`))
  : format('day', { dateStyle: 'medium' }).format(new Date(text));

export const time = text => text ? format('time', { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(text)) : '';

export const clock = text => text ? format('clock', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(text)) : '';

/** "1234.50 CNY" as the reader's language writes it. The text is never made a number that is computed with. */
export function money(text) {
  if (!text) return '';
  const [amount, currency] = text.split(' ');
  const [whole, part] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${part ? '.' + part : ''} ${currency ?? ''}`.trim();
}

/** How far away an instant is, seen from another. */
export function distance(text, now) {
  if (!text) return '';
  const minutes = Math.round((new Date(text) - new Date(now)) / 60000);
  const ago = Math.abs(minutes);
  const [number, unit] = ago < 60 ? [ago, 'minute'] : ago < 48 * 60 ? [Math.round(ago / 60), 'hour'] : [Math.round(ago / 1440), 'day'];
  return new Intl.RelativeTimeFormat(language(), { numeric: 'always', style: 'short' }).format(minutes < 0 ? -number : number, unit);
}

export const percent = share => share === undefined || share === null ? '' : new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 }).format(share);

export const yes = value => value ? t('yes') : t('no');
