// Addresses of the site: pages by their titles' files, the API under its packages' names.
import { posix } from "node:path";
import { BaseRouter, type RouterTarget } from "typedoc";

export class SiteRouter extends BaseRouter {
  protected override getIdealBaseName(target: RouterTarget): string {
    if ("isDocument" in target && target.isDocument()) return baseNameOf(target.frontmatter["path"] as string);
    const { parent } = target;
    if (parent === undefined || ("isProject" in parent && parent.isProject())) return `api/${packageFolder(target.name)}/index`;
    return `${posix.dirname(this.getIdealBaseName(parent))}/${this.getUrlSafeName(target.name)}`;
  }
}

function baseNameOf(path: string): string {
  return path.replace(/\/README\.md$|\.md$/, "").toLowerCase();
}

function packageFolder(name: string): string {
  return name.replace("@mxvm/", "");
}
