// The repository's Markdown as its tests see it: pages, their blocks of code, their links and anchors.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";

export const root: string = join(import.meta.dirname, "../..");

export interface Block {
  /** `file:line`, to be found. */
  readonly place: string;
  /** What follows the fence; empty for figures and what programs print. */
  readonly language: string;
  /** The file that the block names. */
  readonly file: string | undefined;
  readonly code: string;
  /** Why it is from no file: `<!-- no source: reason -->` before the block. */
  readonly reason: string | undefined;
}

export interface Page {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

const ignore = ["**/node_modules/**", "**/dist/**", ".changeset/**", "**/test/**", "apps/cli/templates/**"];

/** Every page that people read; from the root, with `/`. */
export function markdownPages(): Page[] {
  return globSync("**/*.md", { cwd: root, ignore }).sort().map(pageOf);
}

function pageOf(path: string): Page {
  const text = readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
  const blocks = [...text.matchAll(/^(?:<!-- no source: (.+) -->\n\n?)?```([^\n]*)\n(.*?)\n?^```$/gms)].map(({ 1: reason, 2: info = "", 3: code = "", index }) => {
    const [language = "", file] = info.split(" ");
    return { place: `${path}:${text.slice(0, index).split("\n").length}`, language, file, code, reason };
  });
  return { path, text, blocks };
}

/** The text without its blocks of code. */
export function prose({ text }: Page): string {
  return text.replace(/^ *```.*?^ *```$/gms, "");
}

/** Targets of links, without those to other hosts. */
export function localLinks(page: Page): string[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors of headings, as code hosts make them. */
export function anchors(page: Page): Set<string> {
  const headings = [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-")));
}
