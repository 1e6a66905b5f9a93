// A scenario file's text, and places in it. Everything that is parsed keeps its span, so that a later failure can name its line.

/** A stretch of a file's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of a node or value alone, for what is made from it. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A place as editors count: from 1, columns in UTF-16 units. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file as it was parsed. `path` is what error messages name. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The place of an offset. Walks the text: for failures, not for every value. */
export function positionAt(source: SourceFile, offset: number): SourcePosition {
  let line = 1;
  let lineStart = 0;
  for (let lineBreak = source.text.indexOf("\n"); lineBreak !== -1 && lineBreak < offset; lineBreak = source.text.indexOf("\n", lineStart)) {
    line++;
    lineStart = lineBreak + 1;
  }
  return { file: source.path, line, column: offset - lineStart + 1 };
}

/** The text of a span, on one line however it was laid out. */
export function textOf(source: SourceFile, span: Span): string {
  return source.text.slice(span.start, span.end).replace(/\s*\n\s*/g, " ");
}
