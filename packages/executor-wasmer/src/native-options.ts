// Compilation options as the library reads them. Mirrors CompilationOptionsLegacy of vm-executor-rs.
import type { InstanceOptions } from "@mxvm/executor-api";

const OPTIONS_SIZE = 40;
/** What a module is compiled with; the limit is that of its start function, which runs before another can be set. */
export type NativeOptions = Omit<InstanceOptions, "metering">;

/** Four 64-bit numbers (limit, free locals, memory growths, pages per growth) and three flags (trace, metering, breakpoints). */
export function nativeOptions(options: NativeOptions): Uint8Array {
  const view = new DataView(new ArrayBuffer(OPTIONS_SIZE));
  const { pointsLimit, unmeteredLocals, maxMemoryGrow, maxMemoryGrowDelta } = options;
  view.setBigUint64(0, pointsLimit, true);
  view.setBigUint64(8, BigInt(unmeteredLocals), true);
  view.setBigUint64(16, BigInt(maxMemoryGrow), true);
  view.setBigUint64(24, BigInt(maxMemoryGrowDelta), true);
  view.setUint8(33, 1);
  view.setUint8(34, 1);
  return new Uint8Array(view.buffer);
}
