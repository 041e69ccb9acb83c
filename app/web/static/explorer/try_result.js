// What came out of a page: as an article, as JSON, as the line for a shell; and what was left out of it.

import { annotate } from "./annotate.js";
import { address, curl } from "./api.js";
import { button, el, icon } from "./dom.js";
import { droppedList, originsFold } from "./folds.js";
import { copy } from "./frame.js";
import { number, t } from "./i18n.js";
import { jsonBlock } from "./json.js";
import { paper } from "./paper.js";
import { tabs } from "./tabs.js";

let openTab = "result"; // stays open from one page to the next

export function summary({ quotes, entities }) {
  return [t("n_quotes", { n: quotes.length }), t("n_names", { n: entities.length })].join(" · ");
}

function fillResult(panel, article, milliseconds) {
  const words = `${summary(article)} · ${number(Math.round(milliseconds))} ms`;
  const head = el("div", { class: "panel-head" }, el("span", { class: "badge" }, t("not_stored")), el("span", {}, words));
  panel.append(head, el("div", { class: "small" }, paper(article, annotate(article), { heading: "h2", isStored: false })), el("div", { class: "under" }, originsFold(article)));
}

function fillDropped(panel, { dropped, language }) {
  panel.append(el("div", { class: "panel-head" }, el("span", {}, t("dropped_sub"))), droppedList(dropped, language));
}

function copyButton(text) {
  return button([icon("copy"), t("copy")], () => copy(text), { class: "btn ghost" });
}

function download(value) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  el("a", { href: url, download: "article.json" }).click();
  URL.revokeObjectURL(url);
}

function fillJson(panel, article) {
  const acts = el("span", { class: "push" }, copyButton(JSON.stringify(article, null, 2)), button(t("download"), () => download(article), { class: "btn ghost" }));
  panel.append(el("div", { class: "panel-head" }, el("span", {}, "200 · application/json"), acts), jsonBlock(article));
}

function curlPart(label, path, parameters, file) {
  const line = curl("POST", address(path, parameters), { file });
  return [el("div", { class: "panel-head" }, el("span", {}, label), el("span", { class: "push" }, copyButton(line))), el("pre", { class: "json" }, line)];
}

function fillCurl(panel, parameters, file) {
  panel.append(...curlPart(t("extract"), "/v1/extract", parameters, file), ...curlPart(t("store"), "/v1/articles", parameters, file));
}

/** One answer in four ways: `parameters` are those that an own call needs, `file` the name of the page's file. */
export function resultTabs(article, { milliseconds, parameters, file }) {
  const parts = [
    { id: "result", label: t("tab_result"), fill: (panel) => fillResult(panel, article, milliseconds) },
    { id: "dropped", label: t("tab_dropped"), count: article.dropped?.length, fill: (panel) => fillDropped(panel, article) },
    { id: "json", label: t("tab_json"), fill: (panel) => fillJson(panel, article) },
    { id: "curl", label: t("tab_curl"), fill: (panel) => fillCurl(panel, parameters, file) },
  ];
  return tabs(t("tab_result"), parts.filter(({ id }) => id !== "dropped" || article.dropped), openTab, (id) => { openTab = id; });
}
