// Call the public API: every call is recorded, so that a view can show what made it.

const KEY = "manset-key";
let key = readKey();

function readKey() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function hasKey() {
  return key !== "";
}

/** Use a key from now on; keep it for this tab only if asked to. */
export function setKey(value, keep) {
  key = value.trim();
  try {
    if (keep && key) sessionStorage.setItem(KEY, key);
    else sessionStorage.removeItem(KEY);
  } catch {
    // storage is off: the key lasts as long as the page
  }
}

/** An answer of the API that is no success: RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  constructor(response, body) {
    super(body.title ?? response.statusText);
    this.status = response.status;
    this.slug = (body.type ?? "").split("/").pop();
    this.body = body;
    this.retryAfter = Number(response.headers.get("Retry-After")) || null;
  }
}

/** No answer came: the browser is offline, or the server is down. */
export class Unreachable extends Error {}

/** Whether a call ended in a way that a view must expect, and not by a mistake of this page. */
export function isExpected(error) {
  return error.name === "AbortError" || error instanceof Problem || error instanceof Unreachable;
}

/** Use an answer that a view can do without: where it fails, its place stays empty. "filled" says that nodes have come. */
export async function whenAnswered(promise, use) {
  const answer = await promise.catch((error) => {
    if (!isExpected(error)) throw error;
  });
  if (answer === undefined) return;
  use(answer);
  window.dispatchEvent(new Event("filled"));
}

/** The address of a call: `parameters` is an object (lists repeat a name), pairs, or URLSearchParams. */
export function address(path, parameters = {}) {
  const pairs = parameters instanceof URLSearchParams || Array.isArray(parameters) ? [...parameters] : Object.entries(parameters);
  const query = new URLSearchParams();
  for (const [name, value] of pairs) for (const one of [value].flat()) if (one !== null && one !== undefined && one !== "") query.append(name, one);
  return query.size ? `${path}?${query}` : path;
}

/** An address to read, not to click: what needs no encoding is shown as it is. */
export function readable(url) {
  try {
    return decodeURIComponent(url.replaceAll("+", "%20")).replace(/[\s\p{C}]/gu, " ");
  } catch {
    return url;
  }
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The call as a line for a shell. It names the variable of a key, never the key. */
export function curl(verb, path, { accept, file } = {}) {
  const parts = [verb === "POST" ? "curl -s -X POST" : "curl -s", quoted(new URL(path, location.href).href)];
  if (hasKey()) parts.push('-H "Authorization: Bearer $NEWS_API_KEY"');
  if (accept) parts.push(`-H ${quoted(`Accept: ${accept}`)}`);
  if (file) parts.push("-H 'Content-Type: text/html'", `--data-binary @${quoted(file)}`);
  return parts.join(" \\\n  ");
}

async function answerOf(response) {
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  const body = isJson ? await response.json() : {};
  if (!response.ok) throw new Problem(response, body);
  return body;
}

/** The calls of one view; `changed` is called when one starts or is answered. */
export class Calls {
  constructor(changed) {
    this.changed = changed;
    this.list = [];
    this.controller = new AbortController();
  }

  /** Give up what is not answered yet. */
  abort() {
    this.controller.abort();
    this.controller = new AbortController();
  }

  /** Show the call that the view is about to make. */
  plan(verb, url) {
    this.list.push({ verb, url, status: "", milliseconds: null });
  }

  /** Forget the calls so far: the view shows something new. */
  reset() {
    this.list = [];
  }

  get(path, parameters) {
    return this.send("GET", address(path, parameters));
  }

  /** Post the bytes of a page. */
  post(path, parameters, body) {
    return this.send("POST", address(path, parameters), { method: "POST", body, headers: { "Content-Type": "text/html" } });
  }

  async send(verb, url, options = {}) {
    const call = { verb, url, status: null, milliseconds: null };
    this.list.push(call);
    this.changed(this);
    const started = performance.now();
    const headers = { ...options.headers, ...(key && { Authorization: `Bearer ${key}` }) };
    const response = await fetch(url, { ...options, headers, signal: this.controller.signal }).catch((error) => {
      throw error.name === "AbortError" ? error : new Unreachable();
    });
    call.status = response.status;
    call.milliseconds = performance.now() - started;
    this.changed(this);
    return answerOf(response);
  }
}
