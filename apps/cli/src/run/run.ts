// `mxvm run`: deploys, calls and queries contracts from the command line, one after the other.
import { resolve } from "node:path";
import type { PortableWorld } from "@mxvm/protocol-hooks";
import { nearestName, watchCalls } from "@mxvm/scenario";
import { DEFAULT_MAX_POINTS } from "../composition-names.js";
import { composeWorlds } from "../composition.js";
import { type LoadedConfig, loadConfig } from "../config/load-config.js";
import { EXECUTOR_VARIABLE } from "../executors/choose-executor.js";
import { colorsFor } from "../reporters/colors.js";
import { callTreeLines } from "../reporters/trace-lines.js";
import { DEFAULT_COLUMNS, ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";
import { callsOfAction, knownContracts } from "./action-calls.js";
import { call, deploy, query, transfer, upgrade } from "./contract-actions.js";
import { type ActionResult, eventLines } from "./result.js";
import type { RunOptions } from "./run-options.js";
import { type NamedContract, loadWorld, saveWorld } from "./saved-world.js";
import { type Session, senderOf } from "./session.js";
import { numberOf, paymentOf } from "./values.js";
import { account, block, set } from "./world-actions.js";

/** Between actions of one command line. */
const SEPARATOR = "then";
/** Before an action: who sends it. */
const SENDER = "as";
const INDENT = "  ";
const DEFAULTS = { from: "address:owner", value: "0", gasLimit: "600000000", gasPrice: "0" } as const;

const actions: Readonly<Record<string, (session: Session, words: readonly string[]) => ActionResult>> = { deploy, upgrade, call, query, transfer, account, set, block };

export async function run(words: readonly string[], flags: RunOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const loaded = await loadConfig(terminal.cwd);
  const options = withConfig(flags, loaded);
  const session = await startSession(options, loaded, terminal);
  const watch = watchCalls(session.world);
  const colors = colorsFor(terminal);
  const results: (Pick<ActionResult, "ok" | "json">)[] = [];
  for (const action of splitActions(words)) {
    const done = perform(session, action);
    const observed = watch.take();
    const isExplained = options.trace === true || !done.ok;
    const known = knownContracts(session);
    const calls = isExplained ? callsOfAction(known, observed, isQuery(action), done.abi) : [];
    results.push({ ok: done.ok, json: { ...done.json, ...(calls.length > 0 && { calls }) } });
    // The tree tells of events as well.
    const below = calls.length === 0 ? eventLines(done, known, colors) : callTreeLines(calls, colors, (terminal.columns ?? DEFAULT_COLUMNS) - INDENT.length - 1);
    if (!options.json) terminal.out(`${[...done.lines(colors), ...below.map((line) => INDENT + line)].join("\n")}\n`);
    if (!done.ok) break;
  }
  if (options.json) terminal.out(`${JSON.stringify(results.map(({ json }) => json), undefined, 2)}\n`);
  if (options.world !== undefined) saveWorld(options.world, terminal.cwd, session.world, session.contracts);
  session.world.close();
  return results.every(({ ok }) => ok) ? ExitCode.ok : ExitCode.failed;
}

function isQuery([first, , third]: readonly string[]): boolean {
  return (first === SENDER ? third : first) === "query";
}

function perform(session: Session, [name = "", ...words]: readonly string[]): ActionResult {
  if (name === SENDER) {
    const [from, ...action] = words;
    if (from === undefined) throw new UsageError(`"${SENDER}" lacks who sends: mxvm run ${SENDER} address:alice call adder add 3`);
    return perform({ ...session, sender: senderOf(from, session.world, session.cwd) }, action);
  }
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action !== undefined) return action(session, words);
  const names = Object.keys(actions);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `several stand with "${SEPARATOR}" between them` : `did you mean "${nearest}"?`;
  throw new UsageError(`"${name}" is no action: it is one of ${names.join(", ")}; ${hint}`);
}

/** The command line goes before the configuration, whose world file is named from its folder. */
function withConfig(flags: RunOptions, { config, folder }: LoadedConfig): RunOptions {
  const { world, ...defaults } = config.run ?? {};
  return { ...defaults, ...(world !== undefined && { world: resolve(folder, world) }), ...flags };
}

async function startSession(options: RunOptions, loaded: LoadedConfig, terminal: Terminal): Promise<Session> {
  const { cwd, env } = terminal;
  const executor = { flag: options.executor, variable: env[EXECUTOR_VARIABLE], loaded, hasLargeStack: terminal.hasLargeStack ?? false };
  const createWorld = await composeWorlds({ world: "mock", executor, gasSchedule: options.gasSchedule, maxPoints: DEFAULT_MAX_POINTS });
  // A world in memory can be written down.
  const world = createWorld({ gasSchedule: "default" }) as PortableWorld;
  const contracts = options.world === undefined ? new Map<string, NamedContract>() : loadWorld(options.world, cwd, world);
  return {
    world,
    contracts,
    cwd,
    sender: senderOf(options.from ?? DEFAULTS.from, world, cwd),
    value: numberOf(options.value ?? DEFAULTS.value, "--value, EGLD in 10^-18"),
    esdt: (options.esdt ?? []).map(paymentOf),
    gasLimit: numberOf(options.gasLimit ?? DEFAULTS.gasLimit, "--gas-limit"),
    gasPrice: numberOf(options.gasPrice ?? DEFAULTS.gasPrice, "--gas-price, EGLD in 10^-18"),
  };
}

function splitActions(words: readonly string[]): string[][] {
  const split: string[][] = [[]];
  for (const word of words) {
    if (word === SEPARATOR) split.push([]);
    else split.at(-1)?.push(word);
  }
  return split;
}
