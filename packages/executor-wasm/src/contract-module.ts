// A contract's code made ready to run: validated, metered and compiled by the engine, with what instances need to know of it.
import { ExecutorError } from "@mxvm/executor-api";
import { ByteReader } from "./module/byte-reader.js";
import { withoutGlobalsInConstants } from "./module/constant-globals.js";
import { engineLimitOf } from "./module/engine-limits.js";
import type { MeteringSettings } from "./module/metering.js";
import type { ModuleInfo } from "./module/module-info.js";
import { ExportKind, Section, ValueType } from "./module/module-info.js";
import { checkCount, moduleInfoFromBytes, skipConstantOperator } from "./module/module-reader.js";
import type { MeteredModule } from "./module/module-rewriter.js";
import { MeteredExport, meteredModuleFromInfo } from "./module/module-rewriter.js";
import { ModuleRejection } from "./module/rejection.js";
import type { NativeModule } from "./native-wasm.js";
import { nativeWasm } from "./native-wasm.js";

/** An exported function of a contract. */
export interface Endpoint {
  /** Its name in the metered module; `undefined` if it takes arguments, so that it cannot be called. */
  readonly meteredName: string | undefined;
}

/** What the data segments put into memory: everything outside is zero. */
export interface MemoryImage {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface ContractModule {
  readonly native: NativeModule;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly functionNames: readonly string[];
  readonly hasEndpointArities: boolean;
  readonly imports: ReadonlySet<string>;
  readonly hasStart: boolean;
  /** Whether an instance can be brought back to its state after instantiation. */
  readonly resettable: boolean;
  readonly image: MemoryImage;
  /** Whether instances note the memory that their stores touch. */
  readonly tracksStores: boolean;
  /** Points of the code itself in one call, hooks not counted, from which tracking costs more than it saves. */
  readonly heavyPoints: number;
  /** Set when a call has used so many: new instances are then made of the module that does not track. */
  isHeavy: boolean;
}

/**
 * Tracking slows stores down (a sieve by 60%, code with a usual share of stores by 5%), clearing all memory takes about 15 µs: as long
 * as some 100,000 operators.
 */
const HEAVY_OPERATORS = 100_000;
const LOCAL_GET = 0x20;

/**
 * Throws a `ModuleRejection` for code that production would not accept either, and an `ENGINE_LIMIT` for code that production may accept
 * but that is too large for this engine.
 */
export function contractModuleFromCode(code: Uint8Array, settings: MeteringSettings): ContractModule {
  try {
    return contractModuleFromPlainCode(code, settings);
  } catch (error) {
    if (!(error instanceof ModuleRejection)) throw error;
    const plain = withoutGlobalsInConstants(code);
    if (plain !== undefined) return contractModuleFromPlainCode(plain, settings);
    const limit = engineLimitOf(code);
    if (limit === undefined) throw error;
    throw new ExecutorError("ENGINE_LIMIT", `the engine does not run ${limit}`, { cause: error });
  }
}

function contractModuleFromPlainCode(code: Uint8Array, settings: MeteringSettings): ContractModule {
  // The original is validated, not the metered form: a module may be valid only with what metering adds to it.
  if (!nativeWasm.validate(code)) throw new ModuleRejection(engineReason(code));
  const info = moduleInfoFromBytes(code);
  const { native, writesTable, tracksStores } = compile(info, settings);
  const functionExports = info.exports.filter(({ kind }) => kind === ExportKind.function);
  const typeOf = (index: number): ModuleInfo["types"][number] => info.types[info.functionTypes[index]!]!;
  return {
    native,
    endpoints: new Map(
      functionExports.map(({ name, index }) => [
        name,
        { meteredName: typeOf(index).params.length > 0 ? undefined : `${MeteredExport.functionPrefix}${String(index)}` },
      ]),
    ),
    functionNames: Object.freeze(functionExports.map(({ name }) => name)),
    hasEndpointArities: functionExports.every(({ index }) => {
      const { params, result } = typeOf(index);
      return params.length === 0 && result === ValueType.empty;
    }),
    imports: new Set(info.imports),
    hasStart: info.start !== undefined,
    resettable: info.start === undefined && !writesTable,
    image: memoryImageFromInfo(info),
    tracksStores,
    // Reading a local stands for an operator of usual cost.
    heavyPoints: HEAVY_OPERATORS * Math.max(1, settings.costTable.costs[LOCAL_GET]!),
    isHeavy: false,
  };
}

type Compiled = Pick<ContractModule, "native" | "tracksStores"> & Pick<MeteredModule, "writesTable">;

/** The original is valid, so it can only be metering that oversteps a limit of the engine; without noting stores it adds less. */
function compile(info: ModuleInfo, settings: MeteringSettings): Compiled {
  const { bytes, writesTable } = meteredModuleFromInfo(info, settings);
  try {
    return { native: new nativeWasm.Module(bytes), writesTable, tracksStores: settings.tracksStores };
  } catch (error) {
    if (!(error instanceof nativeWasm.CompileError)) throw error;
    if (settings.tracksStores) return compile(info, { ...settings, tracksStores: false });
    throw new ExecutorError("ENGINE_LIMIT", "the engine does not run the code with its metering: it is too large", { cause: error });
  }
}

function engineReason(code: Uint8Array): string {
  try {
    new nativeWasm.Module(code);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "invalid module";
}

interface DataSegment {
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

function memoryImageFromInfo(info: ModuleInfo): MemoryImage {
  const segments = activeSegments(info);
  let low = Infinity;
  let high = 0;
  for (const { offset, start, end } of segments) {
    if (start === end) continue;
    low = Math.min(low, offset);
    high = Math.max(high, offset + end - start);
  }
  // Segments beyond 20 pages fail when they are applied.
  if (low >= high || high > 20 * 65_536) return { offset: 0, bytes: new Uint8Array(0) };
  const bytes = new Uint8Array(high - low);
  for (const { offset, start, end } of segments) {
    if (start < end) bytes.set(info.bytes.subarray(start, end), offset - low);
  }
  return { offset: low, bytes };
}

function activeSegments(info: ModuleInfo): DataSegment[] {
  const range = info.sections.get(Section.data);
  if (range === undefined) return [];
  const reader = new ByteReader(info.bytes, range.start, range.end);
  const segments: DataSegment[] = [];
  const count = reader.u32();
  checkCount("dataSegments", count);
  for (let index = 0; index < count; index++) {
    const flags = reader.u32();
    if (flags > 2) throw new ModuleRejection("data segment is not supported", reader.position);
    if (flags === 2) reader.skipLeb();
    const offset = flags === 1 ? undefined : readOffset(reader);
    const { position: start, end } = reader.slice(reader.u32());
    if (offset !== undefined) segments.push({ offset, start, end });
  }
  return segments;
}

function readOffset(reader: ByteReader): number {
  const start = reader.position;
  skipConstantOperator(reader);
  const value = new ByteReader(reader.bytes, start + 1, reader.position).i32() >>> 0;
  if (reader.byte() !== 0x0b) throw new ModuleRejection("extended constant expressions are not supported", reader.position);
  return value;
}
