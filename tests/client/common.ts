// What the programs share: the page they post, and how they print what they found.
import { readFileSync } from "node:fs";

export const page = readFileSync(process.argv[3], "utf8");
export const url = process.argv[4];

export interface Found {
  preview?: string;
  outcome?: string;
  card: [string, string | null | undefined];
  words: string;
  speaker?: string;
  entities: string[];
  total?: number;
  counted: number;
  change: string;
  problem: string;
}

export function finish(found: Found): void {
  console.log(JSON.stringify(found));
}
