// Where an engine of JavaScript ends before production does: one function's size, and the labels of one br_table.
import { Shape, prefixedShapes, shapes } from "../opcodes/opcodes.js";
import { ByteReader } from "./byte-reader.js";
import { skipImmediates, skipPrefixedImmediates } from "./immediates.js";
import { Section } from "./module-info.js";
import { ModuleRejection } from "./rejection.js";

/** Bytes of a function body, in the JavaScript interface of WebAssembly. */
const MAX_BODY_BYTES = 7_654_321;
/** Labels in V8, besides the default one. */
const MAX_LABELS = 65_520;
/** Production's own limit. */
const MAX_PRODUCTION_LABELS = 131_072;

/** What of rejected code the engine may have rejected for its own limits only; `undefined` if there is nothing of that kind. */
export function engineLimitOf(code: Uint8Array): string | undefined {
  try {
    const reader = new ByteReader(code, 8, code.length);
    while (!reader.done) {
      const id = reader.byte();
      const contents = reader.slice(reader.u32());
      if (id === Section.code) return limitInCode(contents);
    }
  } catch (error) {
    // It is not even readable.
    if (!(error instanceof ModuleRejection)) throw error;
  }
  return undefined;
}

function limitInCode(contents: ByteReader): string | undefined {
  for (let bodies = contents.u32(); bodies > 0; bodies--) {
    const body = contents.slice(contents.u32());
    const size = body.end - body.position;
    if (size > MAX_BODY_BYTES) return `a function of ${String(size)} bytes`;
    const labels = mostLabels(body);
    if (labels > MAX_LABELS && labels <= MAX_PRODUCTION_LABELS) return `a br_table of ${String(labels)} labels`;
  }
  return undefined;
}

function mostLabels(body: ByteReader): number {
  for (let groups = body.u32(); groups > 0; groups--) {
    body.skipLeb();
    body.skip(1);
  }
  let most = 0;
  while (!body.done) {
    const shape = shapes[body.byte()]!;
    if (shape === Shape.brTable) {
      const labels = body.u32();
      most = Math.max(most, labels);
      for (let label = 0; label <= labels; label++) body.skipLeb();
    } else if (shape === Shape.prefix) {
      const code = body.u32();
      if (prefixedShapes[code] !== Shape.forbidden) skipPrefixedImmediates(body, code);
    } else skipImmediates(body, shape);
  }
  return most;
}
