// Pages of the sources that the site links to, so that "defined in" and links to files lead somewhere wherever the site is served.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, posix } from "node:path";
import { type Application, DefaultTheme, PageEvent, RendererEvent } from "typedoc";
import { root } from "./contents.js";

const BEFORE_STYLES = 100;

/** The highlighter's names for what files are. Others are shown as plain text. */
const languages: Readonly<Record<string, string>> = { ".ts": "ts", ".js": "js", ".mjs": "js", ".json": "json", ".wat": "wasm", ".yml": "yaml", ".md": "markdown" };

const ignored = new Set(["node_modules", "dist", "output", "coverage", ".turbo"]);

export function placeSources(app: Application): void {
  const linked = new Set<string>();
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    page.contents = (page.contents ?? "").replace(/href="(source|site):([^"#]*)/g, (_, scheme: string, path: string) => {
      if (scheme === "site") return `href="${posix.relative(posix.dirname(page.url), path)}`;
      linked.add(path);
      return `href="${relativeAddress(page.url, path)}`;
    });
  });
  app.renderer.on(
    RendererEvent.END,
    ({ outputDirectory }: RendererEvent) => {
      const { theme } = app.renderer;
      if (!(theme instanceof DefaultTheme)) throw new TypeError("the theme cannot highlight sources");
      const highlight = (text: string, path: string): string => {
        const language = languages[extname(path)];
        return language === undefined ? escapeHtml(text) : theme.markedPlugin.getHighlighted(text, language);
      };
      writeSources(linked, outputDirectory, highlight);
    },
    BEFORE_STYLES,
  );
}

function addressOf(path: string): string {
  return `source/${path}${isFolder(path) ? "/index" : ""}.html`;
}

function relativeAddress(from: string, path: string): string {
  return posix.relative(posix.dirname(from), addressOf(path));
}

function isFolder(path: string): boolean {
  return existsSync(join(root, path)) && statSync(join(root, path)).isDirectory();
}

/** Writes the page of each path, and of all that is in folders among them. A path that is not there gets none: links to it are dead. */
function writeSources(paths: Iterable<string>, folder: string, highlight: (text: string, path: string) => string): void {
  const all = new Set(paths);
  for (const path of all) {
    if (!existsSync(join(root, path))) continue;
    const address = addressOf(path);
    const contents = isFolder(path) ? listing(path, all) : lines(highlight(readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n"), path));
    mkdirSync(join(folder, dirname(address)), { recursive: true });
    writeFileSync(join(folder, address), pageOf(path, contents, posix.relative(posix.dirname(address), "") || "."));
  }
}

function listing(path: string, all: Set<string>): string {
  const items = readdirSync(join(root, path))
    .filter((name) => !ignored.has(name))
    .sort()
    .map((name) => posix.join(path, name));
  for (const item of items) all.add(item);
  return `<ul>${items.map((item) => `<li><a href="${relativeAddress(addressOf(path), item)}">${escapeHtml(posix.basename(item))}${isFolder(item) ? "/" : ""}</a></li>`).join("")}</ul>`;
}

/** Each line with an anchor: `#L12`. */
function lines(html: string): string {
  const rows = html.replace(/(?:<br\/?>|\n)$/, "").split(/<br\/?>|\n/);
  return `<pre class="source"><code>${rows.map((row, index) => `<span class="line" id="L${index + 1}">${row}</span>`).join("\n")}</code></pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function pageOf(path: string, contents: string, base: string): string {
  const styles = ["style", "highlight", "custom"].map((name) => `<link rel="stylesheet" href="${base}/assets/${name}.css">`).join("");
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${path} | mxvm</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="${base}/assets/favicon.svg">${styles}</head><body>
<script>document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") || "os";</script>
<header class="tsd-page-toolbar"><div class="tsd-toolbar-contents container"><a href="${base}/index.html" class="title">mxvm</a></div></header>
<main class="container source-page"><h1>${path}</h1>${contents}</main></body></html>
`;
}
