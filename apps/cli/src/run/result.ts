// What an action of `mxvm run` answers, as lines for people and as JSON.
import { addressToBech32, bytesToHex, codecsOf, createBytesSource, isSmartContractAddress } from "@mxvm/codec";
import { type TransactionResult, ReturnCode, returnCodeTexts } from "@mxvm/protocol-hooks";
import { expressionFromBytes, showValue } from "@mxvm/scenario";
import type { AbiEndpoint, AbiFile } from "../contract-files.js";
import type { Colors } from "../reporters/colors.js";

export interface ActionResult {
  /** Whether what comes after it runs. */
  readonly ok: boolean;
  readonly lines: (colors: Colors) => readonly string[];
  readonly json: object;
  /** Of the code that a transaction or query ran. */
  readonly abi?: AbiFile | undefined;
}

export interface Executed {
  readonly action: string;
  readonly result: TransactionResult;
  readonly abi?: AbiFile | undefined;
  readonly endpoint?: AbiEndpoint | undefined;
}

/** Of a transaction or query. */
export function executed(done: Executed): ActionResult {
  return { ok: done.result.returnCode === ReturnCode.ok, lines: (colors) => resultLines(done, colors), json: resultToJson(done), abi: done.abi };
}

/** What the ABI says of the results; nothing where it does not fit them. */
function typedOut({ result, abi, endpoint }: Executed): readonly string[] | undefined {
  if (abi === undefined || endpoint?.outputs === undefined || result.returnData.length === 0) return undefined;
  try {
    const codecOf = codecsOf(abi);
    const source = createBytesSource(result.returnData);
    return endpoint.outputs.map(({ type }) => showValue(codecOf(type).multi.decode(source) as unknown));
  } catch {
    return undefined; // The bytes are shown as they are.
  }
}

function resultLines(done: Executed, colors: Colors): string[] {
  const { action, result } = done;
  const failed = `${returnCodeTexts[result.returnCode]}: ${JSON.stringify(result.returnMessage)}`;
  const verdict = result.returnCode === ReturnCode.ok ? colors.green("ok") : colors.red(failed);
  const out = typedOut(done) ?? result.returnData.map((bytes) => expressionFromBytes(bytes) || '""');
  return [
    `${colors.bold(action)}  ${verdict}  ${colors.dim(`${result.gasUsed} gas`)}`,
    ...(result.deployedAddress === undefined ? [] : [`  address  ${addressToBech32(result.deployedAddress)}`]),
    ...out.map((value) => `  out      ${value}`),
    ...result.logs.map(({ address, identifier, topics }) =>
      colors.dim(`  event    ${isSmartContractAddress(address) ? "" : "by an account "}${expressionFromBytes(identifier)}  ${topics.map((topic) => expressionFromBytes(topic)).join(", ")}`.trimEnd()),
    ),
  ];
}

function resultToJson(done: Executed): object {
  const { action, result } = done;
  return {
    action,
    status: result.returnCode,
    message: result.returnMessage,
    gasUsed: result.gasUsed.toString(),
    out: result.returnData.map((bytes) => `0x${bytesToHex(bytes)}`),
    values: typedOut(done),
    ...(result.deployedAddress && { address: addressToBech32(result.deployedAddress) }),
    logs: result.logs.map(({ address, identifier, topics, data }) => ({
      address: addressToBech32(address),
      endpoint: expressionFromBytes(identifier),
      topics: topics.map((topic) => expressionFromBytes(topic)),
      data: data.map((bytes) => expressionFromBytes(bytes)),
    })),
  };
}
