/** Where the reader is: '#/jobs/12?level=warning' is page 'jobs', id '12', query {level: 'warning'}. */
export function currentRoute() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, id] = path.split('/').map(decoded);
  return { page: page || 'jobs', id: id || null, query: Object.fromEntries(new URLSearchParams(search ?? '')) };
}

// Somebody may type anything; what is no encoding is taken as it stands.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the address says when it is one of the choices, and otherwise what is shown without one. */
export const among = (choices, written, otherwise) => (Object.hasOwn(choices, written) ? written : otherwise);

/** The address of a page. */
export function link(page, id, query) {
  const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')).toString();
  return `#/${page}${id === undefined || id === null ? '' : `/${encodeURIComponent(id)}`}${search ? `?${search}` : ''}`;
}

/** Goes to a page. */
export function go(page, id, query) {
  location.hash = link(page, id, query);
}

/** Remembers what is shown in the address, so that a reload shows the same, without a step in the history. */
export function remember(changes) {
  const { page, id, query } = currentRoute();
  history.replaceState(null, '', link(page, id, { ...query, ...changes }));
}
