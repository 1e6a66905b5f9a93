// Code that cannot be reached. It is not run, but must be what production accepts: no forbidden operators, not too many memory.grow.
import { Shape } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import { skipImmediates } from "./immediates.js";
import type { ModuleInfo } from "./module-info.js";

/** Finds the end of dead code. */
export class DeadCode {
  private readonly types: ModuleInfo["types"];
  /** Blocks opened in the dead code. */
  private depth = 0;
  /**
   * Blocks around, up to the one that production's compiler takes for unreachable; 0 where it does not know that code is dead, which is
   * behind every block. It is stricter about the types of blocks there.
   */
  private unreachableDepth = 0;
  /** Whether a br_table had different labels since this was set to false. */
  hadDifferentLabels = false;

  constructor(types: ModuleInfo["types"]) {
    this.types = types;
  }

  /** What was noted belongs to one function body. */
  beginBody(): void {
    this.hadDifferentLabels = false;
  }

  /** Dead code begins behind an operator that does not go on. */
  beginBehindBranch(): void {
    this.depth = 0;
    this.unreachableDepth = 1;
  }

  /** Dead code goes on behind a block that nothing leaves. */
  beginBehindBlock(): void {
    this.depth = 0;
    this.unreachableDepth = 0;
  }

  /** Skips an operator's immediates. Answers whether it is the `else` or `end` of the block in which the dead code lies. */
  skip(reader: ByteReader, shape: number): boolean {
    switch (shape) {
      case Shape.block:
      case Shape.loop:
      case Shape.if:
        this.depth++;
        this.skipBlockType(reader);
        if (this.unreachableDepth > 0) this.unreachableDepth++;
        return false;
      case Shape.else:
        if (this.unreachableDepth === 1) this.unreachableDepth = 0;
        return this.depth === 0;
      case Shape.end:
        if (this.unreachableDepth > 0) this.unreachableDepth--;
        return this.depth-- === 0;
      case Shape.brTable:
        this.noteLabels(reader);
        this.unreachableDepth ||= 1;
        return false;
      case Shape.br:
      case Shape.return:
      case Shape.unreachable:
        this.unreachableDepth ||= 1;
    }
    skipImmediates(reader, shape);
    return false;
  }

  private noteLabels(reader: ByteReader): void {
    const count = reader.u32();
    const first = reader.u32();
    for (let label = 0; label < count; label++) if (reader.u32() !== first) this.hadDifferentLabels = true;
  }

  /** In what production takes for unreachable, a block may have the index of a type without parameters. */
  private skipBlockType(reader: ByteReader): void {
    const { position } = reader;
    const isIndex = (reader.byte() & 0xc0) !== 0x40;
    reader.position = position;
    if (this.unreachableDepth > 0 && isIndex && this.types[reader.u32()]?.params.length === 0) return;
    reader.position = position;
    skipImmediates(reader, Shape.block);
  }
}
