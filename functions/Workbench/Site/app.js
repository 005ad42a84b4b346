// The frame round the pages: who is signed in, where one can go, search, language. Addresses are after the '#', so that every page can be linked to.

import { html, render, useEffect, useRef, useState } from './vendor/htm-preact.js';
import { get, signInAddress, signOutAddress } from './api.js';
import { choose, code, language, otherLanguage, t } from './words.js';
import { Trouble } from './parts.js';
import { Work } from './pages/work.js';
import { Case } from './pages/case.js';
import { Search } from './pages/search.js';
import { Imports, Import } from './pages/imports.js';
import { Rules, Rule } from './pages/rules.js';
import { Proof } from './pages/proof.js';
import { Register } from './pages/complaints.js';
import { Audits } from './pages/audits.js';
import { Stops } from './pages/stops.js';

const all = ['collector', 'senior-collector', 'specialist', 'supervisor', 'field', 'legal', 'compliance', 'auditor'];

/** Pages: how their address begins, who sees them in the list, and what shows them. */
const pages = [
  { at: 'work', name: 'myDay', roles: all, show: Work },
  { at: 'search', name: 'search', roles: all, show: Search },
  { at: 'imports', name: 'imports', roles: ['collector', 'supervisor', 'administrator', 'auditor'], show: Imports },
  { at: 'rules', name: 'rules', roles: ['administrator', 'compliance', 'supervisor', 'auditor'], show: Rules },
  { at: 'complaints', name: 'complaints', roles: ['compliance', 'supervisor', 'auditor'], show: Register },
  { at: 'stops', name: 'stops', roles: ['supervisor', 'compliance', 'administrator', 'auditor'], show: Stops },
  { at: 'audits', name: 'audits', roles: ['auditor', 'compliance', 'administrator'], show: Audits },
  { at: 'case', show: Case },
  { at: 'import', show: Import },
  { at: 'rule', show: Rule },
  { at: 'proof', show: Proof },
];

const place = () => {
  const [at = '', ...rest] = decodeURIComponent(location.hash.replace(/^#\/?/, '')).split('/');
  return { at, rest };
};

function App() {
  const [me, setMe] = useState(null);
  const [problem, setProblem] = useState(null);
  const [here, setHere] = useState(place());
  const [, turn] = useState(0);
  const main = useRef(null);

  const signIn = () => {
    setProblem(null);
    get('me').then(setMe, refused => refused.status === 401 ? location.assign(signInAddress()) : setProblem(refused));
  };

  useEffect(signIn, []);
  useEffect(() => {
    const moved = () => {
      setHere(place());
      main.current?.focus();
      window.scrollTo(0, 0);
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  useEffect(() => {
    const pressed = event => {
      if (event.key !== '/' || event.target.closest('input, textarea, select, dialog')) return;
      event.preventDefault();
      document.getElementById('find')?.focus();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);

  const toggle = () => {
    choose(otherLanguage());
    turn(n => n + 1);
  };

  if (problem) return html`<main class="alone"><h1>${t('workbench')}</h1><${Trouble} problem=${problem} again=${signIn} /><p><a href=${signOutAddress()}>${t('signOut')}</a></p></main>`;
  if (!me) return html`<main class="alone"><p role="status">${t('loading')}</p></main>`;
  const mine = pages.filter(page => page.roles?.some(role => me.roles.includes(role)));
  const page = pages.find(one => one.at === here.at) ?? mine[0];
  const find = event => {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (/^[0-9a-f]{32}$/.test(text)) location.hash = `#/case/${text}`;
    else sessionStorage.setItem('search', text), location.hash = here.at === 'search' ? `#/search/${Date.now()}` : '#/search';
    event.target.reset();
  };
  return html`
    <a class="skip" href="#main" onClick=${event => { event.preventDefault(); main.current.focus(); }}>${t('skip')}</a>
    <header class="top">
      <a class="brand" href="#/">${t('workbench')}</a>
      <form role="search" onSubmit=${find}><label class="hidden" for="find">${t('find')}</label><input id="find" name="text" type="search" autocomplete="off" placeholder=${t('find')} /></form>
      <span class="who">${me.id} <small>${me.roles.map(code).join(', ')}</small></span>
      <button class="quiet" lang=${otherLanguage()} onClick=${toggle}>${otherLanguage() === 'en' ? 'English' : '中文'}</button>
      <a href=${signOutAddress()}>${t('signOut')}</a>
    </header>
    <nav aria-label=${t('pages')}>${mine.map(one => html`<a href=${`#/${one.at}`} aria-current=${one === page ? 'page' : undefined}>${t(one.name)}</a>`)}</nav>
    <main id="main" ref=${main} tabindex="-1">${page ? html`<${page.show} key=${`${page.at}/${here.rest[0] ?? ''}/${language()}`} me=${me} rest=${here.rest} />` : html`<p>${t('noPages')}</p>`}</main>`;
}

document.documentElement.lang = language();
render(html`<${App} />`, document.getElementById('app'));
