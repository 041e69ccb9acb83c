// JSON in colours, of strings and numbers as text nodes.

import { el } from "./dom.js";

const MOST = 300_000; // letters; more is shown without colours
const PART = 20_000; // letters that are laid out together
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function classOf([text, string, colon]) {
  if (string) return colon ? "k" : "s";
  return /^[tfn]/.test(text) ? "l" : "d";
}

function coloured(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const shown = match[1] ?? match[0];
    nodes.push(text.slice(at, match.index), el("span", { class: classOf(match) }, shown));
    at = match.index + shown.length;
  }
  return [...nodes, text.slice(at)];
}

/** A long text in parts of whole lines, of which the browser lays out those near the screen. */
function parts(text) {
  const found = [];
  for (let at = 0; at < text.length; at = found.at(-1).end) {
    const end = text.indexOf("\n", at + PART) + 1 || text.length;
    found.push({ end, node: el("span", { class: "lines" }, text.slice(at, end)) });
  }
  return found.map(({ node }) => node);
}

export function jsonBlock(value) {
  const text = JSON.stringify(value, null, 2);
  const nodes = text.length > MOST ? parts(text) : coloured(text);
  return el("pre", { class: "json tall", tabindex: 0, role: "region", "aria-label": "JSON" }, ...nodes);
}
