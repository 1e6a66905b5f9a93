// How the site looks where TypeDoc's own theme would differ: sections in the sidebar, names of files above their code.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DefaultTheme, type NavigationElement, type ProjectReflection } from "typedoc";
import { root } from "./contents.js";
import { sourceScheme } from "./markdown.js";

/** Sections by readers are headings of one list, so that every page is in sight. */
export class SiteTheme extends DefaultTheme {
  override buildNavigation(project: ProjectReflection): NavigationElement[] {
    const elements = super.buildNavigation(project);
    const sections = (project.groups ?? []).map(({ title, children }) => {
      const paths = children.map((child) => this.router.getFullUrl(child));
      return [{ text: title }, ...paths.flatMap((path) => elements.find((element) => element.path === path) ?? [])];
    });
    return sections.flat().map((element) => ({ ...element, text: element.text.replace(/^@mxvm\//, "") }));
  }
}

interface Token {
  readonly type: string;
  content: string;
  info: string;
  children: readonly Token[] | null;
}

type Rule = (tokens: readonly Token[], index: number, ...rest: readonly unknown[]) => string;

interface State {
  readonly tokens: readonly Token[];
  readonly Token: new (type: string, tag: string, nesting: number) => Token;
}

/** The part of markdown-it's parser that is used here; TypeDoc has no types for it. */
export interface MarkdownParser {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
  readonly renderer: { readonly rules: { fence: Rule; code_inline: Rule } };
}

/** Lets code in headings count as text of theirs: TypeDoc leaves it out of anchors and of the page's table of contents. */
export function readCodeInHeadings({ core }: MarkdownParser): void {
  core.ruler.push("code_in_headings", ({ tokens, Token }) => {
    const token = (type: string, content: string): Token => Object.assign(new Token(type, "", 0), { content });
    const asText = (code: Token): Token[] => [token("html_inline", "<code>"), token("text", code.content), token("html_inline", "</code>")];
    tokens.forEach((inline, index) => {
      if (tokens[index - 1]?.type !== "heading_open") return;
      inline.children = (inline.children ?? []).flatMap((child) => (child.type === "code_inline" ? asText(child) : [child]));
    });
  });
}

/** Shows the file that a block of code is from (` ```ts src/index.ts `), and blocks without a language as plain text. */
export function nameFiles({ renderer }: MarkdownParser): void {
  const { fence } = renderer.rules;
  renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]!;
    const [language = "", file] = token.info.trim().split(/\s+/);
    token.info = language === "" ? "text" : language;
    const code = fence(tokens, index, ...rest);
    return file === undefined ? code : `<figure class="file"><figcaption>${captionOf(file)}</figcaption>${code}</figure>`;
  };
}

/** The name of a file; of one by its path from the root, a link to its source. */
function captionOf(file: string): string {
  const path = file.replace(/^(?:\.\.\/)+/, "");
  return path !== file && existsSync(join(root, path)) ? `<a href="${sourceScheme}${path}">${path}</a>` : path;
}
