// The page to try: bytes of a file or sample as they are, or text that was pasted or edited.

export const MOST_BYTES = 10 * 1024 * 1024; // what the server takes
const SHOWN = 500_000; // letters of a file in the text box; a longer one is not for editing

const SAMPLES_AT = "/static/samples";
export const SAMPLES = [
  { key: "sample_1", file: "agency.txt", url: "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html" },
  { key: "sample_2", file: "blog.txt", url: "https://www.ovahaber.example/zeytinlik-yangini/" },
  { key: "sample_3", file: "german.txt", url: "https://www.elbtaler-bote.example/lokales/stadtrat-beschliesst-kostenlose-busse-4711.html" },
];

/** Bytes as text to look at; the server detects the charset by itself, from the bytes. */
function decode(bytes) {
  const declared = new TextDecoder("latin1").decode(bytes.subarray(0, 2048)).match(/charset\s*=\s*["']?\s*([\w-]+)/i)?.[1] ?? "utf-8";
  for (const [charset, fatal] of [["utf-8", true], [declared, true], ["windows-1254", false]]) {
    try {
      return new TextDecoder(charset, { fatal }).decode(bytes);
    } catch {
      // not this one
    }
  }
  return "";
}

/** What was given: `body` is what is posted, `text` what the box shows; `isWhole` says whether it shows all. */
export function fromBytes(name, bytes, url = "") {
  const text = decode(bytes);
  return { name, url, body: bytes, size: bytes.length, text: text.slice(0, SHOWN), isWhole: text.length <= SHOWN, isBytes: true };
}

export function fromText(text, { name = "page.html", url = "" } = {}) {
  return { name, url, body: text, size: new Blob([text]).size, text, isWhole: true, isBytes: false };
}

export async function fromFile(file, url) {
  if (file.size > MOST_BYTES) return { ...fromText(""), name: file.name, url, size: file.size };
  return fromBytes(file.name, new Uint8Array(await file.arrayBuffer()), url);
}

export async function fromSample({ key, file, url }, signal) {
  const answer = await fetch(`${SAMPLES_AT}/${file}`, { signal });
  return { ...fromBytes("page.html", new Uint8Array(await answer.arrayBuffer()), url), sample: key };
}

/** Whether somebody gave the address of a page for its HTML. */
export function isAddress(text) {
  return /^https?:\/\/\S+$/.test(text.trim());
}
