// Addresses of views: `#/articles/ID?name=value`, where names are those of the API's parameters.

/** The address of a view. */
export function to(path, query = "") {
  const text = String(new URLSearchParams(query));
  return `#/${path}${text ? `?${text}` : ""}`;
}

/** Name of the view, id of its record, and parameters of the present address. */
export function place() {
  const [path, ...query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...id] = path.split("/");
  return { name, id: decode(id.join("/")), query: new URLSearchParams(query.join("?")) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function go(path, query) {
  const hash = to(path, query);
  if (hash === location.hash) redraw();
  else location.hash = hash;
}

/** Go to a view with the parameters of the present address changed: controls may be older than the address. */
export function update(path, change) {
  go(path, change(place().query));
}

/** Change the address without a new entry in the history, as while somebody types. */
export function replace(path, query) {
  history.replaceState(history.state, "", to(path, query));
  redraw();
}

/** Draw the present view anew. */
export function redraw() {
  window.dispatchEvent(new Event("redraw"));
}

export function articleAt(id, query) {
  return to(`articles/${id}`, query);
}

export function entityAt(id) {
  return to(`people/${id}`);
}

export function statementAt(id) {
  return to(`statements/${id}`);
}

export function publisherAt(domain) {
  return to(`publishers/${encodeURIComponent(domain)}`);
}

/** A copy of the parameters with one set, or removed where the value is null. */
export function withParameter(query, name, value) {
  const copy = new URLSearchParams(query);
  copy.delete(name);
  if (value !== null) copy.append(name, value);
  return copy;
}

/** A copy of the parameters in which a value is added to its name, or removed if it is there. */
export function toggled(query, name, value) {
  const copy = new URLSearchParams(query);
  if (copy.has(name, value)) copy.delete(name, value);
  else copy.append(name, value);
  return copy;
}
