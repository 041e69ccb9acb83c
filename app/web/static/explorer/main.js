// Draw the view of the present address, and keep what was drawn for the way back.

import { Calls, Unreachable } from "./api.js";
import { buildDialogs } from "./dialogs.js";
import { announce, el } from "./dom.js";
import { markPlace, showCalls, translateFrame, watchTheme } from "./frame.js";
import { t } from "./i18n.js";
import { joinOnHoverAndFocus, pressToggles } from "./joins.js";
import { listenToKeys } from "./keyboard.js";
import { place } from "./route.js";
import { bones, problemState, unreachable } from "./states.js";
import { articleView } from "./view_article.js";
import { browseView } from "./view_browse.js";
import { entityView } from "./view_entity.js";
import { namesView } from "./view_names.js";
import { publisherView } from "./view_publisher.js";
import { quotesView } from "./view_quotes.js";
import { statementView } from "./view_statement.js";
import { tryView } from "./view_try.js";

const VIEWS = { "": browseView, articles: articleView, people: entityView, publishers: publisherView, quotes: quotesView, statements: statementView, names: namesView, try: tryView };
const MISSING = { place: "", draw: async () => ({ title: t("e_404"), nodes: [el("h1", { class: "sr" }, "Manşet"), problemState({ status: 404 }, {})] }) };
const KEPT = 12; // drawn views that are kept for the way back

const main = document.getElementById("main");
const kept = new Map();
let entries = 0;
let current = null;

/** Number the entries of the history: one that has a number is a way back, or forth. */
function entry() {
  if (history.state?.entry === undefined) history.replaceState({ entry: (entries += 1) }, "");
  entries = Math.max(entries, history.state.entry);
  return history.state.entry;
}

function leave() {
  if (!current) return;
  current.calls.abort();
  if (!current.isDone) return;
  const { id, offsetParent } = document.activeElement;
  const top = offsetParent ? document.activeElement.getBoundingClientRect().top : 0;
  kept.set(current.entry, { ...current, nodes: [...main.childNodes], scroll: window.scrollY, focus: id, top });
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
}

function settle({ title, view, calls }) {
  document.title = `${title} – Manşet`;
  markPlace(view.place);
  showCalls(calls);
  main.removeAttribute("aria-busy");
}

let awaited = null; // the id of a control that had the focus, and is still to come

/** Put the focus on the control that had it, else on the view as a whole, until that control is there. */
function focusOn(id) {
  const node = id && document.getElementById(id);
  awaited = node ? null : id;
  (node || main).focus({ preventScroll: true });
}

function focusOnAwaited() {
  if (awaited && document.activeElement === main && document.getElementById(awaited)) focusOn(awaited);
}

function restore(old) {
  kept.delete(old.entry);
  current = old;
  main.replaceChildren(...old.nodes);
  settle(old);
  pressToggles();
  window.scrollTo(0, old.scroll);
  focusOn(old.focus);
  keepInPlace(document.getElementById(old.focus), old.top);
}

/** Scroll a control to where it was: rows above it that were never drawn here have no height of their own. */
function keepInPlace(node, top) {
  if (!node || node === main) return;
  const adjust = () => window.scrollBy(0, node.getBoundingClientRect().top - top);
  adjust();
  requestAnimationFrame(adjust);
}

/** A state that stands for a view: it has the heading that the view would have, for screen readers. */
function withHeading(node) {
  const { place: name } = current.view;
  return el("div", { class: "wrap" }, el("h1", { class: "sr" }, name ? t(`nav_${name}`) : "Manşet"), node);
}

/** Say that something loads: after 150 ms, and once more after 4 s. A view that only changes keeps its rows meanwhile. */
function wait(isSame) {
  const show = (isSlow) => {
    main.setAttribute("aria-busy", "true");
    if (!isSame) main.replaceChildren(withHeading(bones(6, isSlow)));
    else announce(t(isSlow ? "slow" : "loading"));
  };
  const timers = [setTimeout(show, 150, false), setTimeout(show, 4000, true)];
  return () => timers.forEach(clearTimeout);
}

function fail(error, before) {
  const retry = () => draw(true);
  if (error instanceof Unreachable && before.length) {
    main.replaceChildren(el("div", { class: "wrap", id: "offline" }, unreachable(retry)), ...before.filter((node) => node.id !== "offline"));
  } else {
    main.replaceChildren(withHeading(problemState(error, { retry })));
  }
}

async function draw(isSame) {
  const { name, id, query } = place();
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : MISSING;
  const calls = new Calls(() => current.calls === calls && showCalls(calls));
  const drawn = { entry: entry(), view, calls, key: `${name}/${id}`, title: "", isDone: false };
  const focused = current ? document.activeElement?.id : null;
  const before = [...main.childNodes];
  current = drawn;
  markPlace(view.place);
  const stopWaiting = wait(isSame);
  try {
    const { title, nodes } = await view.draw({ id, query, calls });
    if (current !== drawn) return;
    Object.assign(drawn, { title, isDone: true });
    main.replaceChildren(el("div", { class: "wrap" }, ...nodes));
    settle(drawn);
  } catch (error) {
    if (current !== drawn) return;
    drawn.title = t("e_wrong");
    fail(error, before);
    settle(drawn);
  } finally {
    stopWaiting();
  }
  if (focused !== null) focusOn(isSame ? focused : null);
  if (!isSame) window.scrollTo(0, 0);
}

function navigate() {
  const old = kept.get(history.state?.entry);
  const { name, id } = place();
  const isSame = current?.isDone && current.key === `${name}/${id}`;
  leave();
  if (old) restore(old);
  else draw(isSame);
}

translateFrame();
watchTheme();
buildDialogs();
joinOnHoverAndFocus();
listenToKeys();
history.scrollRestoration = "manual";
window.addEventListener("filled", focusOnAwaited);
window.addEventListener("hashchange", navigate);
window.addEventListener("redraw", () => {
  current?.calls.abort();
  draw(true);
});
draw(false);
