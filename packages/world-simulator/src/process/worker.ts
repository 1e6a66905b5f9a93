// The thread beside a world: it runs the simulator, drains its output, and speaks HTTP with it while the world's own thread waits.
import type * as ChildProcess from "node:child_process";
import type * as Http from "node:http";
import type { MessagePort } from "node:worker_threads";

/** How to start a simulator. */
export interface SimulatorCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Regular expression that finds the simulator's URL, its first group, in what it prints. */
  readonly urlPattern: string;
}

export interface WorkerData {
  readonly command: SimulatorCommand;
  readonly port: MessagePort;
  /** One counter: how many answers were given. */
  readonly answers: Int32Array;
}

/** An HTTP request, or the order to stop the simulator. */
export type WorkerRequest = { readonly method: "GET" | "POST"; readonly path: string; readonly body: string } | "close";

/** The answer; or what went wrong. The first one, unasked, says that the simulator is there. */
export type WorkerAnswer = { readonly status: number; readonly text: string } | { readonly fault: string };

interface Modules {
  readonly childProcess: typeof ChildProcess;
  readonly http: typeof Http;
}

/**
 * What the thread does. It refers to nothing outside of itself: the thread gets it as text, so that it needs no file of its own and runs
 * from sources and from a bundle alike.
 */
export function serveSimulator({ childProcess, http }: Modules, { command, port, answers }: WorkerData): void {
  // The shell ends the simulator when its own input closes: on `close`, and when this process ends in whatever way. A node leaves its
  // database where temporary files go, so it gets a place of its own that is removed.
  const watch = [
    'exec 3<&0; TMPDIR=$(mktemp -d) || exit 1; export TMPDIR; "$0" "$@" 3<&- & simulator=$!',
    '{ read -r _ <&3; kill -9 "$simulator"; } 2>/dev/null & wait "$simulator" 2>/dev/null; rm -rf "$TMPDIR"',
  ].join("\n");
  const maxKeptOutput = 4096;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const simulator = childProcess.spawn("/bin/sh", ["-c", watch, command.program, ...command.arguments], { stdio: "pipe" });
  let output = "";
  let url: string | undefined;

  const answer = (message: WorkerAnswer): void => {
    port.postMessage(message);
    Atomics.add(answers, 0, 1);
    Atomics.notify(answers, 0);
  };
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-maxKeptOutput);
    if (url !== undefined) return;
    url = new RegExp(command.urlPattern).exec(output)?.[1];
    if (url === undefined) return;
    if (!url.startsWith("http")) url = `http://${url}`;
    answer({ status: 200, text: url });
  };
  const send = (method: string, path: string, body: string): void => {
    const request = http.request(`${url}${path}`, { method, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (error) => answer({ fault: error.message }));
      response.on("end", () => answer({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    request.on("error", (error) => answer({ fault: `${error.message}; it printed: ${output}` }));
    request.end(body);
  };

  simulator.stdout.on("data", read);
  simulator.stderr.on("data", read);
  simulator.stdin.on("error", () => simulator.kill());
  simulator.on("error", (error) => answer({ fault: error.message }));
  simulator.on("exit", () => {
    simulator.stdin.end();
    if (url === undefined) answer({ fault: `it ended at its start and printed: ${output}` });
  });
  port.on("message", (request: WorkerRequest) => {
    if (request !== "close") {
      send(request.method, request.path, request.body);
      return;
    }
    const closed = (): void => answer({ status: 200, text: "" });
    agent.destroy();
    if (simulator.exitCode === null && simulator.signalCode === null) simulator.once("exit", closed).stdin.end();
    else closed();
  });
}
