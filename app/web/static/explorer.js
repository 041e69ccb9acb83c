// The explorer: each view is one call of the API, shown at the foot of the page. Text is only ever set as text.

const main = document.getElementById("main");
const call = document.getElementById("call");
const searchForms = new Map();
let waiting = new AbortController(); // what the last view still waits for: nobody wants it once another is asked for

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

async function fetchJson(path, options) {
  call.textContent = call.href = path;
  const response = await fetch(path, { signal: waiting.signal, ...options });
  const document_ = await response.json();
  if (!response.ok) throw Object.assign(new Error(document_.title), { problem: document_ });
  return document_;
}

function day(moment) {
  return moment ? new Date(moment).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }) : "no date";
}

function chip(text, href) {
  return element(href ? "a" : "span", { class: "chip", href }, text);
}

function show(...nodes) {
  main.replaceChildren(...nodes);
}

function showProblem(error) {
  if (error.name === "AbortError") return;
  const problem = error.problem ?? {};
  const reasons = (problem.errors ?? []).map((e) => element("li", {}, `${e.pointer ?? ""} ${e.message}`));
  show(element("div", { class: "problem", role: "alert" }, element("strong", {}, error.message), element("p", {}, problem.detail ?? ""), element("ul", {}, ...reasons)));
}

// ---------- lists ----------

function newSearchForm(view, label) {
  const input = element("input", { type: "search", name: "q", placeholder: label, "aria-label": label });
  const form = element("form", { role: "search" }, input, element("button", {}, "Search"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `#/${view}?${new URLSearchParams({ q: input.value })}`);
    go();
  });
  return form;
}

function searchForm(view, query, label) {
  const form = searchForms.get(view) ?? newSearchForm(view, label);
  searchForms.set(view, form);
  form.elements.q.value = query.get("q") ?? "";
  return form;
}

function more(page, path, query, render, list) {
  if (!page.next_cursor) return "";
  const button = element("button", {}, "More");
  button.addEventListener("click", async () => {
    const next = await fetchJson(`${path}?${with_(query, "cursor", page.next_cursor)}`).catch(showProblem);
    if (!next) return;
    list.append(...next.items.map(render));
    button.replaceWith(more(next.page, path, query, render, list));
  });
  return button;
}

function with_(query, name, value) {
  const copy = new URLSearchParams(query);
  copy.set(name, value);
  return copy;
}

function wanted(query) {
  return new URLSearchParams([...query].filter(([, value]) => value !== ""));
}

async function listView(path, query, render, form, empty) {
  const given = wanted(query);
  const results = element("div", { "aria-busy": "true" });
  if (!form || !main.contains(form)) show(form, results); // a form in use keeps its place and its cursor
  else form.nextElementSibling.replaceWith(results);
  const { items, page } = await fetchJson(given.size ? `${path}?${given}` : path);
  const list = element("div", {}, ...items.map(render));
  results.replaceChildren(items.length ? list : element("p", {}, empty), more(page, path, given, render, list));
  results.removeAttribute("aria-busy");
}

function articleCard(article) {
  const meta = [article.publisher?.name, article.section?.name, day(article.published_at), `${article.quote_count} quotes`, `${article.entity_count} names`];
  return element("div", { class: "card" },
    element("h2", {}, element("a", { href: `#/articles/${article.id}`, lang: article.language }, article.headline)),
    article.lede ? element("p", { lang: article.language }, article.lede) : "",
    element("div", { class: "meta" }, meta.filter(Boolean).join(" · ")));
}

function quoteCard(quote) {
  return element("div", { class: "card" },
    element("p", { lang: quote.language }, element("mark", { class: "quote" }, quote.text)),
    element("div", { class: "meta" },
      element("span", { class: "speaker" }, quote.speaker?.name ?? "nobody named"), ` · ${quote.kind} · `,
      element("a", { href: `#/articles/${quote.article_id}` }, "the article")));
}

function entityCard(entity) {
  return element("div", { class: "card" },
    element("h2", {}, element("a", { href: `#/?entity=${entity.id}` }, entity.name)),
    element("div", { class: "meta" }, `${entity.type} · in ${entity.article_count} articles · ${entity.mention_count} mentions`));
}

// ---------- one article ----------

function marked(text, spans) {
  const points = Array.from(text); // offsets count code points, strings count UTF-16 units
  const parts = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < at) continue;
    parts.push(points.slice(at, span.start).join(""), element("mark", { class: span.kind, title: span.title }, points.slice(span.start, span.end).join("")));
    at = span.end;
  }
  return [...parts, points.slice(at).join("")];
}

function spansOf(article, field) {
  const quotes = article.quotes.filter((q) => q.field === field).map((q) => ({ ...q, kind: "quote", title: q.speaker?.name ?? "nobody named" }));
  const names = article.entities.flatMap((e) => e.mentions.filter((m) => m.field === field).map((m) => ({ ...m, kind: "name", title: `${e.name} (${e.type})` })));
  return [...quotes, ...names.filter((name) => !quotes.some((quote) => quote.start < name.end && name.start < quote.end))];
}

function blockNode(block, spans) {
  const tags = { heading: "h3", list_item: "li", blockquote: "blockquote", code: "pre" };
  if (block.start === null) return block.text ? element("p", { class: "meta" }, block.text) : "";
  const inside = spans.filter((s) => s.start >= block.start && s.end <= block.end).map((s) => ({ ...s, start: s.start - block.start, end: s.end - block.start }));
  return element(tags[block.type] ?? "p", {}, ...marked(block.text, inside));
}

function articleNode(article) {
  const body = spansOf(article, "body");
  const meta = [article.publisher?.name, article.section?.name, article.agencies.map((a) => a.code).join(", "), article.authors.map((a) => a.name).join(", "), day(article.published_at)];
  const said = article.quotes.map((q) => element("p", {}, element("span", { class: "speaker" }, q.speaker?.name ?? "nobody named"), `: ${q.text}`));
  const names = article.entities.map((e) => chip(`${e.name} · ${e.type}`, `#/?entity=${e.id}`));
  return element("div", { class: "article" },
    element("article", { lang: article.language },
      element("div", { class: "meta" }, meta.filter(Boolean).join(" · ")),
      element("h1", {}, ...marked(article.headline, spansOf(article, "headline"))),
      article.lede ? element("p", { class: "lede" }, ...marked(article.lede, spansOf(article, "lede"))) : "",
      ...article.blocks.map((block) => blockNode(block, body))),
    element("aside", {},
      element("h2", {}, `${article.quotes.length} quotes`), ...said,
      element("h2", {}, `${article.entities.length} names`), ...names,
      element("h2", {}, "Warnings"), ...(article.warnings.length ? article.warnings.map((w) => element("p", { class: "meta" }, `${w.code}: ${w.message}`)) : [element("p", { class: "meta" }, "none")])));
}

// ---------- try a page ----------

function tryView() {
  const url = element("input", { type: "url", placeholder: "https://… (address of the page, optional)", "aria-label": "Address of the page" });
  const html = element("textarea", { placeholder: "<!doctype html> … the source of a news page", "aria-label": "HTML of the page", required: "" });
  const out = element("div");
  const form = element("form", {}, url, html, element("button", {}, "Extract"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = JSON.stringify(url.value ? { html: html.value, url: url.value } : { html: html.value });
    try {
      out.replaceChildren(articleNode(await fetchJson("/v1/extract", { method: "POST", headers: { "Content-Type": "application/json" }, body })));
    } catch (error) {
      out.replaceChildren(element("div", { class: "problem", role: "alert" }, `${error.message}: ${error.problem?.detail ?? ""}`));
    }
  });
  call.textContent = call.href = "/v1/extract";
  show(element("h1", {}, "Try a page"), element("p", {}, "Nothing is stored."), form, out);
}

// ---------- routes ----------

async function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const parameters = new URLSearchParams(query);
  const [view, id] = path.split("/");
  if (view === "articles" && id) show(articleNode(await fetchJson(`/v1/articles/${encodeURIComponent(id)}`)));
  else if (view === "quotes") await listView("/v1/quotes", parameters, quoteCard, searchForm("quotes", parameters, "Words somebody said"), "No quotes.");
  else if (view === "entities") await listView("/v1/entities", parameters, entityCard, "", "No names.");
  else if (view === "try") tryView();
  else await listView("/v1/articles", parameters, articleCard, searchForm("", parameters, "Words of an article"), "No articles yet. “Try a page” shows what comes out of one.");
}

function go() {
  waiting.abort();
  waiting = new AbortController();
  route().catch(showProblem);
}

addEventListener("hashchange", go);
go();
