// Lines of source and places in what runs, by the source map that a script carries.
import { SourceMap, type SourceMapPayload } from "node:module";
import type { Location } from "./inspector.js";

export interface SourceLines {
  /** Where a line's code begins in what runs. Lines count from 1. */
  readonly locationOf: (line: number) => Location;
  readonly lineOf: (location: Location) => number;
}

/** `code` is what runs, `sourceMapUrl` a data URL. */
export function sourceLines(scriptId: string, code: string, sourceMapUrl: string): SourceLines {
  const [, base64 = ""] = sourceMapUrl.split("base64,");
  const map = new SourceMap(JSON.parse(Buffer.from(base64, "base64").toString()) as SourceMapPayload);
  const lineAt = (lineNumber: number, columnNumber: number): number => {
    const entry = map.findEntry(lineNumber, columnNumber);
    return "originalLine" in entry ? entry.originalLine + 1 : 0;
  };
  const generated = code.split("\n");
  return {
    lineOf: ({ lineNumber, columnNumber = 0 }) => lineAt(lineNumber, columnNumber),
    locationOf: (line) => {
      for (const [lineNumber, { length }] of generated.entries()) {
        for (let columnNumber = 0; columnNumber < length; columnNumber++) {
          if (lineAt(lineNumber, columnNumber) === line) return { scriptId, lineNumber, columnNumber };
        }
      }
      throw new TypeError(`no code is made of line ${line}`);
    },
  };
}
