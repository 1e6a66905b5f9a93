// Opcode costs as the library reads them: 128 unsigned 32-bit integers. Mirrors OpcodeCost of vm-executor-rs opcode_cost.rs.
import type { OpcodeCosts } from "@mxvm/executor-api";

/** Keys in the order of the C struct, which is alphabetical but for `LocalAllocate`. */
const costOrder: readonly string[] = `Block Br BrIf BrTable Call CallIndirect Catch CatchAll Delegate Drop Else End GlobalGet GlobalSet
I32Add I32And I32Clz I32Const I32Ctz I32DivS I32DivU I32Eq I32Eqz I32Extend16S I32Extend8S I32GeS I32GeU I32GtS I32GtU I32LeS I32LeU
I32Load I32Load16S I32Load16U I32Load8S I32Load8U I32LtS I32LtU I32Mul I32Ne I32Or I32Popcnt I32RemS I32RemU I32Rotl I32Rotr I32Shl
I32ShrS I32ShrU I32Store I32Store16 I32Store8 I32Sub I32WrapI64 I32Xor I64Add I64And I64Clz I64Const I64Ctz I64DivS I64DivU I64Eq
I64Eqz I64Extend16S I64Extend32S I64Extend8S I64ExtendI32S I64ExtendI32U I64GeS I64GeU I64GtS I64GtU I64LeS I64LeU I64Load I64Load16S
I64Load16U I64Load32S I64Load32U I64Load8S I64Load8U I64LtS I64LtU I64Mul I64Ne I64Or I64Popcnt I64RemS I64RemU I64Rotl I64Rotr I64Shl
I64ShrS I64ShrU I64Store I64Store16 I64Store32 I64Store8 I64Sub I64Xor If LocalGet LocalSet LocalTee LocalAllocate Loop MemoryGrow
MemorySize Nop RefFunc RefIsNull RefNull Rethrow Return ReturnCall ReturnCallIndirect Select TableGet TableGrow TableInit TableSet
TableSize Throw Try TypedSelect Unreachable Unwind`.split(/\s+/);

/** Costs in the library's form, and what tells them apart in keys of caches. */
export interface NativeCosts {
  readonly values: Uint32Array;
  readonly fingerprint: string;
}

/** Takes the costs that contracts can incur. A missing key costs nothing; a value that is no unsigned 32-bit integer is a `TypeError`. */
export function nativeCostsFromOpcodeCosts(costs: OpcodeCosts): NativeCosts {
  const values = Uint32Array.from(costOrder, (key) => {
    const cost = costs[key] ?? 0;
    if (Number.isInteger(cost) && cost >= 0 && cost <= 0xffff_ffff) return cost;
    throw new TypeError(`opcode cost ${key} must be an unsigned 32-bit integer, not ${String(cost)}`);
  });
  return { values, fingerprint: values.join() };
}
