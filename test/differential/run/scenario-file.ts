// A case as a scenario file, with production's answers as what is expected: it fails where ours differ.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytesToHex, byteStringToBytes } from "@mxvm/codec";
import type { AccountChange, BlockInfo, EsdtState, TokenPayment, TransactionResult } from "@mxvm/protocol-hooks";
import { type Case, contractHoldings, type Step } from "../generate/case.js";
import { assembleProgram, textFromProgram } from "../program/assemble.js";
import { type CaseFailure, type CaseOutcome, systemAccount, transferGas, upgradeGas } from "./both-worlds.js";
import type { StepOutcome } from "./observation.js";

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Writes the file and the contracts beside it; answers its path. */
export function writeScenario(folder: string, name: string, generated: Case, outcome: CaseOutcome): string {
  mkdirSync(folder, { recursive: true });
  generated.contracts.forEach(({ program }, index) => {
    writeFileSync(join(folder, `${name}-${index}.wat`), textFromProgram(program));
    writeFileSync(join(folder, `${name}-${index}.wasm`), assembleProgram(program));
  });
  const path = join(folder, `${name}.scen.json`);
  writeFileSync(path, `${JSON.stringify(scenarioOf(name, generated, outcome), undefined, 4)}\n`);
  return path;
}

function scenarioOf(name: string, generated: Case, { results, failure }: CaseOutcome): Json {
  const ran = results.map((result, index) => stepJson(generated.steps[index]!, result));
  return {
    name,
    comment: `seed ${generated.seed}; expected is what production answers`,
    checkGas: true,
    steps: [setStateJson(name, generated, results), ...ran, ...(failure === undefined ? [] : [checkStateJson(failure)])],
  };
}

const hex = (bytes: Uint8Array): string => (bytes.length === 0 ? "" : `0x${bytesToHex(bytes)}`);
const text = (value: string): string => hex(byteStringToBytes(value));

function setStateJson(name: string, { accounts, contracts, steps }: Case, results: readonly StepOutcome[]): Json {
  const withCode = contracts.map(({ address, owner, codeMetadata }, index) => [
    hex(address),
    {
      balance: "1000000",
      esdt: esdtJson(contractHoldings()!),
      code: `file:${name}-${index}.wasm`,
      codeMetadata: hex(codeMetadata),
      owner: hex(owner),
    },
  ]);
  const plain = [systemAccount, ...accounts].map((account: AccountChange) => [
    hex(account.address),
    {
      balance: String(account.balance ?? 0n),
      esdt: esdtJson(account.esdt ?? []),
      storage: Object.fromEntries([...(account.storage ?? [])].map(([key, value]) => [text(key), hex(value)])),
    },
  ]);
  return {
    step: "setState",
    accounts: Object.fromEntries([...plain, ...withCode]) as Json,
    newAddresses: newAddressesJson(steps, results),
  };
}

/** Addresses that the simulator gave deployments. */
function newAddressesJson(steps: readonly Step[], results: readonly StepOutcome[]): Json {
  const nonces = new Map<string, bigint>();
  return steps.flatMap((step, index) => {
    if (step.kind === "block" || step.kind === "query") return [];
    const sender = hex(step.sender);
    const nonce = nonces.get(sender) ?? 0n;
    nonces.set(sender, nonce + 1n);
    const result = results[index];
    if (typeof result !== "object" || result.deployedAddress === undefined) return [];
    return [{ creatorAddress: sender, creatorNonce: String(nonce), newAddress: hex(result.deployedAddress) }];
  });
}

function esdtJson(states: readonly EsdtState[]): Json {
  return Object.fromEntries(
    states.map(({ tokenIdentifier, instances, lastNonce, roles }) => {
      const shown = instances.map((instance) => ({
        nonce: String(instance.nonce),
        balance: String(instance.balance),
        creator: instance.creator === undefined ? undefined : hex(instance.creator),
        royalties: instance.royalties === undefined ? undefined : String(instance.royalties),
        hash: instance.hash === undefined ? undefined : hex(instance.hash),
        uri: instance.uris?.map(hex),
        attributes: instance.attributes === undefined ? undefined : hex(instance.attributes),
      }));
      return [hex(tokenIdentifier), { instances: shown, lastNonce: String(lastNonce), roles }];
    }),
  );
}

function stepJson(step: Step, result: StepOutcome): Json {
  switch (step.kind) {
    case "block":
      return { step: "setState", [step.which === "current" ? "currentBlockInfo" : "previousBlockInfo"]: blockJson(step.block) };
    case "query":
      return { step: "scQuery", id: "", tx: { to: hex(step.receiver), function: step.function, arguments: step.arguments.map(hex) }, expect: expectJson(result) };
    case "transfer":
      return { step: "transfer", id: "", tx: { ...sentJson(step), to: hex(step.receiver), gasLimit: String(transferGas) } };
    case "call": {
      const tx = { ...sentJson(step), to: hex(step.receiver), function: step.function, arguments: step.arguments.map(hex) };
      return { step: "scCall", id: "", tx: { ...tx, gasLimit: String(step.gasLimit) }, expect: expectJson(result) };
    }
    case "deploy": {
      const code = { contractCode: hex(step.code), codeMetadata: hex(step.codeMetadata) };
      const tx = { ...sentJson(step), ...code, arguments: step.arguments.map(hex), gasLimit: String(step.gasLimit) };
      return { step: "scDeploy", id: "", tx, expect: expectJson(result) };
    }
    case "upgrade": {
      const tx = { from: hex(step.sender), to: hex(step.receiver), contractCode: hex(step.code), codeMetadata: hex(step.codeMetadata) };
      return { step: "scUpgrade", id: "", tx: { ...tx, arguments: [], gasLimit: String(upgradeGas), gasPrice: "0" }, expect: expectJson(result) };
    }
  }
}

function sentJson({ sender, value, ...rest }: { sender: Uint8Array; value: bigint; esdt?: readonly TokenPayment[] }): Record<string, Json> {
  const payments = (rest.esdt ?? []).map((payment) => ({
    tokenIdentifier: hex(payment.tokenIdentifier),
    nonce: String(payment.nonce),
    value: String(payment.value),
  }));
  return {
    from: hex(sender),
    ...(value === 0n ? {} : { egldValue: String(value) }),
    ...(payments.length === 0 ? {} : { esdtValue: payments }),
    gasPrice: "0",
  };
}

function blockJson({ nonce, round, epoch, timestampMs }: Partial<BlockInfo>): Json {
  return { blockNonce: String(nonce), blockRound: String(round), blockEpoch: String(epoch), blockTimestampMs: String(timestampMs) };
}

function expectJson(result: StepOutcome): Json | undefined {
  if (typeof result !== "object") return undefined;
  return { ...resultJson(result), logs: "*", refund: "*" };
}

function resultJson({ returnCode, returnMessage, returnData, gasRemaining }: TransactionResult): Record<string, Json> {
  const isAscii = [...returnMessage].every((character) => character >= " " && character <= "~");
  return {
    out: returnData.map(hex),
    status: String(returnCode),
    message: isAscii ? text(returnMessage) : "*",
    gas: String(gasRemaining),
  };
}

/** What production has of the accounts that differ. Entries of the protocol are not for scenarios: tokens are compared as tokens. */
function checkStateJson({ expectedAccounts }: CaseFailure): Json {
  const accounts = expectedAccounts.map(({ account, esdt }) => {
    const own = [...account.storage].filter(([key]) => !key.startsWith("ELROND"));
    const storage = Object.fromEntries(own.map(([key, value]) => [text(key), hex(value)]));
    const code = account.code.length === 0 ? "" : hex(account.code);
    return [hex(account.address), { nonce: "*", balance: String(account.balance), esdt: esdtJson(esdt), storage, code, owner: undefined }];
  });
  return { step: "checkState", accounts: { ...(Object.fromEntries(accounts) as Record<string, Json>), "+": "" } };
}
