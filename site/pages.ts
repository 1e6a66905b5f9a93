// Puts the repository's Markdown into TypeDoc's project: pages by their readers, and READMEs on the pages of their packages.
import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import {
  type Application,
  Comment,
  type CommentDisplayPart,
  CommentTag,
  type Context,
  Converter,
  type DeclarationReflection,
  DocumentReflection,
  MinimalSourceFile,
  normalizePath,
  type ProjectReflection,
  type Reflection,
  ReflectionGroup,
} from "typedoc";
import { entryPoints, pagePaths, root, sections, startPage } from "./contents.js";
import { withSourceLinks } from "./markdown.js";

const BEFORE_LINKS = 100;
const AFTER_GROUPS = -1000;

export function placePages(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => addPages(app, project), BEFORE_LINKS);
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }: Context) => groupByReaders(project), AFTER_GROUPS);
}

function addPages(app: Application, project: ProjectReflection): void {
  const pages = new Set(pagePaths());
  const read = (path: string, owner: (content: CommentDisplayPart[], title: string) => Reflection, keepsTitle = true): void => {
    const whole = withSourceLinks(readFileSync(join(root, path), "utf8"), path, (target) => pages.has(target));
    const [heading, title = ""] = /^# (.*)\n/m.exec(whole) ?? [""];
    const text = keepsTitle ? whole : whole.replace(heading, "");
    const file = normalizePath(join(root, path));
    const { content } = app.converter.parseRawComment(new MinimalSourceFile(text, file), project.files);
    const reflection = owner(content, title);
    project.files.registerReflectionPath(file, reflection);
    if (basename(path) === "README.md") project.files.registerReflectionPath(normalizePath(dirname(join(root, path))), reflection);
  };

  read(startPage, (content) => {
    project.readme = content;
    return project;
  });
  for (const path of sections.flatMap((section) => section.pages)) {
    read(path, (content, title) => {
      const page = new DocumentReflection(title, project, content, { path });
      project.addChild(page);
      project.registerReflection(page, undefined, normalizePath(join(root, path)));
      return page;
    });
  }
  for (const { name, source, readme, description } of entryPoints()) {
    const module = moduleOf(project, source);
    module.name = name;
    if (description !== undefined) module.comment = new Comment([], [new CommentTag("@summary", [{ kind: "text", text: description }])]);
    // The page of a module has a title already.
    if (readme !== undefined) read(readme, (content) => Object.assign(module, { readme: content }), false);
  }
}

function moduleOf(project: ProjectReflection, source: string): DeclarationReflection {
  const module = project.children?.find(({ sources }) => sources?.some(({ fullFileName }) => relative(root, fullFileName).replaceAll("\\", "/") === source));
  if (module === undefined) throw new TypeError(`${source} is no module of the site`);
  return module;
}

/** The groups of the sidebar. */
function groupByReaders(project: ProjectReflection): void {
  const group = (title: string, children: ReflectionGroup["children"]): ReflectionGroup => Object.assign(new ReflectionGroup(title, project), { children });
  const { documents = [], children = [] } = project;
  project.groups = [
    ...sections.map(({ title, pages }) => group(title, documents.filter(({ frontmatter }) => pages.includes(frontmatter["path"] as string)))),
    group("Packages", children),
  ];
}
