// What a view shows instead of its records: loading, empty, problems, the form for a key.

import { Unreachable, hasKey, setKey } from "./api.js";
import { button, el } from "./dom.js";
import { bytes, knows, number, t } from "./i18n.js";
import { redraw, to } from "./route.js";

export function state(title, text, ...acts) {
  const body = [text].flat().filter(Boolean).map((part) => (typeof part === "string" ? el("p", {}, part) : part));
  return el("div", { class: "state" }, el("h2", {}, title), ...body, acts.length ? el("div", { class: "acts" }, ...acts) : "");
}

/** Rows that are still to come. The words are for screen readers; `slow` adds those for everybody. */
export function bones(count, slow = false) {
  const row = () => el("div", { class: "bones" }, el("div", { class: "bone h w2" }), el("div", { class: "bone w1" }), el("div", { class: "bone w3" }));
  const rows = Array.from({ length: count }, row);
  return el("div", { "aria-busy": true }, el("div", { role: "status" }, el("span", { class: "sr" }, t("loading"))), ...rows, slow ? el("p", { class: "meta" }, t("slow")) : "");
}

// ---------- key ----------

let forms = 0;

/** A form for the API key; `used` is called once a key is given. */
export function keyForm({ bad = false, used = redraw, closable = false } = {}) {
  const id = `key-${(forms += 1)}`;
  const input = el("input", { class: "field mono", id, type: "password", autocomplete: "off", spellcheck: "false", placeholder: "nk_…", "aria-describedby": bad ? `${id}-bad` : null, "aria-invalid": bad ? true : null });
  const keep = el("input", { type: "checkbox", checked: true });
  const submit = (event) => {
    if (event.submitter?.value === "cancel") return;
    setKey(input.value, keep.checked);
    used();
  };
  return el("form", { method: "dialog", submit },
    el("label", { class: "label", for: id }, t("key")), input,
    bad ? el("p", { class: "err", id: `${id}-bad` }, t("key_bad")) : "",
    el("label", { class: "check" }, keep, ` ${t("key_keep")}`),
    el("div", { class: "acts" }, el("button", { class: "btn primary" }, t("key_use")), closable ? el("button", { class: "btn", value: "cancel" }, t("close")) : ""));
}

function keyState(retry) {
  const form = keyForm({ bad: hasKey(), used: retry });
  form.addEventListener("submit", (event) => event.preventDefault());
  return state(t("e_key"), [t("e_key_2"), form]);
}

// ---------- problems ----------

/** The API's own words, which are English. */
function detail({ title, detail: text }) {
  return el("p", { lang: "en" }, [title, text].filter(Boolean).join(": "));
}

function wrong({ body }) {
  const reasons = (body.errors ?? []).map((error) => el("li", {}, el("code", {}, error.pointer ?? ""), ` ${error.message}`));
  return el("div", { class: "problem" }, el("h2", {}, t("e_wrong")), detail(body),
    reasons.length ? el("ul", { lang: "en" }, ...reasons) : "", body.instance ? el("p", { class: "meta mono" }, body.instance) : "");
}

/** Count down what the server asked to wait, then try again; nobody is told each second. */
function busy({ retryAfter, body }, retry) {
  let left = retryAfter ?? 5;
  const words = el("p", { "aria-live": "off" }, t("e_busy_2", { n: left }));
  const timer = setInterval(() => {
    left -= 1;
    words.textContent = t("e_busy_2", { n: Math.max(left, 0) });
    if (left > 0 && words.isConnected) return;
    clearInterval(timer);
    if (words.isConnected) retry();
  }, 1000);
  const now = () => {
    clearInterval(timer);
    retry();
  };
  return state(t("e_busy"), [words, detail(body)], button(t("retry"), now));
}

function tooLarge({ body, size }) {
  const limit = body.limit_bytes ? t("e_large_2", { a: bytes(size ?? 0), b: bytes(body.limit_bytes) }) : "";
  return state(t("e_large"), size ? limit : detail(body));
}

function notAnArticle({ body }, { force }) {
  const { value = "other", confidence = 0 } = body.page_type ?? {};
  const kind = knows(`pt_${value}`) ? t(`pt_${value}`) : value;
  return state(t("e_not_article"), t("e_not_article_2", { t: kind, c: number(confidence) }), force ? button(t("force"), force) : "");
}

function openKeyDialog() {
  document.getElementById("d-key").showModal();
}

const BACK = () => el("a", { class: "btn", href: to("") }, t("back"));
const BY_STATUS = {
  401: (_, { retry }) => keyState(retry),
  403: ({ body }) => state(t("e_scope"), [t("e_scope_2"), detail(body)], button(t("key_button"), openKeyDialog, { "aria-haspopup": "dialog" })),
  404: () => state(t("e_404"), t("e_404_2"), BACK()),
  410: () => state(t("e_410"), t("e_410_2"), BACK()),
  413: tooLarge,
  429: (error, { retry }) => busy(error, retry),
  503: (error, { retry }) => busy(error, retry),
  500: ({ body }, { retry }) => state(t("e_500"), [t("e_500_2"), el("p", { class: "id" }, body.instance ?? "")], button(t("retry"), retry)),
};

export function unreachable(retry) {
  return el("div", { role: "alert" }, state(t("e_offline"), t("e_offline_2"), button(t("retry"), retry, { class: "btn primary" })));
}

/** What a failed call shows: by its status, else the problem with its title, detail and errors. */
export function problemState(error, actions) {
  if (error instanceof Unreachable) return unreachable(actions.retry);
  if (error.status === undefined) throw error;
  if (error.slug === "not-an-article") return el("div", { role: "alert" }, notAnArticle(error, actions));
  const draw = BY_STATUS[error.status] ?? wrong;
  return el("div", { role: "alert" }, draw(error, actions));
}
