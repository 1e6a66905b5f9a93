// What an action of `mxvm run` answers, as lines for people and as JSON.
import { addressToBech32, bytesToHex, codecsOf, createBytesSource, equalBytes } from "@mxvm/codec";
import { type LogEntry, type TransactionResult, ReturnCode, returnCodeTexts } from "@mxvm/protocol-hooks";
import { expressionFromBytes, type KnownAddresses, showAddress, showValue } from "@mxvm/scenario";
import type { AbiEndpoint, AbiFile } from "../contract-files.js";
import type { Colors } from "../reporters/colors.js";

export interface ActionResult {
  /** Whether what comes after it runs. */
  readonly ok: boolean;
  readonly lines: (colors: Colors) => readonly string[];
  readonly json: object;
  /** What a transaction or query logged, and whom it was for. */
  readonly logs?: readonly LogEntry[];
  readonly receiver?: Uint8Array | undefined;
  /** Of the code that it ran. */
  readonly abi?: AbiFile | undefined;
}

export interface Executed {
  readonly receiver: Uint8Array | undefined;
  readonly action: string;
  readonly result: TransactionResult;
  readonly abi?: AbiFile | undefined;
  readonly endpoint?: AbiEndpoint | undefined;
}

/** Of a transaction or query. */
export function executed(done: Executed): ActionResult {
  const { result, receiver, abi } = done;
  return { ok: result.returnCode === ReturnCode.ok, lines: (colors) => resultLines(done, colors), json: resultToJson(done), logs: result.logs, receiver, abi };
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
  ];
}

/** Events by name and topics. Those of another than the receiver say whose they are. */
export function eventLines({ logs = [], receiver }: ActionResult, known: KnownAddresses, colors: Colors): string[] {
  return logs.map(({ address, identifier, topics }) => {
    const by = receiver !== undefined && equalBytes(address, receiver) ? "" : `by ${showAddress(address, known)} `;
    const values = topics.map((topic) => known.nameOf(topic) ?? expressionFromBytes(topic));
    return colors.dim(`event    ${by}${expressionFromBytes(identifier)}  ${values.join(", ")}`.trimEnd());
  });
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
