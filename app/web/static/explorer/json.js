// JSON in colours, of strings and numbers as text nodes.

import { el } from "./dom.js";

const MOST = 300_000; // letters; more is shown without colours
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

export function jsonBlock(value) {
  const text = JSON.stringify(value, null, 2);
  const nodes = text.length > MOST ? [text] : coloured(text);
  return el("pre", { class: "json tall", tabindex: 0, role: "region", "aria-label": "JSON" }, ...nodes);
}
