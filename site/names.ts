// Names in the text lead to their pages: `createMockWorld` to the function, `@mxvm/codec` to the package.
import { type Application, type ProjectReflection, RendererEvent, type Router } from "typedoc";
import { siteScheme } from "./markdown.js";
import type { MarkdownParser } from "./theme.js";

/** Follows what is rendered; answers the plugin for the parser of Markdown. */
export function linkNames(app: Application): (parser: MarkdownParser) => void {
  let addresses: ReadonlyMap<string, string> = new Map();
  app.renderer.on(RendererEvent.BEGIN, ({ project }: RendererEvent) => {
    if (app.renderer.router !== undefined) addresses = addressesOfNames(project, app.renderer.router);
  });
  return ({ renderer: { rules } }) => {
    const { code_inline: inlineCode } = rules;
    rules.code_inline = (tokens, index, ...rest) => {
      const code = inlineCode(tokens, index, ...rest);
      const [, name = ""] = /^(@?[\w/-]+)(?:\(.*\))?$/.exec(tokens[index]!.content) ?? [];
      const address = addresses.get(name);
      return address === undefined || isInLink(tokens, index) ? code : `<a class="name" href="${siteScheme}${address}">${code}</a>`;
    };
  };
}

function isInLink(tokens: readonly { readonly type: string }[], index: number): boolean {
  const before = tokens.slice(0, index).map(({ type }) => type);
  return before.lastIndexOf("link_open") > before.lastIndexOf("link_close");
}

/** Packages, and what exactly one of them exports. Names without a capital are words as well, and lead nowhere. */
function addressesOfNames({ children = [] }: ProjectReflection, router: Router): Map<string, string> {
  const exported = children.flatMap((module) => module.children ?? []).filter((child) => !child.isReference() && /.[A-Z]|^[A-Z]../.test(child.name));
  const addresses = new Map<string, string>();
  const twice = new Set<string>();
  for (const target of [...children, ...exported]) {
    if (addresses.has(target.name)) twice.add(target.name);
    addresses.set(target.name, router.getFullUrl(target));
  }
  for (const name of twice) addresses.delete(name);
  // `vm-core` is a package; `codec` may be anything.
  for (const module of children) if (module.name.includes("-")) addresses.set(module.name.replace("@mxvm/", ""), router.getFullUrl(module));
  return addresses;
}
