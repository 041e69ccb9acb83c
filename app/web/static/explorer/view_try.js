// Try a page: give its HTML, see what comes out, store it if wanted.

import { isExpected } from "./api.js";
import { announce, button, el, icon } from "./dom.js";
import { toast } from "./frame.js";
import { bytes, t } from "./i18n.js";
import { articleAt } from "./route.js";
import { MOST_BYTES, SAMPLES, fromFile, fromSample, fromText, isAddress } from "./source.js";
import { bones, problemState } from "./states.js";
import { resultTabs, summary } from "./try_result.js";

const OPTIONS = [["language", "f_language", "tr"], ["timezone", "time_zone", "Europe/Istanbul"], ["fetched_at", "fetched_at", "2026-11-26T10:20:00+03:00"]];

let given = fromText(""); // stays while other views are looked at

function field(name, label, placeholder, type = "text") {
  return el("div", {}, el("label", { class: "label", for: `try-${name}` }, ...[label].flat()), el("input", { class: "field mono", id: `try-${name}`, name, type, placeholder, autocomplete: "off", spellcheck: "false" }));
}

function form() {
  const chips = SAMPLES.map(({ key }) => el("button", { type: "button", class: "chip", "aria-pressed": false, "data-sample": key }, t(key)));
  const file = el("input", { type: "file", hidden: true, accept: ".html,.htm,.txt,text/html" });
  const top = el("div", { class: "top" }, icon("file"), el("b", { id: "try-name" }), el("span", { id: "try-size" }), button(t("choose_file"), () => file.click(), { class: "btn ghost" }), file);
  const box = el("textarea", { id: "try-html", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": "try-hint" });
  const options = el("details", {}, el("summary", { class: "hint" }, t("more_options")), ...OPTIONS.map(([name, key, example]) => field(name, t(key), example)));
  return el("form", { class: "left", novalidate: true },
    el("div", { class: "chips", role: "group", "aria-label": t("samples") }, ...chips),
    field("url", [t("page_url"), " ", el("span", { class: "hint" }, `(${t("optional")})`)], "https://…", "url"),
    el("div", {}, el("label", { class: "label", for: "try-html" }, t("html_label")), el("div", { class: "drop" }, top, box), el("p", { class: "hint", id: "try-hint" }, t("drop_hint"))),
    options,
    el("div", { class: "go" }, el("button", { class: "btn primary", id: "extract" }, t("extract"), " ", el("kbd", {}, "Ctrl ↵")), button(t("store"), () => {}, { id: "store" })));
}

class Trial {
  constructor(calls) {
    this.calls = calls;
    this.form = form();
    this.result = el("section", { "aria-label": t("tab_result") });
    this.box = this.form.querySelector("textarea");
    this.listen();
    this.showGiven();
    if (!given.size) this.result.append(this.invitation());
  }

  /** What stands where the result will be: the first sample, one click away. */
  invitation() {
    return el("div", { class: "state" }, el("p", {}, t("e_no_articles_2")), el("div", { class: "acts" }, button(t("go_try"), () => this.sample(SAMPLES[0].key), { class: "btn primary" })));
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.extract();
    });
    this.form.querySelector("#store").addEventListener("click", () => this.store());
    this.form.querySelector(".chips").addEventListener("click", (event) => event.target.dataset.sample && this.sample(event.target.dataset.sample));
    this.form.querySelector("[type=file]").addEventListener("change", (event) => this.file(event.target.files[0]));
    this.box.addEventListener("input", () => this.typed());
    this.form.elements.url.addEventListener("input", (event) => { given.url = event.target.value; });
  }

  showGiven() {
    this.box.value = given.text;
    this.box.readOnly = !given.isWhole;
    this.form.elements.url.value = given.url;
    this.showName();
  }

  showName() {
    this.form.querySelector("#try-name").textContent = given.size ? given.name : "";
    this.form.querySelector("#try-size").textContent = given.size ? bytes(given.size) : "";
    for (const chip of this.form.querySelectorAll("[data-sample]")) chip.setAttribute("aria-pressed", chip.dataset.sample === given.sample);
    const hint = this.form.querySelector("#try-hint");
    const isBare = isAddress(given.text);
    hint.textContent = t(isBare ? "no_fetching" : "drop_hint");
    hint.className = isBare ? "err" : "hint";
  }

  typed() {
    given = fromText(this.box.value, { url: this.form.elements.url.value });
    this.showName();
  }

  async take(promise) {
    try {
      given = await promise;
    } catch (error) {
      if (!isExpected(error) && error.name !== "TypeError") throw error;
      return;
    }
    this.showGiven();
    await this.extract();
  }

  sample(key) {
    return this.take(fromSample(SAMPLES.find((one) => one.key === key)));
  }

  file(file) {
    return file && this.take(fromFile(file, this.form.elements.url.value));
  }

  /** Parameters of a call: those of the form that are filled in. */
  parameters(more = {}) {
    const names = ["url", ...OPTIONS.map(([name]) => name)];
    return { ...Object.fromEntries(names.map((name) => [name, this.form.elements[name].value.trim()])), ...more };
  }

  /** Run an action of a button; it keeps its label, and a second click waits for nothing. */
  async run(id, act) {
    const pressed = this.form.querySelector(`#${id}`);
    if (pressed.getAttribute("aria-busy") === "true") return;
    for (const [name, value] of [["aria-busy", "true"], ["aria-disabled", "true"]]) pressed.setAttribute(name, value);
    try {
      if (given.size > MOST_BYTES) throw tooLarge(given.size);
      await act();
    } catch (error) {
      if (error.name !== "AbortError") this.fail(error, () => this.run(id, act));
    } finally {
      for (const name of ["aria-busy", "aria-disabled"]) pressed.removeAttribute(name);
    }
  }

  fail(error, retry) {
    const force = () => this.extract({ force: "true" });
    this.result.replaceChildren(problemState(error, { retry, force }));
  }

  extract(more = {}) {
    return this.run("extract", async () => {
      this.calls.reset();
      const timer = setTimeout(() => this.result.replaceChildren(bones(3)), 150);
      try {
        const parameters = this.parameters(more);
        const article = await this.calls.post("/v1/extract", { ...parameters, offsets: "utf16", include: "dropped" }, given.body);
        const { milliseconds } = this.calls.list[0];
        this.result.replaceChildren(...resultTabs(article, { milliseconds, parameters, file: given.name }));
        announce(`${t("tab_result")}: ${summary(article)}`);
      } finally {
        clearTimeout(timer);
      }
    });
  }

  store() {
    return this.run("store", async () => {
      const { outcome, article } = await this.calls.post("/v1/articles", this.parameters(), given.body);
      toast(t(`o_${outcome}`), " ", el("a", { href: articleAt(article.id), class: "linkish" }, article.headline || t("in_article")));
    });
  }
}

/** The problem that the server would answer with, without sending it 10 MiB. */
function tooLarge(size) {
  return Object.assign(new Error(), { status: 413, slug: "payload-too-large", body: { limit_bytes: MOST_BYTES }, size });
}

/** A file may be dropped anywhere on the page. */
function acceptDrops(trial, page) {
  const over = (isOver) => trial.form.querySelector(".drop").classList.toggle("over", isOver);
  page.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  page.addEventListener("dragleave", () => over(false));
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    trial.file(event.dataTransfer.files[0]);
  });
}

export const tryView = {
  place: "try",
  async draw({ calls }) {
    calls.plan("POST", "/v1/extract");
    const trial = new Trial(calls);
    const head = el("div", { class: "head" }, el("h1", { class: "title" }, t("try_title")), el("p", {}, t("try_sub")));
    const page = el("div", {}, head, el("div", { class: "try" }, trial.form, trial.result));
    acceptDrops(trial, page);
    return { title: t("try_title"), nodes: [page] };
  },
};
