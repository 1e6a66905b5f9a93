// The labels of a br_table have one type in production's eyes, in dead code too, where the engine lets them differ.
import { Shape, prefixedShapes, shapes } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import { skipImmediates, skipPrefixedImmediates } from "./immediates.js";
import type { ModuleInfo } from "./module-info.js";
import { ValueType } from "./module-info.js";
import { ModuleRejection } from "./rejection.js";

/**
 * Reads the operators of a body, up to the end of the reader, for its br_tables. The types of labels are not kept while a body is
 * rewritten, since only dead code can have labels of different types: bodies with such a br_table are read again here.
 */
export function checkBranchTables(reader: ByteReader, types: ModuleInfo["types"], result: number): void {
  const labels: number[] = [result];
  while (!reader.done) {
    const shape = shapes[reader.byte()]!;
    switch (shape) {
      case Shape.block:
      case Shape.if:
        labels.push(readBlockType(reader, types));
        break;
      case Shape.loop:
        readBlockType(reader, types);
        labels.push(ValueType.empty);
        break;
      case Shape.end:
        labels.pop();
        break;
      case Shape.brTable:
        checkBranchTable(reader, labels);
        break;
      case Shape.prefix: {
        const code = reader.u32();
        if (prefixedShapes[code] !== Shape.forbidden) skipPrefixedImmediates(reader, code);
        break;
      }
      default:
        skipImmediates(reader, shape);
    }
  }
}

function checkBranchTable(reader: ByteReader, labels: readonly number[]): void {
  const count = reader.u32();
  const typeOf = (label: number): number | undefined => labels[labels.length - 1 - label];
  const first = typeOf(reader.u32());
  for (let label = 0; label < count; label++) {
    if (typeOf(reader.u32()) !== first) throw new ModuleRejection("br_table target labels have different types", reader.position);
  }
}

/** In dead code the index of a type without parameters may stand here. */
function readBlockType(reader: ByteReader, types: ModuleInfo["types"]): number {
  const { position } = reader;
  const type = reader.byte();
  if ((type & 0xc0) === 0x40) return type;
  reader.position = position;
  return types[reader.u32()]?.result ?? ValueType.empty;
}
