// What follows an operator's code, skipped and checked against what production knows.
import { Shape } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import { referenceTypes } from "./module-reader.js";
import { ModuleRejection } from "./rejection.js";

/** Throws a `ModuleRejection` for what is more than an alignment: larger ones carry the index of a memory in proposals that production does not know. */
export function checkAlignment(alignment: number, position: number): void {
  if (alignment > 3) throw new ModuleRejection("alignment is not supported", position);
}

/** Skips the immediates of an operator without prefix. */
export function skipImmediates(reader: ByteReader, shape: number): void {
  switch (shape) {
    case Shape.index:
    case Shape.local:
    case Shape.global:
    case Shape.br:
    case Shape.brIf:
    case Shape.call:
    case Shape.refFunc:
    case Shape.tableWrite:
      reader.skipLeb();
      break;
    case Shape.memoryAccess:
    case Shape.memoryStore:
      checkAlignment(reader.byte(), reader.position);
      reader.skipLeb();
      break;
    case Shape.block:
    case Shape.loop:
    case Shape.if:
      readBlockType(reader);
      break;
    case Shape.callIndirect:
      reader.skipLeb();
      reader.skipLeb();
      break;
    case Shape.memorySize:
    case Shape.memoryGrow:
      if (reader.byte() !== 0) throw new ModuleRejection("memory index is not supported", reader.position);
      break;
    case Shape.typedSelect:
      if (reader.u32() !== 1) throw new ModuleRejection("select of several values is not supported", reader.position);
      reader.skip(1);
      break;
    case Shape.refNull:
      if (!referenceTypes.has(reader.byte())) throw new ModuleRejection("reference type is not supported", reader.position);
      break;
    case Shape.brTable:
      for (let labels = reader.u32() + 1; labels > 0; labels--) reader.skipLeb();
  }
}

/** Skips the immediates of an operator behind the 0xFC prefix: `table.init` names a segment and a table, the others a table. */
export function skipPrefixedImmediates(reader: ByteReader, code: number): void {
  reader.skipLeb();
  if (code === 0x0c) reader.skipLeb();
}

/** Production knows no blocks with a type index, nor value types in more than one byte. */
export function readBlockType(reader: ByteReader): number {
  const type = reader.byte();
  if ((type & 0xc0) !== 0x40) throw new ModuleRejection("block type is not supported", reader.position);
  return type;
}
