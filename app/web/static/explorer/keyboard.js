// Keys of the whole page: single ones, unless somebody types or has switched them off, and Escape.

import { singleKeys } from "./dialogs.js";

const ROWS = ".row :is(h2, h3) a, .quote-row .side a, .said-item .src, .index a";
const NOTES = ".note .n";

function step(selector, by) {
  const all = [...document.querySelectorAll(`#main :is(${selector})`)];
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next]?.focus();
}

function press(name) {
  document.querySelector(`[data-toggle="${name}"]`)?.click();
}

const ACTS = {
  "/": () => document.querySelector("main input[type=search]")?.focus(),
  "?": () => document.getElementById("d-help").showModal(),
  a: () => press("hide-q"),
  n: () => press("hide-n"),
  o: () => press("xray"),
  c: () => document.getElementById("copy-url")?.click(),
  j: () => step(ROWS, 1),
  k: () => step(ROWS, -1),
  "]": () => step(NOTES, 1),
  "[": () => step(NOTES, -1),
};

function onKey(event) {
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) document.getElementById("extract")?.click();
  if (key === "Escape" && target.matches?.("input[type=search]")) target.value = "";
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input, textarea, select, dialog") || !singleKeys()) return;
  const act = Object.hasOwn(ACTS, key) ? ACTS[key] : null;
  if (!act) return;
  event.preventDefault();
  act();
}

export function listenToKeys() {
  document.addEventListener("keydown", onKey);
}
