// The two dialogs: the API key, and the list of keys.

import { el } from "./dom.js";
import { store, stored, t } from "./i18n.js";
import { keyForm } from "./states.js";

const SHORTCUTS = [
  [["/"], "k_search"],
  [["j", "k"], "k_rows"],
  [["[", "]"], "k_quotes"],
  [["a", "n", "o"], "k_toggles"],
  [["Ctrl ↵"], "k_extract"],
  [["c"], "k_copy"],
  [["?"], "k_help"],
  [["Esc"], "k_close"],
];

/** Whether keys without Ctrl do something: they may be switched off (WCAG 2.1.4). */
export function singleKeys() {
  return stored("keys") !== "off";
}

function keyDialog() {
  return el("div", { class: "state" }, el("h2", { id: "d-key-h" }, t("key_button")), el("p", {}, t("e_key_2")), keyForm({ closable: true }));
}

function helpDialog() {
  const lines = SHORTCUTS.map(([keys, words]) => el("div", {}, el("dt", {}, ...keys.flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, t(words))));
  const change = (event) => store("keys", event.target.checked ? "on" : "off");
  const on = el("input", { type: "checkbox", checked: singleKeys(), change });
  return el("div", { class: "state" }, el("h2", { id: "d-help-h" }, t("foot_keys")), el("dl", { class: "keys" }, ...lines),
    el("form", { method: "dialog" }, el("label", { class: "check" }, on, ` ${t("k_on")}`), el("div", { class: "acts" }, el("button", { class: "btn primary" }, t("close")))));
}

export function buildDialogs() {
  document.getElementById("d-key").append(keyDialog());
  document.getElementById("d-help").append(helpDialog());
  for (const opener of document.querySelectorAll("[data-dialog]")) opener.addEventListener("click", () => document.getElementById(opener.dataset.dialog).showModal());
}
