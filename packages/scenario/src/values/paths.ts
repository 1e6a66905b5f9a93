// Paths with `/`, as scenario files write them. Mirrors Go's filepath.Dir and filepath.Join on Unix.

/** The directory of a file; `.` for a bare name. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : slash === 0 ? "/" : cleanPath(path.slice(0, slash));
}

/** Two paths one after the other, with `.` and `..` resolved. The second is relative even if it starts with `/`. */
export function joinPaths(directory: string, path: string): string {
  return cleanPath(`${directory}/${path}`);
}

/** Whether a file is in a directory, or below it. */
export function isInside(path: string, directory: string): boolean {
  const root = cleanPath(directory);
  const cleaned = cleanPath(path);
  if (root === ".") return !cleaned.startsWith("/") && cleaned !== ".." && !cleaned.startsWith("../");
  return cleaned.startsWith(root === "/" ? root : `${root}/`);
}

/** The path of a file from a directory, as modules are named: it starts with `./` or `../`. */
export function relativePath(directory: string, path: string): string {
  const from = cleanPath(directory).split("/").filter((segment) => segment !== "" && segment !== ".");
  const to = cleanPath(path).split("/").filter((segment) => segment !== "" && segment !== ".");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...to.slice(shared)].join("/");
}

function cleanPath(path: string): string {
  const isAbsolute = path.startsWith("/");
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (!isAbsolute) segments.push("..");
  }
  return (isAbsolute ? "/" : "") + segments.join("/") || ".";
}
