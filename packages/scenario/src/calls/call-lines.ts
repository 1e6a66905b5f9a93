// Calls as lines for people: a tree, each call in words, below it what it did and how it ended.
import { EGLD_TOKEN_IDENTIFIER } from "@mxvm/codec";
import type { CallTree, ShownLog, ShownStorageChange, ShownTokens, ShownTransfer, ShownValue } from "./call-tree.js";

/** How parts of the lines are painted, for terminals; each leaves the number of visible characters as it is. */
export interface CallPaint {
  /** What a call was asked. */
  readonly call: (text: string) => string;
  /** How a call failed. */
  readonly failure: (text: string) => string;
  /** Branches, and what happened in vain. */
  readonly faint: (text: string) => string;
}

/** Options of `callLines`. */
export interface CallLinesOptions {
  /** Characters in a line, at least 40. Default: 80. */
  readonly width?: number;
  readonly paint?: CallPaint;
}

const DEFAULT_WIDTH = 80;
const LEAST_WIDTH = 40;
/** Below it, branches that go deeper have no room; they overrun. */
const LEAST_TEXT = 24;
/** Longer values would bury the rest; the data have them whole. Addresses and hashes, with signs around them, are no longer. */
const LONGEST_WORD = 80;
const LONGEST_VALUE = 400;
/** What is shown of longer ones. */
const START_OF_WORD = 40;
const START_OF_VALUE = 300;
/** Stands for a space where no line ends. */
const UNBREAKABLE = "\u00a0";
const EGLD_DECIMALS = 18;
/** Below a thousandth, amounts are told in the smallest unit. */
const LEAST_WHOLE_EGLD = 10n ** 15n;

const plain: CallPaint = { call: (text) => text, failure: (text) => text, faint: (text) => text };

type Paint = keyof CallPaint | undefined;

/** One text of the tree, and what is below it. */
interface Node {
  readonly text: string;
  readonly paint: Paint;
  readonly below: readonly Node[];
}

/** The lines of calls, one after the other. */
export function callLines(calls: readonly CallTree[], { width = DEFAULT_WIDTH, paint = plain }: CallLinesOptions = {}): string[] {
  const most = Math.max(width, LEAST_WIDTH);
  return shownRoots(calls).flatMap((call) => nodeLines(callNode(call, undefined), "", "", most, paint));
}

/** A payment that went well is told by the call that it paid for. */
function shownRoots(calls: readonly CallTree[]): readonly CallTree[] {
  return calls.filter((call, index) => {
    const next = calls[index + 1];
    const isPayment = call.tokensTo !== "" && call.status === 0 && next?.from === call.from && next.to === call.tokensTo;
    return !isPayment || JSON.stringify(next.tokens) !== JSON.stringify(call.tokens);
  });
}

function nodeLines(node: Node, first: string, rest: string, width: number, paint: CallPaint): string[] {
  const hasBelow = node.below.length > 0;
  const [head = "", ...more] = wrapped(node.text, Math.max(width - rest.length, LEAST_TEXT));
  const painted = node.paint === undefined ? (text: string): string => text : paint[node.paint];
  const hanging = `${rest}${hasBelow ? "│ " : "  "}`;
  const own = [`${paint.faint(first)}${painted(head)}`, ...more.map((line) => `${paint.faint(hanging)}${painted(line)}`)];
  const below = node.below.flatMap((child, index) => {
    const isLast = index === node.below.length - 1;
    return nodeLines(child, `${rest}${isLast ? "└─ " : "├─ "}`, `${rest}${isLast ? "   " : "│  "}`, width, paint);
  });
  return [...own, ...below];
}

/** Lines of at most so many characters, of which all but the first leave room for a hanging indent. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let rest = paragraph;
    while (rest.length > width - (lines.length > 0 ? 2 : 0)) {
      const most = width - (lines.length > 0 ? 2 : 0);
      const end = breakIn(rest, most);
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    lines.push(rest);
  }
  return lines.map((line) => line.replaceAll(UNBREAKABLE, " "));
}

/** At a space, or behind a sign that something new follows, unless that leaves too much of the line empty. */
function breakIn(text: string, most: number): number {
  const space = text.lastIndexOf(" ", most);
  const sign = 1 + Math.max(...["(", "|", ","].map((one) => text.lastIndexOf(one, most - 1)));
  const end = space > most / 2 ? space : sign;
  return end > most / 2 ? end : most;
}

function callNode(call: CallTree, caller: string | undefined): Node {
  const steps = call.steps.flatMap((step): Node[] => {
    if (step.kind === "call") return [callNode(step.call, call.to)];
    return step.kind === "log" ? logNodes(step, call) : [transferNode(step, call)];
  });
  const changes = call.storage.map((change) => changeNode(change, call));
  const hasCalls = call.steps.some(({ kind }) => kind === "call");
  const gas = ` (gas ${grouped(call.gas)}${hasCalls ? `, own ${grouped(call.ownGas)}` : ""})`.replaceAll(" ", UNBREAKABLE).replace(UNBREAKABLE, " ");
  const isTransfer = call.kind === "transfer" && call.gas === "0";
  return {
    text: `${phraseOf(call, caller)}${isTransfer ? "" : gas}`,
    paint: "call",
    below: [...steps, ...changes, ...endNodes(call)],
  };
}

/** What was asked, and by whom where that is not the call above. */
function phraseOf(call: CallTree, caller: string | undefined): string {
  if (call.isQuery) return `query ${call.to}.${call.function}${argumentsOf(call)}${payingOf(call)}`;
  const subject = call.from === caller ? "" : `${call.from === "" ? "the protocol" : call.from} `;
  return `${subject}${verbPhrases[call.kind](call)}${call.isAsynchronous ? ", asynchronously" : ""}${call.isReadOnly ? ", read-only" : ""}`;
}

const verbPhrases: Readonly<Record<CallTree["kind"], (call: CallTree) => string>> = {
  deploy: (call) => `deploys ${contractOf(call)}${argumentsOf(call)}${call.to === "" ? "" : ` at ${call.to}`}${payingOf(call)}`,
  upgrade: (call) => `upgrades ${call.to} to ${contractOf(call)}${argumentsOf(call)}${payingOf(call)}`,
  delete: (call) => `deletes ${call.to}`,
  call: (call) => `calls ${call.to}.${call.function}${argumentsOf(call)}${payingOf(call)}`,
  callback: (call) => `calls back ${call.to}.${call.function}${argumentsOf(call)}${payingOf(call)}`,
  callOnSameContext: (call) => `runs ${call.code}.${call.function}${argumentsOf(call)} on the storage of ${call.to}${payingOf(call)}`,
  builtInFunction: (call) => {
    if (call.tokensTo !== "") return `transfers ${call.tokens.map(tokensText).join(", ")} to ${call.tokensTo}${purposeOf(call)} by ${call.function}`;
    return `calls ${call.function}${argumentsOf(call)}${call.to === call.from ? "" : ` of ${call.to}`}${payingOf(call)}`;
  },
  callOnOtherVm: (call) => `calls ${call.to}.${call.function}${argumentsOf(call)}${payingOf(call)}`,
  transfer: (call) => {
    const moved = movedOf(call);
    return moved === "" ? `sends nothing to ${call.to}` : `transfers ${moved} to ${call.to}`;
  },
};

/** A transfer that went well is followed by its call. */
function purposeOf({ tokensTo, tokensFor, status }: CallTree): string {
  return status === 0 || tokensFor.function === "" ? "" : ` for ${tokensTo}.${tokensFor.function}${argumentsOf(tokensFor)}`;
}

function contractOf({ contract }: CallTree): string {
  return contract === "" ? "a contract" : contract;
}

function argumentsOf({ arguments: args }: Pick<CallTree, "arguments">): string {
  return `(${args.map(valueText).join(", ")})`;
}

function valueText({ name, value }: ShownValue): string {
  return `${name === undefined ? "" : `${name}: `}${shortened(value)}`;
}

function shortened(value: string): string {
  const words = value.split(" ").map((word) => startOf(word, LONGEST_WORD, START_OF_WORD));
  return startOf(words.join(" "), LONGEST_VALUE, START_OF_VALUE);
}

function startOf(text: string, longest: number, length: number): string {
  return text.length <= longest ? text : `${text.slice(0, length)}… (${grouped(text.length.toString())} characters)`;
}

function payingOf(call: CallTree): string {
  const moved = movedOf(call);
  return moved === "" ? "" : `, paying ${moved}`;
}

function movedOf({ egld, tokens }: Pick<CallTree, "egld" | "tokens">): string {
  return [...(egld === "0" ? [] : [egldText(egld)]), ...tokens.map(tokensText)].join(", ");
}

function tokensText({ token, nonce, amount }: ShownTokens): string {
  if (token === EGLD_TOKEN_IDENTIFIER) return egldText(amount);
  return `${amount} ${token}${nonce === "0" ? "" : ` (nonce${UNBREAKABLE}${nonce})`}`;
}

function egldText(amount: string): string {
  const value = BigInt(amount);
  if (value < LEAST_WHOLE_EGLD) return `${amount} EGLD (10^-18)`;
  const digits = amount.padStart(EGLD_DECIMALS + 1, "0");
  const decimals = digits.slice(-EGLD_DECIMALS).replace(/0+$/u, "");
  return `${grouped(digits.slice(0, -EGLD_DECIMALS))}${decimals === "" ? "" : `.${decimals}`} EGLD`;
}

/** Logs that the protocol writes of transfers, which are told as such. */
const transferLogs: ReadonlySet<string> = new Set(["transferValueOnly", "ESDTTransfer", "ESDTNFTTransfer", "MultiESDTNFTTransfer"]);

function logNodes(log: ShownLog, call: CallTree): Node[] {
  if (transferLogs.has(log.name)) return [];
  const data = log.data.length === 0 ? "" : ` with data ${log.data.map(shortened).join(", ")}`;
  return [leaf(`logs ${log.name}(${log.values.map(valueText).join(", ")})${data}`, call.isUndone ? "faint" : undefined)];
}

function transferNode(transfer: ShownTransfer, call: CallTree): Node {
  const { to, egld, function: name } = transfer;
  const gas = transfer.gasLimit === "0" ? "" : ` (gas ${grouped(transfer.gasLimit)} sent along)`;
  const asynchronously = transfer.isAsynchronous ? ", asynchronously" : "";
  const paint = call.isUndone ? "faint" : undefined;
  if (name !== "") return leaf(`sends ${to}.${name}${argumentsOf(transfer)}${egld === "0" ? "" : ` with ${egldText(egld)}`}${asynchronously}${gas}`, paint);
  return leaf(`transfers ${egldText(egld)} to ${to}${transfer.arguments.length === 0 ? "" : ` with data ${argumentsOf(transfer)}`}${gas}`, paint);
}

function changeNode({ address, key, from, to }: ShownStorageChange, { isUndone }: CallTree): Node {
  const shown = (value: string): string => (value === "" ? "nothing" : shortened(value));
  const where = address === "" ? "" : `for ${address} `;
  const before = from === undefined ? "" : `${shown(from)} → `;
  return leaf(`stores ${where}${key}: ${before}${shown(to)}${isUndone ? " (undone)" : ""}`, isUndone ? "faint" : undefined);
}

/** How a call ended, if that is worth a line. */
function endNodes({ status, statusText, message, trap, results }: CallTree): Node[] {
  if (status === 0) return results.length === 0 ? [] : [leaf(`answers ${results.map(shortened).join(", ")}`)];
  if (status < 0) return [leaf(`does not end: ${statusText}`, "failure")];
  const words = message === "" || message === statusText ? statusText : `${statusText}: ${message}`;
  return [leaf(`failed with ${words}${trap === "" ? "" : ` (${trap})`}`, "failure")];
}

function leaf(text: string, paint?: Paint): Node {
  return { text, paint, below: [] };
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
