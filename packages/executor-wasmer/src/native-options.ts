// Compilation options as the library reads them. Mirrors CompilationOptionsLegacy of vm-executor-rs.
import type { CompilationOptions } from "@mxvm/executor-api";

const OPTIONS_SIZE = 40;
/** Points that a start function may use, which runs before a limit can be set. The largest that the interface knows. */
const START_LIMIT = 2n ** 63n - 1n;

/** Four 64-bit numbers (limit, free locals, memory growths, pages per growth) and three flags (trace, metering, breakpoints). */
export function nativeOptions(options: Omit<CompilationOptions, "metering">): Uint8Array {
  const view = new DataView(new ArrayBuffer(OPTIONS_SIZE));
  const { unmeteredLocals, maxMemoryGrow, maxMemoryGrowDelta } = options;
  view.setBigUint64(0, START_LIMIT, true);
  view.setBigUint64(8, BigInt(unmeteredLocals), true);
  view.setBigUint64(16, BigInt(maxMemoryGrow), true);
  view.setBigUint64(24, BigInt(maxMemoryGrowDelta), true);
  view.setUint8(33, 1);
  view.setUint8(34, 1);
  return new Uint8Array(view.buffer);
}
