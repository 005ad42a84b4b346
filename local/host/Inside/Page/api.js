// The host's calls. Every answer tells business time; what is refused comes as an error with the host's words.

let now = null;

export const businessTime = () => now;

const url = (path, query) => {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return '/host/api/' + path + (given.length ? '?' + new URLSearchParams(given) : '');
};

async function call(path, query, options) {
  const answer = await fetch(url(path, query), options);
  const time = answer.headers.get('Business-Time');
  if (time) now = new Date(time);
  const text = await answer.text();
  if (answer.ok) return text;
  const problem = new Error(detail(text) ?? 'The host answered ' + answer.status + '.');
  problem.isAnswer = true;
  throw problem;
}

function detail(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return null;
  }
}

export const get = (path, query) => call(path, query);

// The header tells the host that no other site's page has sent this.
export const post = (path, query, body) => call(path, query, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Local-Host': '1' }, body: JSON.stringify(body ?? {}),
});
