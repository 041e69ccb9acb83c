// Reads the three feeds of an address as a feed reader would, and prints what it read.
import { parseFeed } from "feedsmith";

const told = {};
for (const form of ["rss", "atom", "json"]) {
  const answer = await fetch(`${process.argv[2]}/v1/feeds/articles.${form}?limit=200`);
  const { format, feed } = parseFeed(await answer.text());
  const entries = feed.items ?? feed.entries;
  told[form] = { format, entries: entries.map((entry) => ({ title: entry.title.value ?? entry.title, id: entry.id ?? entry.guid.value })) };
}
console.log(JSON.stringify(told));
