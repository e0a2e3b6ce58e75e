/** What the API answered when it was not a success: problem details (RFC 9457). */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || (status ? `The server answered ${status}.` : 'The server cannot be reached.'));
    this.status = status;
    this.body = problem;
    this.title = problem?.title;
    /** Messages by field. */
    this.errors = problem?.errors ?? {};
  }

  get isMissing() {
    return this.status === 404;
  }
}

let signIn = () => Promise.resolve(false);

/** What is done when the server does not know this browser (any more); it resolves to whether to ask again. */
export function whenUnauthorized(action) {
  signIn = action;
}

/**
 * Asks the API; the answer's JSON, or undefined when it has none. Throws ApiError.
 * @param {object} [options] headers, signal; isText when the body is sent as it stands; onHeaders is given those of a success
 */
export async function ask(method, path, body, options = {}) {
  const headers = { accept: 'application/json', ...options.headers };
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(`api/${path}`, { method, headers, body: body === undefined || options.isText ? body : JSON.stringify(body), signal: options.signal });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiError(0);
  }
  const text = await response.text();
  const answer = text ? parse(text) : undefined;
  if (response.status === 401 && !options.isSigningIn && await signIn()) {
    return ask(method, path, body, options);
  }
  if (!response.ok) {
    throw new ApiError(response.status, answer);
  }
  options.onHeaders?.(response.headers);
  return answer;
}

export const get = (path, options) => ask('GET', path, undefined, options);
export const post = (path, body = {}, options) => ask('POST', path, body, options);
export const patch = (path, body, options) => ask('PATCH', path, body, options);
export const remove = (path, options) => ask('DELETE', path, undefined, options);

/** The query of an address from the members that have a value. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

/** Every page of a list, one after the other. */
export async function* pages(path, limit = 1000, signal) {
  let continuationToken;
  do {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}${query({ limit, continuationToken }).slice(1)}`, { signal });
    yield page.items;
    continuationToken = page.continuationToken;
  } while (continuationToken);
}

/** Sends a file with its progress; resolves to the answer's JSON. */
export async function upload(path, file, onProgress) {
  try {
    return await send(path, file, onProgress);
  } catch (failure) {
    if (failure.status === 401 && await signIn()) {
      return send(path, file, onProgress);
    }
    throw failure;
  }
}

function send(path, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `api/${path}`);
    // The browser would take it from the file's name, and refuse as a form's what is plain text.
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener('load', () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(answer);
      } else {
        reject(new ApiError(request.status, answer));
      }
    });
    request.addEventListener('error', () => reject(new ApiError(0)));
    request.send(file);
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
