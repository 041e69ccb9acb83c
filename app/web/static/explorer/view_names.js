// Names: people, organizations and places as an index, searched while somebody types.

import { el } from "./dom.js";
import { facet } from "./filters.js";
import { t } from "./i18n.js";
import { entityAt, place, replace, update, withParameter } from "./route.js";
import { grow, longList, searchForm, segment } from "./rows.js";
import { state } from "./states.js";

const TYPES = [["person", "ts_person"], ["organization", "ts_organization"], ["location", "ts_location"], ["other", "ts_other"]];
const OTHER = ["event", "product", "other"];
const PAUSE = 250; // milliseconds after the last key

let typing = null;

function index(items) {
  const most = Math.max(...items.map(({ article_count: count }) => count), 1);
  return ({ id, name, aliases, article_count: count }) => {
    const also = aliases.slice(0, 3).join(", ");
    const link = facet("a", { href: entityAt(id), id: `name-${id}` }, [name, also ? el("small", {}, also) : ""], count, most);
    return el("li", {}, link);
  };
}

function searchBox(query) {
  const find = (words) => replace("names", withParameter(place().query, "name_prefix", words || null));
  const form = searchForm(t("search_names"), query.get("name_prefix") ?? "", find);
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => event.target.isConnected && find(event.target.value.trim()), PAUSE);
  });
  return form;
}

function controls(query, type) {
  const sort = query.get("sort") ?? "-article_count";
  const order = segment(t("sort_label"), [["-article_count", t("sort_count")], ["name", t("sort_name")]], sort, (value) => update("names", (present) => withParameter(present, "sort", value)));
  const kinds = segment(t("kind_of_name"), TYPES.map(([value, key]) => [value, t(key)]), type, (value) => update("names", (present) => withParameter(present, "type", value)));
  return el("div", { class: "controls" }, kinds, el("span", { class: "end-part" }, order));
}

export const namesView = {
  place: "names",
  async draw({ query, calls }) {
    const type = query.get("type") ?? "person";
    const types = type === "other" ? OTHER : [type];
    const parameters = [...types.map((one) => ["type", one]), ...[...query].filter(([name]) => name !== "type"), ["limit", 60]];
    const page = await calls.get("/v1/entities", parameters);
    const [list, add] = longList("index", index(page.items), { size: 60 });
    const end = grow(add, page, (cursor) => calls.get("/v1/entities", [...parameters, ["cursor", cursor]]));
    const found = page.items.length ? [list, end] : [el("div", { class: "under" }, state(t("e_no_names"), ""))];
    const head = el("div", { class: "head" }, el("h1", { class: "title" }, t("names")), el("p", {}, t("names_sub")));
    return { title: t("names"), nodes: [head, searchBox(query), controls(query, type), ...found] };
  },
};
