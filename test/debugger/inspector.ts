// A client of Node's inspector protocol, as editors are: starts a program that waits for it, and drives it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { WebSocket } from "ws";

/** A place in generated code. Lines and columns count from 0. */
export interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber?: number;
}

export interface RemoteObject {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}

export interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: Location;
  readonly scopeChain: readonly { readonly type: string; readonly object: RemoteObject }[];
}

export interface Paused {
  readonly reason: string;
  readonly callFrames: readonly CallFrame[];
  readonly hitBreakpoints?: readonly string[];
}

export interface Inspector {
  send<Answer>(method: string, params?: object): Promise<Answer>;
  /** The address of a script's source map, which the inspector tells of each script once `Debugger.enable` was sent. */
  sourceMapUrl(scriptId: string): string;
  /** The next pause, in order; each is answered once. Rejects when the program ended. */
  nextPause(): Promise<Paused>;
  /** Lets the program go on without a debugger, to its end. */
  end(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** No program here runs for as long. */
const GUARD_MS = 30_000;

/** Runs node with arguments of which one lets a process wait for a debugger, and attaches to that process. */
export async function inspect(nodeArguments: readonly string[], cwd: string): Promise<Inspector> {
  const child = spawn(process.execPath, nodeArguments, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const socket = new WebSocket(await addressOf(child), { perMessageDeflate: false });
  await once(socket, "open");
  const answers = new Map<number, Waiting>();
  const sourceMapUrls = new Map<string, string>();
  const pauses: Paused[] = [];
  const pausers: Waiting[] = [];
  let ended: Error | undefined;

  function receiveEvent(method: string | undefined, params: unknown): void {
    if (method === "Debugger.scriptParsed") {
      const { scriptId, sourceMapURL } = params as { readonly scriptId: string; readonly sourceMapURL?: string };
      sourceMapUrls.set(scriptId, sourceMapURL ?? "");
    } else if (method === "Debugger.paused") {
      const pauser = pausers.shift();
      if (pauser === undefined) pauses.push(params as Paused);
      else pauser.resolve(params as never);
    }
  }

  function receive({ id, method, params, result, error }: Message): void {
    if (id === undefined) {
      receiveEvent(method, params);
      return;
    }
    const answer = answers.get(id);
    answers.delete(id);
    if (error === undefined) answer?.resolve(result as never);
    else answer?.reject(new Error(error.message));
  }

  socket.on("message", (data: Buffer) => receive(JSON.parse(data.toString()) as Message));
  socket.on("close", () => {
    ended = new Error("the program ended");
    for (const { reject } of [...answers.values(), ...pausers]) reject(ended);
  });

  let lastId = 0;
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        if (ended === undefined) {
          answers.set(++lastId, { resolve, reject });
          socket.send(JSON.stringify({ id: lastId, method, params }));
        } else reject(ended);
      }),
    sourceMapUrl: (scriptId) => sourceMapUrls.get(scriptId) ?? "",
    nextPause: () =>
      new Promise((resolve, reject) => {
        const pause = pauses.shift();
        if (pause !== undefined) resolve(pause);
        else if (ended !== undefined) reject(ended);
        else pausers.push({ resolve, reject });
      }),
    end: async () => {
      const exit = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      socket.terminate();
      const guard = setTimeout(() => child.kill("SIGKILL"), GUARD_MS);
      await exit;
      clearTimeout(guard);
    },
  };
}

/** Node prints where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (data: Buffer): void => {
      printed += data.toString();
      const address = /Debugger listening on (ws:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => reject(new Error(`the program ended with code ${String(code)} before a debugger came:\n${printed}`)));
  });
}
