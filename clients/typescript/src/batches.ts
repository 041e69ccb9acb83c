/** Batches below the limits of the service. */
import type { components } from "./api.js";
import type { Problem } from "./retries.js";

const MOST_PAGES = 200;
const MOST_CHARACTERS = 8 * 2 ** 20;

/** A page to post. */
export type Page = components["schemas"]["IngestRequest"];

/** What became of a page: its result, or the problem that it has. */
export interface Sent {
  page: Page;
  status: number;
  result?: components["schemas"]["IngestResult"];
  problem?: Problem;
}

/** Splits pages into batches, as they come. */
export async function* parts(pages: Iterable<Page> | AsyncIterable<Page>): AsyncGenerator<Page[]> {
  let part: Page[] = [];
  let size = 0;
  for await (const page of pages) {
    if (part.length === MOST_PAGES || (part.length && size + page.html.length > MOST_CHARACTERS)) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(page);
    size += page.html.length;
  }
  if (part.length) yield part;
}
