// The frame around every view: words of the masthead, theme, request line, copying, toast.

import { curl, readable } from "./api.js";
import { button, el, icon } from "./dom.js";
import { language, number, store, t } from "./i18n.js";

const root = document.documentElement;

export function translateFrame() {
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const link of document.querySelectorAll(".lang a")) if (link.lang === language) link.setAttribute("aria-current", "true");
}

// ---------- theme ----------

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
}

function labelTheme() {
  document.getElementById("theme").setAttribute("aria-label", t(isDark() ? "theme_to_light" : "theme_to_dark"));
}

export function watchTheme() {
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store("theme", root.dataset.theme);
    labelTheme();
  });
  systemDark.addEventListener("change", labelTheme);
  labelTheme();
}

// ---------- place ----------

/** Mark the place in the menu, and let the language links lead to this very view. */
export function markPlace(place) {
  for (const link of document.querySelectorAll("[data-nav]")) {
    if (link.dataset.nav === place) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  for (const link of document.querySelectorAll(".lang a")) link.setAttribute("href", `?lang=${link.lang}${location.hash}`);
}

// ---------- copying ----------

function copyBySelection(text) {
  const field = el("textarea", { class: "sr" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** Copy a text and say so; outside of https and localhost there is no clipboard to write to. */
export async function copy(text) {
  const focused = document.activeElement;
  if (navigator.clipboard) await navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
  else copyBySelection(text);
  focused?.focus({ preventScroll: true });
  toast(t("copied"));
}

export function toast(...content) {
  document.querySelector(".toast")?.remove();
  const node = el("div", { class: "toast", role: "status" }, ...content);
  document.body.append(node);
  setTimeout(() => node.remove(), content.length > 1 ? 10_000 : 2_000);
}

// ---------- request line ----------

function pathOf(call) {
  const [path, query] = readable(call.url).split(/\?(.*)/s);
  const text = [path, query === undefined ? "" : "?", query ?? ""];
  return call.verb === "POST" ? el("span", { class: "path" }, ...text) : el("a", { class: "path", href: call.url }, ...text);
}

function otherCall({ verb, url }) {
  return el("li", {}, el("b", {}, verb), " ", verb === "GET" ? el("a", { href: url }, readable(url)) : readable(url));
}

/** The other calls, listed only while they are looked at: a long list has hundreds. */
function otherCalls(calls, open) {
  const lines = el("ul");
  const show = (isOpen) => lines.replaceChildren(...(isOpen ? calls.map(otherCall) : []));
  show(open);
  return el("details", { open, toggle: (event) => show(event.target.open) }, el("summary", {}, t("n_more_requests", { n: calls.length })), lines);
}

/** Show the call that made the view, and beside it the others. */
export function showCalls({ list: [first, ...others] }) {
  const line = document.querySelector("#request > .wrap");
  if (!first) return line.replaceChildren();
  const isOpen = line.querySelector("details")?.open ?? false;
  const answer = first.milliseconds === null ? (first.status ?? "…") : `${first.status} · ${number(Math.round(first.milliseconds))} ms`;
  const copyUrl = button([icon("copy"), t("copy_url")], () => copy(new URL(first.url, location.href).href), { class: "btn ghost copy", id: "copy-url" });
  const file = first.verb === "POST" ? "page.html" : undefined;
  const copyCurl = button(["curl", el("span", { class: "sr" }, ` ${t("copy")}`)], () => copy(curl(first.verb, first.url, { file })), { class: "btn ghost" });
  line.replaceChildren(
    el("span", { class: `verb ${first.verb.toLowerCase()}` }, first.verb),
    pathOf(first),
    el("span", { class: "answer" }, answer),
    others.length ? otherCalls(others, isOpen) : "",
    el("div", { class: "acts" }, copyUrl, copyCurl),
  );
  return undefined;
}
