// How values that cannot be encoded or decoded end a contract. Mirrors ExitCodecErrorHandler and ArgErrorHandler of the Rust framework.
import { isDecodeError, isEncodeError } from "@mxvm/codec";
import type { Emitter } from "../emitter.js";

/** Ends the contract because of what a codec threw; `place` words where. What is no codec's error goes on as it is. */
export function failDecoding(emitter: Emitter, thrown: unknown, place: string): never {
  if (!isDecodeError(thrown)) throw thrown;
  return emitter.fail(`${place}${thrown.message}`);
}

/** The same for encoding: the framework's values cannot be out of their range, so that its messages name no place either. */
export function failEncoding(emitter: Emitter, thrown: unknown): never {
  if (!isEncodeError(thrown)) throw thrown;
  return emitter.fail(thrown.message);
}

/** Words of the framework for an argument, a closure's part or a call's result. */
export function argumentPlace(name: string): string {
  return `argument decode error (${name}): `;
}
