// `mxvm inspect`: a contract's facts as text or JSON.
import { loadConfig } from "../config/load-config.js";
import { type ContractFile, type AbiEndpoint, readContract } from "../contract-files.js";
import { type Colors, colorsFor } from "../reporters/colors.js";
import { ExitCode } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";
import { type InspectedContract, inspectContract } from "./inspect-contract.js";

export interface InspectOptions {
  readonly json?: boolean;
  /** How many functions to show. */
  readonly functions?: number;
}

const MOST_FUNCTIONS = 15;

const PAGE = 64;

export async function inspect(path: string, { json = false, functions: asked }: InspectOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const functions = asked ?? (await loadConfig(terminal.cwd)).config.inspect?.functions ?? MOST_FUNCTIONS;
  const file: ContractFile = readContract(path, terminal.cwd);
  const facts = inspectContract(file);
  const lines = json ? [JSON.stringify({ file: path, ...facts }, undefined, 2)] : textLines(path, facts, functions, colorsFor(terminal));
  terminal.out(`${lines.join("\n")}\n`);
  return facts.refusals.length === 0 ? ExitCode.ok : ExitCode.failed;
}

function textLines(path: string, facts: InspectedContract, most: number, colors: Colors): string[] {
  const { memory, sections, refusals } = facts;
  const verdict = refusals.length === 0 ? colors.green("accepted by production") : colors.red("refused by production");
  const parts = sections === undefined ? "" : `  (code ${sections.code}, data ${sections.data}, custom sections ${sections.custom})`;
  const memoryText = memory === undefined ? "none" : `${memory.pages} pages (${memory.pages * PAGE} KiB)${memory.most === undefined ? "" : `, at most ${memory.most}`}`;
  return [
    `${colors.bold(path)}  ${verdict}`,
    ...refusals.map(({ reason, function: name }) => colors.red(`  ${reason}${name === undefined ? "" : `, in ${name}`}`)),
    "",
    `size      ${facts.size} bytes${parts}`,
    `memory    ${memoryText}`,
    `flags     ${facts.flags.length === 0 ? "none needed" : facts.flags.join(", ")}`,
    ...endpointLines(facts, colors),
    ...hookLines(facts, colors),
    ...functionLines(facts, most, colors),
  ];
}

function endpointLines({ endpoints, abi }: InspectedContract, colors: Colors): string[] {
  const described = new Map<string, AbiEndpoint>((abi?.endpoints ?? []).map((endpoint) => [endpoint.name ?? "", endpoint]));
  if (abi !== undefined && Object.hasOwn(abi, "constructor") && abi.constructor !== undefined) described.set("init", abi.constructor);
  if (abi?.upgradeConstructor !== undefined) described.set("upgrade", abi.upgradeConstructor);
  const title = `${endpoints.length} endpoints${abi === undefined ? ", no ABI" : `, ABI of ${abi.name ?? "no name"}`}`;
  const width = Math.max(0, ...endpoints.map((name) => name.length));
  return ["", colors.bold(title), ...endpoints.map((name) => `  ${name.padEnd(width)}  ${colors.dim(signature(described.get(name)))}`.trimEnd())];
}

function signature(endpoint: AbiEndpoint | undefined): string {
  if (endpoint === undefined) return "";
  const inputs = (endpoint.inputs ?? []).map(({ name, type }) => (name === undefined ? type : `${name}: ${type}`)).join(", ");
  const outputs = (endpoint.outputs ?? []).map(({ type }) => type).join(", ");
  const notes = [
    ...(endpoint.mutability === "readonly" ? ["view"] : []),
    ...(endpoint.onlyOwner === true ? ["only owner"] : []),
    ...(endpoint.payableInTokens === undefined ? [] : [`payable in ${endpoint.payableInTokens.join(", ")}`]),
  ];
  return `(${inputs})${outputs === "" ? "" : ` -> ${outputs}`}${notes.length === 0 ? "" : `  ${notes.join(", ")}`}`;
}

function hookLines({ hooks }: InspectedContract, colors: Colors): string[] {
  const groups = new Map<string, string[]>();
  for (const { name, group, flag } of hooks) groups.set(group, [...(groups.get(group) ?? []), flag === undefined ? name : `${name} (${flag})`]);
  const lines = [...groups].flatMap(([group, names]) => [`  ${group}`, ...names.sort().map((name) => colors.dim(`    ${name}`))]);
  return ["", colors.bold(`${hooks.length} VM hooks`), ...lines];
}

function functionLines({ functions }: InspectedContract, most: number, colors: Colors): string[] {
  const shown = functions.slice(0, most);
  const digits = Math.max(0, ...shown.map(({ size }) => size.toString().length));
  const rest = functions.slice(most);
  const restSize = rest.reduce((sum, { size }) => sum + size, 0);
  return [
    "",
    colors.bold(`${functions.length} functions, the largest first, in bytes`),
    ...shown.map(({ index, name, size }) => `  ${size.toString().padStart(digits)}  ${name ?? colors.dim(`function ${index}`)}`),
    ...(rest.length === 0 ? [] : [colors.dim(`  ${restSize.toString().padStart(digits)}  in ${rest.length} more: --functions ${functions.length}`)]),
  ];
}
