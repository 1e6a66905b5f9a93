// What both simulators do alike as worlds: how they are asked, and what neither can do.
import { addressToBech32, bytesToHex, bytesToUtf8, byteStringToBytes } from "@mxvm/codec";
import { WORLD_SPECIFICATION_VERSION, WorldError, type Query } from "@mxvm/protocol-hooks";
import { toJson } from "./process/json.js";
import type { Simulator } from "./process/simulator.js";

export abstract class SimulatorWorld {
  readonly specificationVersion: typeof WORLD_SPECIFICATION_VERSION = WORLD_SPECIFICATION_VERSION;

  protected readonly simulator: Simulator;
  private readonly name: string;

  /** `name` begins the message of what is refused. */
  constructor(name: string, simulator: Simulator) {
    this.name = name;
    this.simulator = simulator;
  }

  getGasSchedule(): never {
    throw this.unsupported("does not tell its gas schedule");
  }

  setGasSchedule(): never {
    throw this.unsupported("keeps its gas schedule");
  }

  getFlags(): never {
    throw this.unsupported("does not tell its flags");
  }

  setFlags(): never {
    throw this.unsupported("keeps its flags");
  }

  snapshot(): never {
    throw this.unsupported("takes no snapshots");
  }

  revert(): never {
    throw this.unsupported("takes no snapshots");
  }

  fork(): never {
    throw this.unsupported("cannot be forked");
  }

  close(): void {
    this.simulator.close();
  }

  protected unsupported(what: string): WorldError {
    return new WorldError("UNSUPPORTED", `${this.name} ${what}`);
  }

  /** Body of `/vm-values/query`. Throws `UNSUPPORTED` for a name that JSON cannot carry. */
  protected queryRequest({ receiver, function: name, arguments: args, value = 0n }: Query): string {
    const functionName = bytesToUtf8(byteStringToBytes(name));
    if (functionName === undefined) throw this.unsupported("takes only UTF-8 names in queries");
    return toJson({ scAddress: addressToBech32(receiver), funcName: functionName, args: args.map(bytesToHex), value: value.toString() });
  }
}
