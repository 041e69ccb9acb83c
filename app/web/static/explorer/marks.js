// Text with its quotes and names marked. Quotes are the outer elements, names stand inside of them.

import { el } from "./dom.js";
import { t } from "./i18n.js";

/** Spans in order, without overlap: the earlier wins, the later starts where it ends. */
function apart(spans) {
  const result = [];
  let end = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(span.start, end);
    if (start >= span.end) continue;
    result.push({ ...span, start });
    end = span.end;
  }
  return result;
}

function nameMark(text, name) {
  const title = `${name.name} · ${t(`t_${name.type}`)}`;
  return el("mark", { class: `n ${name.type}`, "data-e": name.number, "data-q": name.speaks || null, title }, text);
}

/** The text of [start, end) as nodes, with the names in it; a name across the edge is marked up to it. */
function withNames(text, start, end, names) {
  const nodes = [];
  let at = start;
  for (const name of names) {
    const [from, to] = [Math.max(name.start, start), Math.min(name.end, end)];
    if (from >= to) continue;
    nodes.push(text.slice(at, from), nameMark(text.slice(from, to), name));
    at = to;
  }
  return [...nodes, text.slice(at, end)];
}

function numberLink(quote) {
  return el("a", { class: "qn", href: `#n${quote.number}`, "data-q": quote.number, "aria-label": t("to_note", { n: quote.number }) }, String(quote.number));
}

function quoteMark(quote, nodes) {
  return el("mark", { class: `q ${quote.kind}`, id: quote.isBegun ? null : `q${quote.number}`, "data-q": quote.number }, ...nodes);
}

/** Names that touch [start, end); both are in order, so that a whole article is walked once. */
function within(names, start, end, from) {
  let first = from;
  while (first < names.length && names[first].end <= start) first += 1;
  let last = first;
  while (last < names.length && names[last].start < end) last += 1;
  return [names.slice(first, last), first];
}

/**
 * Nodes of a text whose first unit has the offset `base`; offsets of `quotes` and `names` are UTF-16 units of its field.
 * A quote that goes on in the next block gets its number there.
 */
export function marked(text, base, quotes, names) {
  const local = (span) => ({ ...span, start: span.start - base, end: Math.min(span.end - base, text.length), isBegun: span.start < base, isWhole: span.end - base <= text.length });
  const [said, named] = [apart(quotes.map(local)), apart(names.map(local))];
  const nodes = [];
  let [at, first] = [0, 0];
  const plain = (end) => {
    const [inside, next] = within(named, at, end, first);
    first = next;
    return withNames(text, at, end, inside);
  };
  for (const quote of said) {
    nodes.push(...plain(quote.start));
    at = quote.start;
    nodes.push(quoteMark(quote, plain(quote.end)));
    at = quote.end;
    if (quote.isWhole) nodes.push(numberLink(quote));
  }
  return [...nodes, ...plain(text.length)];
}

/** Spans of a field that touch [start, end), by a search in the ordered list; `longest` is the length of the longest. */
export function touching(spans, longest, start, end) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start < start - longest) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < spans.length && spans[at].start < end; at += 1) if (spans[at].end > start) found.push(spans[at]);
  return found;
}
