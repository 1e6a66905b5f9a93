// Shows what differs between two observations, a line each.

/** The lines of a failed comparison that differ; the whole error where it is another. */
export function difference(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { expected, actual } = error as { readonly expected?: unknown; readonly actual?: unknown };
  if (expected === undefined) return error.stack ?? error.message;
  const [production, ours] = [flat(expected), flat(actual)];
  const keys = [...new Set([...production.keys(), ...ours.keys()])].filter((key) => production.get(key) !== ours.get(key));
  return keys.map((key) => `\n  ${key}: production ${production.get(key)}, ours ${ours.get(key)}`).join("");
}

/** Every value in a structure as text, by path. */
export function flat(value: unknown, path = "", into = new Map<string, string>()): Map<string, string> {
  if (typeof value === "object" && value !== null) for (const [key, each] of Object.entries(value)) flat(each, `${path}.${key}`, into);
  else into.set(path, String(value));
  return into;
}
