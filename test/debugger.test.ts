// A debugger in a contract: a breakpoint in its source is hit, its values are readable, and steps go from line to line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { inspect, type Inspector, type CallFrame, type RemoteObject } from "./debugger/inspector.js";
import { sourceLines, type SourceLines } from "./debugger/source-lines.js";

const root = join(import.meta.dirname, "..");
const project = join(root, "docs/write-a-contract");
const source = readFileSync(join(project, "src/tip-jar.ts"), "utf8").split("\n");
const lineWith = (text: string): number => source.findIndex((line) => line.includes(text)) + 1;

/** Ways to run the guide's first test that wait for a debugger: in a worker of the test runner, which editors attach to; and as a program. */
const ways: Readonly<Record<string, readonly string[]>> = {
  "a test under vitest": [join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", root, "--project", "tip-jar", "--no-file-parallelism", "--inspect-brk=127.0.0.1:0", "first.test.ts"],
  "a program under tsx": ["--inspect-brk=0", "--import", "tsx", "--conditions=@mxvm/source", "test/debugger/program.ts"],
};

/** Goes on until the contract's module begins to run. */
async function untilContract(inspector: Inspector): Promise<SourceLines> {
  await inspector.send("Runtime.enable");
  await inspector.send("Debugger.enable");
  const beginning = { urlRegex: String.raw`write-a-contract[\\/]src[\\/]tip-jar\.ts`, lineNumber: 0 };
  const { breakpointId } = await inspector.send<{ readonly breakpointId: string }>("Debugger.setBreakpointByUrl", beginning);
  await inspector.send("Runtime.runIfWaitingForDebugger");
  const { location } = await untilBreakpoint(inspector, breakpointId);
  await inspector.send("Debugger.removeBreakpoint", { breakpointId });
  const { scriptSource } = await inspector.send<{ readonly scriptSource: string }>("Debugger.getScriptSource", { scriptId: location.scriptId });
  return sourceLines(location.scriptId, scriptSource, inspector.sourceMapUrl(location.scriptId));
}

/** Where the breakpoint is hit. Programs that wait for a debugger pause at their beginnings, too. */
async function untilBreakpoint(inspector: Inspector, breakpointId: string): Promise<CallFrame> {
  for (;;) {
    const { hitBreakpoints, callFrames } = await inspector.nextPause();
    if (hitBreakpoints?.includes(breakpointId) === true) return callFrames[0]!;
    await inspector.send("Debugger.resume");
  }
}

/** Where a step ends. */
async function step(inspector: Inspector, method: "stepInto" | "stepOut" | "stepOver"): Promise<CallFrame> {
  await inspector.send(`Debugger.${method}`);
  return (await inspector.nextPause()).callFrames[0]!;
}

async function valuesOf(inspector: Inspector, { objectId }: RemoteObject): Promise<Record<string, RemoteObject>> {
  const { result } = await inspector.send<{ readonly result: readonly { readonly name: string; readonly value?: RemoteObject }[] }>("Runtime.getProperties", {
    objectId,
    ownProperties: true,
  });
  return Object.fromEntries(result.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

async function localsOf(inspector: Inspector, { scopeChain }: CallFrame): Promise<Record<string, RemoteObject>> {
  const scopes = scopeChain.filter(({ type }) => type === "local" || type === "block");
  return Object.assign({}, ...(await Promise.all(scopes.map(({ object }) => valuesOf(inspector, object))))) as Record<string, RemoteObject>;
}

describe.each(Object.entries(ways))("in %s", (_, nodeArguments) => {
  let inspector: Inspector | undefined;
  afterEach(() => inspector?.end());

  it("a breakpoint in an endpoint stops there, shows bigints, addresses and frozen values, and steps go on by lines", async () => {
    inspector = await inspect(nodeArguments, root);
    const lines = await untilContract(inspector);
    const line = lineWith("requireEnough(sc, amount);");
    const { breakpointId } = await inspector.send<{ readonly breakpointId: string }>("Debugger.setBreakpoint", { location: lines.locationOf(line) });
    await inspector.send("Debugger.resume");

    const frame = await untilBreakpoint(inspector, breakpointId);
    expect(lines.lineOf(frame.location)).toBe(line);

    const { amount, giver, payment } = await localsOf(inspector, frame);
    expect(amount).toMatchObject({ type: "bigint", unserializableValue: "30n" });
    expect(giver).toMatchObject({ type: "string", value: expect.stringMatching(/^erd1[0-9a-z]{58}$/) as string });
    expect(await valuesOf(inspector, payment!)).toMatchObject({ token: { value: "EGLD-000000" }, nonce: { unserializableValue: "0n" }, amount: { unserializableValue: "30n" } });
    const { callFrameId } = frame;
    const frozen = await inspector.send("Debugger.evaluateOnCallFrame", { callFrameId, expression: "Object.isFrozen(payment)" });
    expect(frozen).toMatchObject({ result: { value: true } });

    expect((await step(inspector, "stepInto")).functionName).toBe("requireEnough");
    await step(inspector, "stepOut");
    const next = await step(inspector, "stepOver");
    expect(lines.lineOf(next.location)).toBeGreaterThan(line);
    expect(lines.lineOf(next.location)).toBeLessThanOrEqual(line + 2);
  });
});
