// Numbers on the command lines of this repository's programs.

/** The value of an option that takes a whole number. Throws a `TypeError` that says so. */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${option} takes a whole number, not ${text}`);
  return value;
}
