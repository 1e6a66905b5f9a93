// The arguments of an endpoint. Mirrors load_endpoint_args of the Rust framework: the number is checked, then all are decoded in order.
import { type AnyArgCodec, type ArgumentSource, decodeErrorMessages } from "@mxvm/codec";
import type { Args } from "../endpoint.js";
import type { Emitter } from "../emitter.js";
import { argumentPlace, failDecoding, type Place } from "./failures.js";
import { ArgumentInput, ArgumentsInput } from "./inputs.js";

const WRONG_NUMBER = "wrong number of arguments";

interface Parameter {
  readonly name: string;
  readonly codec: AnyArgCodec;
  readonly place: Place;
}

/** Loads the arguments of the running call, as a record by name. */
export type LoadArguments = (emitter: Emitter) => Readonly<Record<string, unknown>>;

/** Prepares the loading of arguments: what depends on the declaration is settled once. */
export function argumentLoader(args: Args, firstIndex = 0): LoadArguments {
  const parameters = parametersOf(args);
  const singles = parameters.findIndex(({ codec }) => !codec.single);
  if (singles === -1) return (emitter) => loadSingles(emitter, parameters, firstIndex);
  return (emitter) => loadWithMultiples(emitter, parameters, singles, firstIndex);
}

function parametersOf(args: Args): readonly Parameter[] {
  return Object.entries(args).map(([name, codec]) => ({ name, codec, place: argumentPlace(name) }));
}

function loadSingles(emitter: Emitter, parameters: readonly Parameter[], firstIndex: number): Readonly<Record<string, unknown>> {
  const count = emitter.hooks.getNumArguments();
  emitter.if(emitter.equal(count, firstIndex + parameters.length), () => undefined, () => emitter.fail(WRONG_NUMBER));
  const values: Record<string, unknown> = {};
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]!;
    values[parameter.name] = decodeSingle(emitter, parameter, firstIndex + i);
  }
  return Object.freeze(values);
}

function decodeSingle(emitter: Emitter, { codec, place }: Parameter, index: number): unknown {
  const input = new ArgumentInput(emitter, index);
  try {
    return codec.multi.decode({ hasNext: () => false, next: () => input });
  } catch (thrown) {
    return failDecoding(emitter, thrown, place);
  }
}

function loadWithMultiples(
  emitter: Emitter,
  parameters: readonly Parameter[],
  singles: number,
  firstIndex: number,
): Readonly<Record<string, unknown>> {
  const count = emitter.hooks.getNumArguments();
  emitter.if(emitter.less(count, firstIndex + singles), () => emitter.fail(decodeErrorMessages.TOO_FEW_ARGUMENTS));
  const values: Record<string, unknown> = {};
  for (let i = 0; i < singles; i++) {
    const parameter = parameters[i]!;
    values[parameter.name] = decodeSingle(emitter, parameter, firstIndex + i);
  }
  const rest = new ArgumentsInput(emitter, firstIndex + singles, count);
  decodeAll(emitter, parameters.slice(singles), rest, values);
  return Object.freeze(values);
}

/** Loads a row of values that are all taken from one source, such as a closure. */
export function loadFrom(emitter: Emitter, args: Args, source: ArgumentSource): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  decodeAll(emitter, parametersOf(args), source, values);
  return Object.freeze(values);
}

function decodeAll(emitter: Emitter, parameters: readonly Parameter[], source: ArgumentSource, values: Record<string, unknown>): void {
  for (const { name, codec, place } of parameters) {
    try {
      values[name] = codec.multi.decode(source);
    } catch (thrown) {
      failDecoding(emitter, thrown, place);
    }
  }
  emitter.if(source.hasNext(), () => emitter.fail(decodeErrorMessages.TOO_MANY_ARGUMENTS));
}
