// How the site looks where TypeDoc's own theme would differ: sections in the sidebar, names of files above their code.
import { DefaultTheme, type NavigationElement, type ProjectReflection } from "typedoc";

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
  readonly content: string;
  info: string;
}

type Rule = (tokens: readonly Token[], index: number, ...rest: readonly unknown[]) => string;

/** The part of markdown-it's parser that is used here; TypeDoc has no types for it. */
export interface MarkdownParser {
  readonly renderer: { readonly rules: { fence: Rule; code_inline: Rule } };
}

/** Shows the file that a block of code is from (` ```ts src/index.ts `), and blocks without a language as plain text. */
export function nameFiles({ renderer }: MarkdownParser): void {
  const { fence } = renderer.rules;
  renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]!;
    const [language = "", file] = token.info.trim().split(/\s+/);
    token.info = language === "" ? "text" : language;
    const code = fence(tokens, index, ...rest);
    return file === undefined ? code : `<figure class="file"><figcaption>${file.replace(/^(?:\.\.\/)+/, "")}</figcaption>${code}</figure>`;
  };
}
