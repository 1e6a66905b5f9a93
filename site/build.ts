// Builds the site: TypeDoc over the sources and the repository's Markdown, then the pages of sources, then a check of every link.
import { join } from "node:path";
import { Application, type ProjectReflection, TSConfigReader, type TypeDocOptions } from "typedoc";
import { entryPoints, root } from "./contents.js";
import { deadLinks } from "./links.js";
import { siteScheme, sourceScheme } from "./markdown.js";
import { linkNames } from "./names.js";
import { placePages } from "./pages.js";
import { SiteRouter } from "./router.js";
import { placeSources } from "./sources.js";
import { type MarkdownParser, nameFiles, readCodeInHeadings, SiteTheme } from "./theme.js";

export const output: string = join(import.meta.dirname, "dist");

const options: TypeDocOptions = {
  name: "mxvm",
  tsconfig: join(import.meta.dirname, "tsconfig.json"),
  basePath: root,
  // `npm run typecheck` does that.
  skipErrorChecking: true,
  readme: "none",
  headings: { readme: false, document: false },
  favicon: join(import.meta.dirname, "favicon.svg"),
  theme: "site",
  navigationLinks: {
    Contracts: `${siteScheme}docs/write-a-contract.html`,
    Executors: `${siteScheme}docs/write-an-executor.html`,
    Code: `${siteScheme}docs/read-the-code.html`,
    Packages: `${siteScheme}modules.html#packages`,
  },
  sort: ["kind", "alphabetical"],
  sortEntryPoints: false,
  router: "site",
  disableGit: true,
  gitRevision: "main",
  sourceLinkTemplate: `${sourceScheme}{path}#L{line}`,
  excludePrivate: true,
  excludeExternals: true,
  customCss: join(import.meta.dirname, "style.css"),
  lightHighlightTheme: "github-light-default",
  darkHighlightTheme: "github-dark-default",
  highlightLanguages: ["ts", "js", "json", "sh", "wasm", "rust", "yaml", "xml", "markdown"],
  includeHierarchySummary: false,
  navigation: { includeGroups: false, includeFolders: false },
  searchInComments: true,
  searchInDocuments: true,
  useFirstParagraphOfCommentAsSummary: true,
  hideGenerator: true,
  visibilityFilters: {},
  githubPages: true,
};

/** Writes the site into the folder. Answers what is wrong with it: nothing, if it is as it should be. */
export async function buildSite(folder: string = output): Promise<string[]> {
  const app = await Application.bootstrap({ ...options, entryPoints: entryPoints().map(({ source }) => join(root, source)) }, [new TSConfigReader()]);
  const linkNamesOf = linkNames(app);
  app.options.setValue("markdownItLoader", (parser: MarkdownParser) => {
    nameFiles(parser);
    readCodeInHeadings(parser);
    linkNamesOf(parser);
  });
  app.renderer.defineRouter("site", SiteRouter);
  app.renderer.defineTheme("site", SiteTheme);
  placePages(app);
  placeSources(app);
  const project = await app.convert();
  if (project === undefined) return ["the sources cannot be read"];
  app.validate(project);
  await app.generateDocs(project, folder);
  return [...undocumented(project), ...(app.logger.hasErrors() || app.logger.hasWarnings() ? ["TypeDoc has warnings, see above"] : []), ...deadLinks(folder)];
}

/** What packages export without saying what it is. */
function undocumented({ children = [] }: ProjectReflection): string[] {
  const exported = children.flatMap((module) => module.children ?? []).filter((child) => !child.isReference());
  const silent = exported.filter((child) => !child.hasComment() && !child.getAllSignatures().some((signature) => signature.hasComment()));
  return silent.map((child) => `${child.sources?.[0]?.fileName ?? ""}: ${child.name} is exported and does not say what it is`);
}
