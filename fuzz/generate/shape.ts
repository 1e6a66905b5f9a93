// The shape of a generated module: what its functions can refer to.
import { hooksByName } from "@mxvm/executor-api";
import type { Random } from "../../test/differential/generate/random.js";
import { commonTypes, rareTypes, ValueType } from "./operators.js";

export interface FunctionType {
  readonly params: readonly number[];
  readonly result: number | undefined;
}

export interface GlobalShape {
  readonly type: number;
  readonly mutable: boolean;
}

export interface ModuleShape {
  readonly types: readonly FunctionType[];
  /** Names of the hooks; their functions come first. */
  readonly imports: readonly string[];
  /** Type index of every function, imported ones first. */
  readonly functions: readonly number[];
  readonly globals: readonly GlobalShape[];
  readonly memory: { readonly minimum: number; readonly maximum: number | undefined };
  readonly table: { readonly minimum: number; readonly maximum: number | undefined; readonly type: number } | undefined;
  /** Passive segments of functions, at the end of the element section. */
  readonly passiveElements: number;
}

const hookNames: readonly string[] = [
  ..."getGasLeft getArgumentLength getBlockTimestamp int64finish storageStore storageLoad mBufferNew bigIntNew bigIntAdd".split(" "),
  ..."checkNoPayment signalError asyncCall executeReadOnly".split(" "),
];

function hookType(name: string): FunctionType {
  const hook = hooksByName.get(name);
  if (hook === undefined) throw new TypeError(`there is no hook ${name}`);
  const { params, result } = hook;
  return { params: params.map(({ type }) => ValueType[type]), result: result === undefined ? undefined : ValueType[result] };
}

export function randomType(random: Random, rareness: number): number {
  return random.pick(random.chance(rareness) ? rareTypes : commonTypes);
}

function randomFunctionType(random: Random): FunctionType {
  const params = Array.from({ length: random.below(random.chance(0.05) ? 12 : 4) }, () => randomType(random, 0.06));
  return { params, result: random.chance(0.6) ? randomType(random, 0.06) : undefined };
}

/** Type 0 is `() -> ()`. */
export function randomShape(random: Random): ModuleShape {
  const types: FunctionType[] = [{ params: [], result: undefined }];
  for (let count = 1 + random.below(4); count > 0; count--) types.push(randomFunctionType(random));
  const ownTypes = types.length;
  const imports = hookNames.filter(() => random.chance(0.3));
  const functions = imports.map((name) => types.push(hookType(name)) - 1);
  for (let count = 1 + random.below(5); count > 0; count--) functions.push(random.chance(0.45) ? 0 : random.below(ownTypes));
  // The last function is an endpoint.
  functions.push(0);
  const minimum = random.pick([0, 1, 1, 1, 2, 3]);
  const hasTable = random.chance(0.6);
  const tableMinimum = 1 + random.below(8);
  return {
    types,
    imports,
    functions,
    globals: Array.from({ length: random.below(6) }, () => ({ type: randomType(random, 0.1), mutable: random.chance(0.75) })),
    memory: { minimum, maximum: random.chance(0.4) ? minimum + random.below(4) : undefined },
    table: hasTable
      ? {
          minimum: tableMinimum,
          maximum: random.chance(0.4) ? tableMinimum + random.below(5) : undefined,
          type: random.chance(0.05) ? ValueType.externref : ValueType.funcref,
        }
      : undefined,
    passiveElements: hasTable && random.chance(0.1) ? 1 : 0,
  };
}
