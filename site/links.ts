// Finds links of built pages that lead nowhere: to a file that is not there, or to an anchor that its page does not have.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";

const isExternal = (url: string): boolean => /^(?:[a-z]+:|\/\/)/i.test(url);

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) => value!.replaceAll("&amp;", "&"));
}

/** One line for each dead link in the HTML files of the folder: page and link. */
export function deadLinks(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:html|svg)$/.test(path))
    .sort();
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  const anchors = new Map(files.map((file) => [file, new Set(attributes(texts.get(file)!, "id"))]));

  const isDead = (page: string, link: string): boolean => {
    const [path = "", anchor = ""] = link.split("#");
    const file = path === "" ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
    const target = file.endsWith("/") ? `${file}index.html` : file;
    if (!existsSync(join(folder, target)) || statSync(join(folder, target)).isDirectory()) return true;
    return anchor !== "" && anchors.get(target)?.has(decodeURIComponent(anchor)) !== true;
  };

  return files.flatMap((page) => {
    const links = new Set([...attributes(texts.get(page)!, "href"), ...attributes(texts.get(page)!, "src")]);
    return [...links].filter((link) => !isExternal(link) && isDead(page, link)).map((link) => `${page}: dead link ${link}`);
  });
}
