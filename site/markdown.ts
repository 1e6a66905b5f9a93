// Links of the repository's Markdown: those to files without a page lead to the pages of sources.
import { posix } from "node:path";

/** The scheme of links to sources, until a page's address is known. */
export const sourceScheme = "source:";

/** The scheme of links to addresses from the site's root. */
export const siteScheme = "site:";

const link = /(\]\()([^)\s]+)(\))/g;
const fence = /^(```|~~~)/;

/** The text with its relative links to files and folders that have no page as links to sources. Code and pictures stay as they are. */
export function withSourceLinks(text: string, path: string, hasPage: (path: string) => boolean): string {
  let inFence = false;
  return text
    .split(/\r?\n/)
    .map((line) => {
      if (fence.test(line.trimStart())) inFence = !inFence;
      return inFence ? line : line.replace(link, (whole, open: string, target: string, close: string) => open + sourceLink(target, path, hasPage) + close);
    })
    .join("\n");
}

function sourceLink(target: string, path: string, hasPage: (path: string) => boolean): string {
  const [file = "", anchor] = target.split("#");
  if (file === "" || /^[a-z]+:|\.svg$/.test(file)) return target;
  const resolved = posix.join(posix.dirname(path), file).replace(/\/$/, "");
  return hasPage(resolved) ? target : sourceScheme + resolved + (anchor === undefined ? "" : `#${anchor}`);
}
