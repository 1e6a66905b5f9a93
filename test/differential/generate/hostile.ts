// Operands that a contract should not give: out of bounds, of no value, at the ends of their range.
import type { HookParameter, HookParameterKind } from "@mxvm/executor-api";
import type { Operand } from "../program/program.js";
import type { Random } from "./random.js";

const maxI32 = 2 ** 31 - 1;
const minI32 = -(2 ** 31);
const maxI64 = 2n ** 63n - 1n;
const minI64 = -(2n ** 63n);

const hostileValues: Readonly<Record<HookParameterKind, readonly Operand[]>> = {
  pointer: [-1, 65_535, 65_536, 65_530, maxI32, minI32],
  length: [-1, 0, 70_000, 65_536, maxI32, minI32],
  handle: [12_345, -99_999, maxI32, minI32, 0],
  index: [-1, 3, 100, maxI32, minI32],
  count: [-1, 0, 5, maxI32],
  int32: [-1, 0, 1, 1_000, maxI32, minI32],
  int64: [-1n, 0n, 1n, maxI64, minI64],
  nonce: [-1n, 0n, 77n, maxI64, minI64],
  gas: [-1n, 0n, 1n, 10_000n, maxI64, minI64],
};

/**
 * Addresses are not cut at the end of memory: the simulator's world cannot roll back where a token came to an account that was not there,
 * and short addresses have none. Source: LoadAccountStorageFrom in worldmock/worldAccountMap.go of mx-chain-scenario-go.
 */
const hostileAddresses: readonly Operand[] = [-1, 70_000, maxI32, minI32];

export function hostileOperand(random: Random, { name, kind }: HookParameter): Operand {
  const isAddress = kind === "pointer" && /^(dest|address|sourceContractAddress)/.test(name);
  return random.pick(isAddress ? hostileAddresses : hostileValues[kind]);
}
