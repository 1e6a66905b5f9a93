// Constants that refer to a global of the module itself. Production knows them, as long as that global is immutable and comes earlier;
// engines differ. So the global's own constant takes their place.
import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import { Section } from "./module-info.js";
import { skipConstantOperator } from "./module-reader.js";
import { Op } from "./operator.js";
import { ModuleRejection } from "./rejection.js";

/** Answers the same module without such constants; `undefined` if it has none, or cannot be read. */
export function withoutGlobalsInConstants(code: Uint8Array): Uint8Array | undefined {
  const inliner = new ConstantInliner(code);
  try {
    inliner.rewrite();
  } catch (error) {
    if (error instanceof ModuleRejection) return undefined;
    throw error;
  }
  return inliner.replaced > 0 ? inliner.out.bytes.slice(0, inliner.out.length) : undefined;
}

class ConstantInliner {
  readonly out: ByteWriter;
  replaced = 0;
  private readonly code: Uint8Array;
  /** The constant of each global, which none may refer to if it is mutable. */
  private readonly constants: (Uint8Array | undefined)[] = [];

  constructor(code: Uint8Array) {
    this.code = code;
    this.out = new ByteWriter(code.length + 1024);
  }

  rewrite(): void {
    const { code, out } = this;
    const reader = new ByteReader(code, 0, code.length);
    reader.skip(8);
    out.copy(code, 0, 8);
    while (!reader.done) {
      const start = reader.position;
      const id = reader.byte();
      const contents = reader.slice(reader.u32());
      if (id === Section.global) this.section(id, contents, (at, to) => this.global(at, to));
      else if (id === Section.element) this.section(id, contents, (at, to) => this.elements(at, to));
      else if (id === Section.data) this.section(id, contents, (at, to) => this.data(at, to));
      else out.copy(code, start, reader.position);
    }
  }

  private section(id: number, contents: ByteReader, rewriteItem: (at: ByteReader, to: ByteWriter) => void): void {
    const to = new ByteWriter(contents.end - contents.position + 64);
    const count = contents.u32();
    to.u32(count);
    for (let item = 0; item < count; item++) rewriteItem(contents, to);
    to.copy(this.code, contents.position, contents.end);
    this.out.byte(id);
    this.out.u32(to.length);
    this.out.append(to);
  }

  private global(at: ByteReader, to: ByteWriter): void {
    const type = at.byte();
    const mutability = at.byte();
    to.byte(type);
    to.byte(mutability);
    const start = to.length;
    this.constant(at, to);
    this.constants.push(mutability === 0 ? to.bytes.slice(start, to.length) : undefined);
    to.byte(at.byte());
  }

  /** Of a segment only the offset can be such a constant: production refuses it among the elements. */
  private elements(at: ByteReader, to: ByteWriter): void {
    const flags = at.u32();
    to.u32(flags);
    const hasExpressions = (flags & 4) !== 0;
    if ((flags & 1) === 0) {
      if ((flags & 2) !== 0) to.u32(at.u32());
      this.constant(at, to);
      to.byte(at.byte());
    }
    if ((flags & 3) !== 0) to.byte(at.byte());
    const start = at.position;
    for (let count = at.u32(); count > 0; count--) {
      if (!hasExpressions) at.skipLeb();
      else {
        skipConstantOperator(at);
        at.skip(1);
      }
    }
    to.copy(this.code, start, at.position);
  }

  private data(at: ByteReader, to: ByteWriter): void {
    const flags = at.u32();
    to.u32(flags);
    if (flags === 2) to.u32(at.u32());
    if (flags !== 1) {
      this.constant(at, to);
      to.byte(at.byte());
    }
    const start = at.position;
    at.skip(at.u32());
    to.copy(this.code, start, at.position);
  }

  private constant(at: ByteReader, to: ByteWriter): void {
    const start = at.position;
    if (this.code[start] !== Op.globalGet) {
      skipConstantOperator(at);
      to.copy(this.code, start, at.position);
      return;
    }
    at.skip(1);
    const constant = this.constants[at.u32()];
    if (constant === undefined) throw new ModuleRejection("a constant refers to no immutable global before it", start);
    to.copy(constant, 0, constant.length);
    this.replaced++;
  }
}
