// What belongs together lights up together: a quote, its number, its note and its speaker; a name's marks and its line.

function partners(node) {
  const main = document.getElementById("main");
  const quotes = (node.dataset.q ?? "").split(" ").filter(Boolean).map((number) => `[data-q~="${number}"]`);
  const names = node.dataset.e ? [`[data-e="${node.dataset.e}"]`] : [];
  return [...quotes, ...names].flatMap((selector) => [...main.querySelectorAll(selector)]);
}

function light(event, isOn) {
  const node = event.target.closest?.("[data-q],[data-e]");
  if (node) for (const partner of partners(node)) partner.classList.toggle("on", isOn);
}

/** Go to what a link inside of the view names; the address stays that of the view. */
function follow(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || link.hash.startsWith("#/")) return;
  event.preventDefault();
  link.closest(".line")?.mark?.(); // its text may not be marked yet
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  const focusable = target.matches("main") ? target : target.querySelector("a.n") ?? target.nextElementSibling;
  focusable?.focus({ preventScroll: true });
}

export function joinOnHoverAndFocus() {
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => light(event, true));
    document.addEventListener(leave, (event) => light(event, false));
  }
  document.addEventListener("click", follow);
}

/** Show or hide quotes, names or origins; the buttons of the toolbar say which are shown. */
export function toggle(name) {
  document.body.classList.toggle(name);
  pressToggles();
}

export function isPressed(name) {
  const isSet = document.body.classList.contains(name);
  return name === "xray" ? isSet : !isSet;
}

export function pressToggles() {
  for (const button of document.querySelectorAll("[data-toggle]")) button.setAttribute("aria-pressed", isPressed(button.dataset.toggle));
}
