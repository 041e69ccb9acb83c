// What can be opened below an article: its revisions, where each field was found, similar articles, dropped blocks.

import { whenAnswered } from "./api.js";
import { el } from "./dom.js";
import { fullDate, knows, number, t } from "./i18n.js";
import { diffList } from "./diff.js";
import { articleAt } from "./route.js";
import { articleRow } from "./rows.js";
import { problemState } from "./states.js";

/** A part that is closed until it is asked for; `fill(body)` is called once, when it opens. */
export function fold(title, meta, fill) {
  const body = el("div", { class: "in" });
  const open = (event) => {
    if (!event.target.open || body.hasChildNodes()) return;
    fill(body);
  };
  return el("details", { class: "fold", toggle: open }, el("summary", {}, el("h2", {}, title), meta === null ? "" : el("span", { class: "meta" }, meta)), body);
}

// ---------- revisions ----------

function revisionButton({ number: n, fetched_at: fetched, is_head: isHead }, chosen, choose) {
  const words = [el("b", {}, t("revision_n", { n })), isHead ? ` · ${t("current")}` : "", el("br"), el("time", { class: "meta", datetime: fetched }, fullDate(new Date(fetched)))];
  return el("li", {}, el("button", { type: "button", class: "rev", "aria-pressed": n === chosen, click: (event) => choose(n, event.currentTarget) }, ...words));
}

/** What a revision changed, and the way to read it. */
async function change(calls, article, n, oldest) {
  const read = el("p", {}, el("a", { href: articleAt(article.id, { revision: n }) }, t("read_revision")));
  if (n === oldest) return [el("h3", { class: "h-rail" }, t("first_revision")), read];
  const diff = await calls.get(`/v1/articles/${article.id}/revisions/${n}/diff`, { against: n - 1 });
  return [el("h3", { class: "h-rail" }, t("compared", { a: diff.from, b: diff.to })), diffList(diff, article.language), read];
}

async function fillRevisions(body, calls, article) {
  const { items } = await calls.get(`/v1/articles/${article.id}/revisions`, { limit: 200 });
  const oldest = Math.min(...items.map(({ number: n }) => n));
  const shown = el("div");
  const choose = async (n, pressed) => {
    for (const other of body.querySelectorAll(".rev")) other.setAttribute("aria-pressed", other === pressed);
    await whenAnswered(change(calls, article, n, oldest), (nodes) => shown.replaceChildren(...nodes));
  };
  const chosen = items.find(({ is_head: isHead }) => isHead)?.number ?? items[0].number;
  body.classList.add("revs");
  body.replaceChildren(el("ol", {}, ...items.map((item) => revisionButton(item, chosen, choose))), shown);
  shown.append(...await change(calls, article, chosen, oldest));
}

export function revisionsFold(calls, article) {
  const fill = (body) => fillRevisions(body, calls, article).catch((error) => body.replaceChildren(problemState(error, { retry: () => fill(body) })));
  return fold(t("revisions"), number(article.revision), fill);
}

// ---------- origins ----------

function originRow([field, { origin, agreed_by: agreed, confidence }]) {
  return el("tr", {}, el("td", {}, el("code", {}, field)), el("td", {}, el("code", {}, origin)), el("td", {}, agreed.join(", ") || "–"), el("td", { class: "num" }, confidence.toFixed(2)));
}

export function originsFold(article) {
  const rows = Object.entries(article.provenance ?? {});
  const head = ["p_field", "p_origin", "p_agreed", "p_conf"].map((key) => el("th", { scope: "col" }, t(key)));
  return fold(t("provenance"), number(rows.length), (body) => {
    const table = el("table", { class: "table" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows.map(originRow)));
    body.append(el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("provenance") }, table));
  });
}

// ---------- dropped ----------

function droppedLine({ reason, text, path }, language) {
  const why = knows(`d_${reason}`) ? t(`d_${reason}`) : t("d_other", { x: reason });
  return el("li", {}, el("span", { class: "why" }, why), el("div", {}, el("p", { class: "what", lang: language, dir: "auto" }, text), el("p", { class: "path" }, path)));
}

export function droppedList(dropped, language) {
  return dropped.length ? el("ul", { class: "dropped" }, ...dropped.map((one) => droppedLine(one, language))) : el("p", { class: "meta" }, t("none"));
}

// ---------- similar ----------

export function similarFold(items) {
  const rows = items.map((item) => articleRow(item, null, { level: "h3" }));
  return fold(t("similar"), number(items.length), (body) => body.append(el("ol", {}, ...rows)));
}
