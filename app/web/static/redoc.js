"use strict";

/** A colour of the style sheet, as Redoc's theme takes it. */
function colour(name) {
  const probe = document.createElement("i");
  probe.className = `probe-${name}`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function theme() {
  const [paper, panel, rule, ink, soft, dim, red, link, get, post] = ["paper", "panel", "rule", "ink", "soft", "dim", "red", "link", "get", "post"].map(colour);
  const sans = getComputedStyle(document.body).fontFamily;
  const serif = getComputedStyle(document.querySelector(".brand")).fontFamily;
  return {
    colors: {
      primary: { main: link },
      text: { primary: ink, secondary: soft },
      border: { dark: rule, light: rule },
      http: { get, post, delete: red },
      success: { main: get },
      error: { main: red },
    },
    schema: { linesColor: rule, typeNameColor: dim, typeTitleColor: dim, requireLabelColor: red, nestedBackground: panel },
    sidebar: { backgroundColor: paper, textColor: ink, activeTextColor: red },
    rightPanel: { backgroundColor: "#1c1e21", textColor: "#ecebe6" },
    codeBlock: { backgroundColor: "#141517" },
    typography: {
      fontFamily: sans,
      headings: { fontFamily: serif, fontWeight: "700" },
      links: { color: link, visited: link, hover: link },
      code: { color: ink, backgroundColor: panel },
    },
  };
}

const dark = matchMedia("(prefers-color-scheme: dark)");

description().then((spec) => {
  const draw = () => Redoc.init(spec, { theme: theme(), hideLogo: false }, document.querySelector("#redoc"));
  dark.addEventListener("change", draw);
  draw();
});
