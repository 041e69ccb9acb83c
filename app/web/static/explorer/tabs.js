// Tabs by the pattern of the ARIA guide: arrows, Home and End move, one tab can be reached with Tab.

import { el } from "./dom.js";
import { number } from "./i18n.js";

const STEPS = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => -1 };

function tabButton({ id, label, count }) {
  return el("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `p-${id}` }, label, count === undefined ? "" : [" ", el("span", { class: "num" }, number(count))]);
}

/**
 * Tabs and their panels: `parts` are `{id, label, count?, fill(panel)}`; a panel is filled when it is first seen.
 * Returns `[list, ...panels]`; `chosen` is the id of the tab that is open, `onChoose(id)` is told of another.
 */
export function tabs(label, parts, chosen, onChoose = () => {}) {
  const buttons = parts.map(tabButton);
  const panels = parts.map(({ id }) => el("div", { role: "tabpanel", id: `p-${id}`, "aria-labelledby": `tab-${id}`, tabindex: 0 }));
  const open = (at) => {
    buttons.forEach((tab, i) => {
      tab.setAttribute("aria-selected", i === at);
      tab.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    if (!panels[at].hasChildNodes()) parts[at].fill(panels[at]);
  };
  const pick = (at) => {
    open(at);
    buttons[at].focus();
    onChoose(parts[at].id);
  };
  const keydown = (event) => {
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : null;
    const at = buttons.indexOf(event.target.closest("[role=tab]"));
    if (!step || at < 0) return;
    event.preventDefault();
    pick((step(at) + buttons.length) % buttons.length);
  };
  const click = (event) => {
    const at = buttons.indexOf(event.target.closest("[role=tab]"));
    if (at >= 0) pick(at);
  };
  open(Math.max(parts.findIndex(({ id }) => id === chosen), 0));
  return [el("div", { class: "tabs", role: "tablist", "aria-label": label, keydown, click }, ...buttons), ...panels];
}
