// Words, numbers and dates in the reader's language: `?lang=`, else the last choice, else the browser's, else English.

const LANGUAGES = ["tr", "en"];

/** Read from localStorage, which may be switched off. */
export function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // the choice lasts as long as the page
  }
}

function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (LANGUAGES.includes(asked)) store("lang", asked);
  const known = [asked, stored("lang")].find((code) => LANGUAGES.includes(code));
  return known ?? (navigator.language.startsWith("tr") ? "tr" : "en");
}

export const language = chosenLanguage();
document.documentElement.lang = language;

const locale = language === "en" ? "en-GB" : language; // days before months, 24 hours, as the design has it
const strings = await (await fetch("/static/strings.json")).json();
const plurals = new Intl.PluralRules(language);
const decimals = new Intl.NumberFormat(locale);

export function number(value) {
  return decimals.format(value);
}

/** The words of a key, with `{name}` filled in; of `one|other`, the form that fits `n`. */
export function t(key, values = {}) {
  const forms = strings[key][language].split("|");
  const text = values.n !== undefined && plurals.select(Number(values.n)) === "one" ? forms[0] : forms.at(-1);
  return text.replace(/\{(\w)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name] ?? ""));
}

/** Whether there are words for a key: codes of the API may be newer than this page. */
export function knows(key) {
  return key in strings;
}

/** A number of things, as a page counted them: "10,000+ articles" where it stopped counting. */
export function countOf(key, { value, relation }) {
  const text = t(key, { n: value });
  return relation === "gte" ? text.replace(number(value), `${number(value)}+`) : text;
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** The reader's own time zone, as the API takes it. */
export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map();

function format(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key).format(date);
}

const DAY = { day: "numeric", month: "short" };
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** Day and month, and the year if it is not this one. */
export function shortDay(date, timeZone) {
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return format(date, { ...DAY, year, timeZone });
}

export function dayAndYear(date) {
  return format(date, { ...DAY, year: "numeric" });
}

export function clock(date) {
  return format(date, TIME);
}

export function month(date) {
  return format(date, { month: "long", year: "numeric" });
}

export function tickLabel(date, unit) {
  const options = { hour: TIME, day: DAY, month: { month: "short" }, year: { year: "numeric" } };
  return format(date, options[unit]);
}

/** Day and time in full; of a time that is known to the day, or to the month, no more than that. */
export function fullDate(date, precision = "minute", timeZone = undefined) {
  const day = { day: precision === "month" ? undefined : "numeric", month: "long", year: "numeric", timeZone };
  const isTimed = precision === "minute" || precision === "second";
  return isTimed ? `${format(date, day)}, ${clock(date)}` : format(date, day);
}

/** When an article was published: in the reader's zone, or the page's own day where the page gives no time. */
export function published(article) {
  if (!article.published_at) return null;
  const { precision = "minute", local } = article.published ?? {};
  if (precision === "minute" || precision === "second" || !local) return { date: new Date(article.published_at), precision: "minute" };
  return { date: new Date(`${local.slice(0, 10)}T00:00:00Z`), precision, timeZone: "UTC" };
}

const SIZES = [["GB", 2 ** 30], ["MB", 2 ** 20], ["KB", 2 ** 10]];

export function bytes(count) {
  const [unit, size] = SIZES.find(([, size]) => count >= size) ?? ["B", 1];
  return `${number(Math.round((count / size) * 10) / 10)} ${unit}`;
}
