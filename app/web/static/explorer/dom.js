// Build nodes. Strings become text nodes: no text of a page is ever parsed as markup.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  copy: [["rect", { x: 9, y: 9, width: 11, height: 11, rx: 2 }], ["path", { d: "M5 15V6a2 2 0 0 1 2-2h8" }]],
  search: [["circle", { cx: 11, cy: 11, r: 7 }], ["path", { d: "m20 20-4-4" }]],
  remove: [["path", { d: "m6 6 12 12M18 6 6 18" }]],
  filters: [["path", { d: "M4 6h16M7 12h10M10 18h4" }]],
  picture: [["rect", { x: 3, y: 5, width: 18, height: 14, rx: 2 }], ["path", { d: "m3 16 5-5 4 4 3-3 6 6" }]],
  video: [["rect", { x: 3, y: 5, width: 18, height: 14, rx: 2 }], ["path", { d: "m10 9 5 3-5 3z" }]],
  file: [["path", { d: "M14 3H6v18h12V7zM14 3v4h4" }]],
};

/** Fill a node: functions become listeners, null, undefined and false leave an attribute or child out. */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (typeof value === "boolean" && name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export function icon(name) {
  const shapes = ICONS[name].map(([shape, attributes]) => svg(shape, attributes));
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, ...shapes);
}

export function button(label, click, attributes = {}) {
  return el("button", { type: "button", class: "btn", click, ...attributes }, label);
}

/** A link to an address that a page named, if it is http(s); its text otherwise. */
export function outsideLink(address, text, attributes = {}) {
  if (!/^https?:\/\//i.test(address ?? "")) return el("span", attributes, text);
  return el("a", { ...attributes, href: address, rel: "noreferrer noopener" }, text);
}

/** The host of an address, or the address itself where it has none. */
export function hostOf(address) {
  try {
    return new URL(address).host || address;
  } catch {
    return address;
  }
}

/** Tell a screen reader, without moving the focus. */
export function announce(text) {
  document.getElementById("said").textContent = text;
}
