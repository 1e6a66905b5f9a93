// Writes the metered module: the contract's own sections with metered bodies, the globals that metering needs, and wrappers for exports.
import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import type { LeafCosts } from "./leaf-functions.js";
import { leafCostsFromInfo } from "./leaf-functions.js";
import { writeExportWrapper, writeGlobalResets, writeHookStandIn, writeLeafStandIn, writeNoteTouched } from "./added-functions.js";
import { BodyRewriter } from "./body-rewriter.js";
import type { AddedIndices, MeteringSettings } from "./metering.js";
import type { ModuleInfo } from "./module-info.js";
import { ExportKind, Section, ValueType } from "./module-info.js";
import { checkCount, readReferenceType, skipConstantOperator } from "./module-reader.js";
import { Op } from "./operator.js";
import { ModuleRejection } from "./rejection.js";

/** Names under which the rewritten module exports what the executor needs. */
export const MeteredExport: {
  readonly memory: "memory";
  readonly breakpoint: "breakpoint";
  readonly touchedLow: "touchedLow";
  readonly touchedSpan: "touchedSpan";
  readonly stack: "stack";
  readonly resetGlobals: "resetGlobals";
  readonly start: "start";
  /** Followed by the index of the function in the contract. */
  readonly functionPrefix: "f";
} = {
  memory: "memory",
  breakpoint: "breakpoint",
  touchedLow: "touchedLow",
  touchedSpan: "touchedSpan",
  stack: "stack",
  resetGlobals: "resetGlobals",
  start: "start",
  functionPrefix: "f",
};

/** Import of the rewritten module that holds the points left. Contracts import from `env` only. */
export const MeteredImport: { readonly module: "metering"; readonly points: "points" } = { module: "metering", points: "points" };

export interface MeteredModule {
  /** Valid until the next module is rewritten. */
  readonly bytes: Uint8Array;
  /** Whether the code can change its table, so that an instance cannot be reset. */
  readonly writesTable: boolean;
}

/** Throws a `ModuleRejection` for what only the code section shows: forbidden operators, too many locals or `memory.grow`. */
export function meteredModuleFromInfo(module: ModuleInfo, settings: MeteringSettings): MeteredModule {
  return new ModuleRewriter(module, settings).rewrite();
}

/** Breakpoint, count of `memory.grow`, low end and span of the touched range, stack left: all i32, initially 0. */
const ADDED_GLOBALS = 5;
const FUNCTION_TYPE = 0x60;

/** A function that the rewritten module adds behind the contract's own. */
interface AddedFunction {
  readonly typeIndex: number;
  readonly write: (body: ByteWriter) => void;
}

/**
 * Written anew for each module, one after the other: memory that the process has touched before saves a tenth of rewriting.
 */
const buffers = { code: new ByteWriter(0), module: new ByteWriter(0) };
const MAX_KEPT_BYTES = 4_000_000;

function emptied(buffer: ByteWriter, capacity: number): ByteWriter {
  if (buffer.bytes.length > MAX_KEPT_BYTES) buffer.bytes = new Uint8Array(0);
  buffer.length = 0;
  buffer.reserve(capacity);
  return buffer;
}

class ModuleRewriter implements AddedIndices {
  readonly pointsGlobal: number = 0;
  readonly breakpointGlobal: number;
  readonly memoryGrowCountGlobal: number;
  readonly touchedLowGlobal: number;
  readonly touchedSpanGlobal: number;
  readonly stackGlobal: number;
  readonly noteTouchedFunction: number;
  readonly meteredTypeOffset: number;

  private readonly module: ModuleInfo;
  private readonly settings: MeteringSettings;
  private readonly importCount: number;
  private readonly voidType: number;
  private readonly added: AddedFunction[] = [];
  private readonly leafCosts: LeafCosts;
  private readonly standIns = new Map<number, number>();
  private readonly codeReferences = new Set<number>();

  constructor(module: ModuleInfo, settings: MeteringSettings) {
    this.module = module;
    this.settings = settings;
    this.importCount = module.imports.length;
    this.leafCosts = leafCostsFromInfo(module, settings);
    this.breakpointGlobal = 1 + module.globals.length;
    this.memoryGrowCountGlobal = this.breakpointGlobal + 1;
    this.touchedLowGlobal = this.breakpointGlobal + 2;
    this.touchedSpanGlobal = this.breakpointGlobal + 3;
    this.stackGlobal = this.breakpointGlobal + 4;
    this.meteredTypeOffset = module.types.length;
    this.voidType = 2 * module.types.length;
    this.noteTouchedFunction = this.add({ typeIndex: this.voidType + 1, write: (body) => writeNoteTouched(body, this) });
  }

  /** The metered form of a function: itself, or for hooks and leaves a stand-in, made once. */
  private referenceTo(functionIndex: number): number {
    const leafCost = this.leafCosts[functionIndex]!;
    if (leafCost < 0 && functionIndex >= this.importCount) return functionIndex;
    let reference = this.standIns.get(functionIndex);
    if (reference === undefined) {
      const typeIndex = this.module.functionTypes[functionIndex]!;
      const paramCount = this.module.types[typeIndex]!.params.length;
      reference = this.add({
        typeIndex: typeIndex + this.meteredTypeOffset,
        write: (body) => {
          if (leafCost < 0) writeHookStandIn(body, this, functionIndex, paramCount);
          else writeLeafStandIn(body, functionIndex, paramCount, leafCost);
        },
      });
      this.standIns.set(functionIndex, reference);
    }
    return reference;
  }

  private declareReference(functionIndex: number): number {
    const reference = this.referenceTo(functionIndex);
    this.codeReferences.add(reference);
    return reference;
  }

  rewrite(): MeteredModule {
    const { module } = this;
    const code = emptied(buffers.code, 3 * module.bytes.length + 1024);
    const bodies = new BodyRewriter(module, this.settings, this, (index) => this.declareReference(index), this.leafCosts, code);
    this.writeBodies(bodies, code);
    const exports = this.exportSection();
    const elements = this.elementSection();
    const globals = this.globalSection();
    for (const { write } of this.added) writeSized(code, write);

    const out = emptied(buffers.module, code.length + module.bytes.length + 1024);
    out.copy(module.bytes, 0, 8);
    writeSection(out, Section.type, this.typeSection());
    writeSection(out, Section.import, this.importSection());
    writeSection(out, Section.function, this.functionSection());
    this.copySection(out, Section.table);
    this.copySection(out, Section.memory);
    writeSection(out, Section.global, globals);
    writeSection(out, Section.export, exports);
    if (elements !== undefined) writeSection(out, Section.element, elements);
    this.copySection(out, Section.dataCount);
    this.writeCodeSection(out, code);
    this.copySection(out, Section.data);
    return { bytes: out.bytes.subarray(0, out.length), writesTable: bodies.writesTable };
  }

  private writeBodies(bodies: BodyRewriter, code: ByteWriter): void {
    const reader = this.readerOf(Section.code);
    if (reader.done) return;
    const count = reader.u32();
    for (let index = 0; index < count; index++) {
      const size = reader.u32();
      const start = reader.position;
      reader.skip(size);
      const sizeAt = code.beginSized();
      bodies.rewrite(this.importCount + index, start, start + size);
      code.endSized(sizeAt);
    }
  }

  private add(addition: AddedFunction): number {
    this.added.push(addition);
    return this.module.functionTypes.length + this.added.length - 1;
  }

  private readerOf(section: number): ByteReader {
    const { start, end } = this.module.sections.get(section) ?? { start: 0, end: 0 };
    return new ByteReader(this.module.bytes, start, end);
  }

  private copySection(out: ByteWriter, section: number): void {
    const range = this.module.sections.get(section);
    if (range === undefined) return;
    out.byte(section);
    out.u32(range.end - range.start);
    out.copy(this.module.bytes, range.start, range.end);
  }

  /** The contract's types, the metered form of each, `() -> ()` and `(i32) -> ()`. */
  private typeSection(): ByteWriter {
    const { types } = this.module;
    const out = new ByteWriter(64 + 16 * types.length);
    out.u32(2 * types.length + 2);
    for (const metered of [false, true]) {
      for (const { params, result } of types) {
        out.byte(FUNCTION_TYPE);
        out.u32(params.length + (metered ? 1 : 0));
        out.copy(params, 0, params.length);
        if (metered) out.byte(ValueType.i64);
        out.u32((result === ValueType.empty ? 0 : 1) + (metered ? 1 : 0));
        if (result !== ValueType.empty) out.byte(result);
        if (metered) out.byte(ValueType.i64);
      }
    }
    for (const byte of [FUNCTION_TYPE, 0, 0, FUNCTION_TYPE, 1, ValueType.i32, 0]) out.byte(byte);
    return out;
  }

  private importSection(): ByteWriter {
    const { imports, functionTypes } = this.module;
    const out = new ByteWriter(64 + 32 * imports.length);
    out.u32(imports.length + 1);
    imports.forEach((name, index) => {
      out.name("env");
      out.name(name);
      out.byte(ExportKind.function);
      out.u32(functionTypes[index]!);
    });
    out.name(MeteredImport.module);
    out.name(MeteredImport.points);
    out.byte(ExportKind.global);
    out.byte(ValueType.i64);
    out.byte(1);
    return out;
  }

  private functionSection(): ByteWriter {
    const { functionTypes } = this.module;
    const out = new ByteWriter(64 + 3 * functionTypes.length);
    out.u32(functionTypes.length - this.importCount + this.added.length);
    for (let index = this.importCount; index < functionTypes.length; index++) {
      out.u32(functionTypes[index]! + (this.leafCosts[index]! >= 0 ? 0 : this.meteredTypeOffset));
    }
    for (const { typeIndex } of this.added) out.u32(typeIndex);
    return out;
  }

  private globalSection(): ByteWriter {
    const { globals } = this.module;
    const out = new ByteWriter(64 + 16 * globals.length);
    out.u32(globals.length + ADDED_GLOBALS);
    for (const { type, mutable, initStart, initEnd } of globals) {
      out.byte(type);
      out.byte(mutable ? 1 : 0);
      this.writeConstant(out, initStart, initEnd);
      out.byte(Op.end);
    }
    for (let added = 0; added < ADDED_GLOBALS; added++) {
      for (const byte of [ValueType.i32, 1, Op.i32Const, 0, Op.end]) out.byte(byte);
    }
    return out;
  }

  private writeConstant(out: ByteWriter, start: number, end: number): void {
    const { bytes } = this.module;
    if (bytes[start] !== Op.refFunc) {
      out.copy(bytes, start, end);
      return;
    }
    out.byte(Op.refFunc);
    out.u32(this.referenceTo(new ByteReader(bytes, start + 1, end).u32()));
  }

  /** Of the contract's exports only the memory and the functions that can be called without arguments are needed. */
  private exportSection(): ByteWriter {
    const { exports, functionTypes, types, start } = this.module;
    const entries = new Map<string, readonly [kind: number, index: number]>();
    entries.set(MeteredExport.breakpoint, [ExportKind.global, this.breakpointGlobal]);
    entries.set(MeteredExport.touchedLow, [ExportKind.global, this.touchedLowGlobal]);
    entries.set(MeteredExport.touchedSpan, [ExportKind.global, this.touchedSpanGlobal]);
    if (this.settings.limitsStack) entries.set(MeteredExport.stack, [ExportKind.global, this.stackGlobal]);
    entries.set(MeteredExport.resetGlobals, [
      ExportKind.function,
      this.add({ typeIndex: this.voidType, write: (body) => this.writeResetGlobals(body) }),
    ]);
    if (start !== undefined) entries.set(MeteredExport.start, [ExportKind.function, this.addWrapper(start)]);
    for (const { kind, index } of exports) {
      if (kind === ExportKind.memory) entries.set(MeteredExport.memory, [kind, index]);
      if (kind !== ExportKind.function || types[functionTypes[index]!]!.params.length > 0) continue;
      const name = `${MeteredExport.functionPrefix}${String(index)}`;
      if (!entries.has(name)) entries.set(name, [kind, this.addWrapper(index)]);
    }
    const out = new ByteWriter(1024);
    out.u32(entries.size);
    for (const [name, [kind, index]] of entries) {
      out.name(name);
      out.byte(kind);
      out.u32(index);
    }
    return out;
  }

  private addWrapper(functionIndex: number): number {
    const { result } = this.module.types[this.module.functionTypes[functionIndex]!]!;
    const isHook = functionIndex < this.importCount;
    const hasResult = result !== ValueType.empty;
    const target = isHook ? functionIndex : this.referenceTo(functionIndex);
    return this.add({ typeIndex: this.voidType, write: (body) => writeExportWrapper(body, this, target, isHook, hasResult) });
  }

  private writeResetGlobals(body: ByteWriter): void {
    writeGlobalResets(body, (reset) => {
      this.module.globals.forEach(({ mutable, initStart, initEnd }, index) => {
        if (mutable) reset(index + 1, () => this.writeConstant(body, initStart, initEnd));
      });
      for (let added = 0; added < ADDED_GLOBALS; added++) {
        reset(this.breakpointGlobal + added, () => {
          body.byte(Op.i32Const);
          body.byte(0);
        });
      }
    });
  }

  /**
   * Copies the element segments; references to imported functions become references to their stand-ins. A declarative segment names
   * what the code refers to, since the exports that declared it are gone.
   */
  private elementSection(): ByteWriter | undefined {
    const reader = this.readerOf(Section.element);
    const segments = reader.done ? 0 : reader.u32();
    const declares = this.codeReferences.size > 0;
    if (segments === 0 && !declares) return undefined;
    const out = new ByteWriter(reader.end - reader.position + 64);
    out.u32(segments + (declares ? 1 : 0));
    for (let segment = 0; segment < segments; segment++) this.copyElementSegment(reader, out);
    if (declares) {
      out.byte(3);
      out.byte(0);
      out.u32(this.codeReferences.size);
      for (const reference of this.codeReferences) out.u32(reference);
    }
    return out;
  }

  private copyElementSegment(reader: ByteReader, out: ByteWriter): void {
    const headStart = reader.position;
    const flags = reader.u32();
    if (flags > 7) throw new ModuleRejection("element segment is not supported", headStart);
    const isActive = (flags & 1) === 0;
    const isExplicit = (flags & 3) !== 0;
    const hasExpressions = (flags & 4) !== 0;
    if (isActive && isExplicit) reader.skipLeb();
    if (isActive) {
      skipConstantOperator(reader);
      if (reader.byte() !== Op.end) throw new ModuleRejection("extended constant expressions are not supported", reader.position);
    }
    if (isExplicit && hasExpressions) readReferenceType(reader);
    else if (isExplicit) reader.skip(1);
    out.copy(reader.bytes, headStart, reader.position);
    const count = reader.u32();
    checkCount("elements", count);
    out.u32(count);
    for (let item = 0; item < count; item++) {
      if (!hasExpressions) {
        out.u32(this.referenceTo(reader.u32()));
        continue;
      }
      const start = reader.position;
      skipConstantOperator(reader);
      this.writeConstant(out, start, reader.position);
      if (reader.byte() !== Op.end) throw new ModuleRejection("extended constant expressions are not supported", reader.position);
      out.byte(Op.end);
    }
  }

  private writeCodeSection(out: ByteWriter, bodies: ByteWriter): void {
    out.byte(Section.code);
    writeSized(out, () => {
      out.u32(this.module.functionTypes.length - this.importCount + this.added.length);
      out.append(bodies);
    });
  }
}

function writeSection(out: ByteWriter, section: number, contents: ByteWriter): void {
  out.byte(section);
  out.u32(contents.length);
  out.append(contents);
}

/** Writes contents behind their size. */
function writeSized(out: ByteWriter, write: (out: ByteWriter) => void): void {
  const sizeAt = out.beginSized();
  write(out);
  out.endSized(sizeAt);
}
