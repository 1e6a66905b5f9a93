// A running simulator, spoken to synchronously: a thread does the work, the caller waits for its answer.
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { SimulatorError } from "../errors.js";
import { serveSimulator, type SimulatorCommand, type WorkerAnswer, type WorkerData, type WorkerRequest } from "./worker.js";

/** A simulator's HTTP interface. Every method throws `SIMULATOR_FAILED` once the simulator is gone. */
export interface Simulator {
  /** `data` of the answer; throws `SIMULATOR_REFUSED` with the simulator's own words where it answers an error. */
  get(path: string): unknown;
  post(path: string, body: string): unknown;
  /** Stops the simulator and waits until it has ended. May be called twice. */
  close(): void;
}

interface Envelope {
  readonly code?: string;
  readonly error?: string;
  readonly data?: unknown;
}

// Compilers that keep the names of functions call a helper of theirs for it, which the thread's source would lack.
const threadSource = `const __name = (named) => named;
(${serveSimulator.toString()})(
  { childProcess: require("node:child_process"), http: require("node:http") },
  require("node:worker_threads").workerData,
)`;

/** Starts a simulator and waits until it listens. `timeoutMs` is how long any of its answers may take. */
export function startSimulator(command: SimulatorCommand, timeoutMs: number): Simulator {
  const { port1: own, port2: port } = new MessageChannel();
  const answers = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerData = { command, port, answers };
  const worker = new Worker(threadSource, { eval: true, workerData, transferList: [port] });
  // A world that nobody closed does not keep the process alive; the simulator ends with it.
  worker.unref();
  own.unref();
  let received = 0;
  let isClosed = false;

  const failed = (reason: string): SimulatorError => new SimulatorError("SIMULATOR_FAILED", `the simulator failed: ${reason}`);
  const receive = (): { readonly status: number; readonly text: string } => {
    // The notification of the answer before may come late: what counts is the counter.
    while (Atomics.load(answers, 0) === received) {
      if (Atomics.wait(answers, 0, received, timeoutMs) !== "timed-out") continue;
      stop();
      throw failed(`no answer within ${timeoutMs} ms`);
    }
    const { message } = receiveMessageOnPort(own) as { readonly message: WorkerAnswer };
    received++;
    if ("fault" in message) throw failed(message.fault);
    return message;
  };
  const exchange = (request: WorkerRequest): { readonly status: number; readonly text: string } => {
    if (isClosed) throw failed("it was closed");
    own.postMessage(request);
    return receive();
  };
  const stop = (): void => {
    isClosed = true;
    own.close();
    // Closing the thread closes the simulator's input, which ends it.
    void worker.terminate();
  };
  const request = (method: "GET" | "POST", path: string, body: string): unknown => dataFrom(exchange({ method, path, body }).text);

  try {
    receive();
  } catch (error) {
    stop();
    throw error;
  }
  return {
    get: (path) => request("GET", path, ""),
    post: (path, body) => request("POST", path, body),
    close: () => {
      if (isClosed) return;
      try {
        exchange("close");
      } finally {
        stop();
      }
    },
  };
}

/** Numbers that may exceed 2^53 become strings before the parser rounds them. */
function dataFrom(text: string): unknown {
  let envelope: Envelope;
  try {
    envelope = JSON.parse(text.replace(/"(gasUsed|nonce)":(\d+)/g, '"$1":"$2"')) as Envelope;
  } catch (cause) {
    throw new SimulatorError("SIMULATOR_REFUSED", text, { cause });
  }
  if (envelope.code !== "successful") throw new SimulatorError("SIMULATOR_REFUSED", envelope.error ?? text);
  return envelope.data;
}
