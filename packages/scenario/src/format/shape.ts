// What the format looks like, as data: from one table come the formatter's order of fields and the JSON Schema for editors.

/** JSON as it may be written for "nothing here". */
export type Nothing = '""' | "[]" | "{}" | "false" | "true" | '"0"' | '"default"';

export interface Field {
  readonly shape: Shape;
  /** What editors show. */
  readonly about: string;
  /** Older names, which the formatter replaces. */
  readonly aliases?: readonly string[];
  /** Written so, the field means what its absence means: the formatter leaves it out. */
  readonly nothing?: readonly Nothing[];
  readonly required?: true;
}

/** By name, in the order in which the formatter writes them. */
export type ShapeFields = Readonly<Record<string, Field>>;

export type Shape =
  /** A value expression; where `tree`, also a list or an object of them; where `any`, also `"*"`. */
  | { readonly kind: "value"; readonly tree?: true; readonly any?: true; readonly examples?: readonly string[] }
  /** Text that is no expression; one of `names` where there are any. */
  | { readonly kind: "text"; readonly names?: readonly string[] }
  | { readonly kind: "flag" }
  /** Where `any`, also `"*"`; where `single`, also one item in place of a list, and `""` in place of an empty one; where `more`, `"+"` at its end. */
  | { readonly kind: "list"; readonly item: Shape; readonly any?: true; readonly single?: true; readonly more?: true }
  /** An object with known fields; where `balance`, also a value in its place. */
  | { readonly kind: "object"; readonly fields: ShapeFields; readonly balance?: true }
  /** An object whose keys are values; where `any`, also `"*"`; where `more`, with `"+"` for others. */
  | { readonly kind: "entries"; readonly item: Shape; readonly any?: true; readonly more?: true; readonly keys: string }
  /** A step: an object whose fields depend on its `step`. */
  | { readonly kind: "step"; readonly steps: Readonly<Record<string, ShapeFields>> };
