// What a TypeScript contract does at its boundary, hook by hook, beside compiled contracts of the Go VM's sources (MXVM_GO_CHECKOUT). Where
// today's framework, mx-sdk-rs 0.66, does other than theirs, 0.59, the contract does as today's, and a rule says so.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hexToBytes } from "@mxvm/codec";
import { type AnyContract, codeOf } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { describe, expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { basicFeatures } from "./fixtures/contracts/basic-features.js";
import { erc20 } from "./fixtures/contracts/erc20.js";
import { arithmeticRule, comparedHooks, createTracingExecutor, type HookRule, type TracedHook, valueRule } from "./hook-trace.js";
import { replay, type ReplayCall } from "./replay.js";
import { adderHooks } from "./vectors/adder-hooks.js";
import { basicFeaturesAccount, basicFeaturesCalls } from "./vectors/basic-features.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];
const [alice, bob] = ["01".repeat(32), "02".repeat(32)];

const replaced = (hook: RegExp, by: string) => (trace: readonly TracedHook[]): readonly TracedHook[] => trace.map((name) => name.replace(hook, by));

/** Hooks that take arguments and give results, without their kind: which values go by which differs. */
const inputOrOutput = /^(smallIntGet.*Argument|bigIntGet.*Argument|mBufferGetArgument|getArgumentLength|smallIntFinish|bigIntFinish|mBufferFinish|finish).*/;

const featureRules: readonly HookRule[] = [
  valueRule,
  {
    name: "booleans: 0.66 reads and writes them as bytes, 0.59 as small integers",
    functions: /bool|is_empty|contains|(insert|remove)$|_(insert_default|update)$|^(load|store)_map3$/,
    compared: (trace) => replaced(/^smallIntGetUnsignedArgument (\d)$/, "mBufferGetArgument $1")(replaced(/^smallIntFinishSigned [01]$/, "finish")(trace)),
  },
  {
    name: "token data: 0.66 asks for the token's type too",
    functions: /^mapper_get_token_attributes$/,
    compared: (trace) => trace.filter((hook) => !hook.startsWith("managedGetESDTTokenType")),
  },
  {
    name: "lists: MultiValueEncoded of the compiled contract keeps arguments as they came, and a mapper that is a result is read while it is given",
    functions: /^(echo_multi_value_tuples|echo_varags_vec_with_counted.*|getListMapper|(map|set|unique_id|unordered_set|vec)_mapper|map_storage_mapper_(get|view))$/,
    compared: (trace) => replaced(inputOrOutput, "an argument or a result")(trace).toSorted(),
  },
  {
    name: "arrays of bytes: ManagedByteArray of the TypeScript contract, [u8; 5] of the compiled one",
    functions: /^echo_array_u8$/,
    compared: replaced(/^mBufferFinish$/, "finish"),
  },
];

const compiledContracts: readonly {
  readonly file: string;
  readonly contract: AnyContract;
  readonly calls: readonly ReplayCall[];
  readonly rules: readonly HookRule[];
  readonly account?: typeof basicFeaturesAccount;
}[] = [
  { file: "adder/output/adder.mxsc.json", contract: adder, calls: adderHooks.map(([call]) => call), rules: [arithmeticRule] },
  {
    file: "erc20-rust/output/erc20.mxsc.json",
    contract: erc20,
    calls: [
      ["init", "03e8"],
      ["totalSupply"],
      ["balanceOf", alice],
      ["transfer", bob, "64"],
      ["transfer", bob, "ffff"],
      ["approve", alice, "10"],
      ["allowance", alice, bob],
      ["transferFrom", alice, bob, "05"],
      ["transferFrom", alice, bob, "50"],
      ["balanceOf", "01"],
      ["balanceOf"],
    ],
    rules: [valueRule],
  },
  {
    file: "features/basic-features/output/basic-features.mxsc.json",
    contract: basicFeatures,
    calls: [["init"], ...basicFeaturesCalls.map(([call]) => call)],
    rules: featureRules,
    account: basicFeaturesAccount,
  },
];

/** The hooks of each call, the first of which is the deployment. */
function tracesOf(executor: ExecutorFactory, code: Uint8Array, [init, ...calls]: readonly ReplayCall[], account = {}): readonly (readonly TracedHook[])[] {
  const traces: TracedHook[][] = [];
  let trace: TracedHook[] = [];
  const onCallEnd = (): void => {
    traces.push(trace);
    trace = [];
  };
  const tracing = createTracingExecutor(executor, (hook) => trace.push(hook));
  replay(tracing, code, calls, account, { initArguments: init!.slice(1), onCallEnd });
  return traces;
}

const ours = (contract: AnyContract, calls: readonly ReplayCall[], account = {}): readonly (readonly TracedHook[])[] =>
  tracesOf(createDebugExecutor({ contracts: [contract] }), codeOf(contract), calls, account);

const byCall = (calls: readonly ReplayCall[], traces: readonly (readonly TracedHook[])[], rules: readonly HookRule[]): unknown[] =>
  calls.map((call, index) => ({ call: call.join(" "), hooks: comparedHooks(traces[index]!, call[0], rules) }));

describe("a contract calls the hooks of the compiled one, in its order", () => {
  it("adder, as recorded", () => {
    expect(ours(adder, adderHooks.map(([call]) => call))).toEqual(adderHooks.map(([, hooks]) => hooks));
  });

  it.skipIf(checkout === undefined).each(compiledContracts)("$file", ({ account, calls, contract, file, rules }) => {
    const { code } = JSON.parse(readFileSync(join(checkout!, "test", file), "utf8")) as { readonly code: string };
    const compiled = tracesOf(createWasmExecutor(), hexToBytes(code), calls, account);
    expect(byCall(calls, ours(contract, calls, account), rules)).toEqual(byCall(calls, compiled, rules));
  });
});
