// Bodies of functions: calls of VM hooks with what they need before them, arithmetic, repetition, branches.
import { concatBytes, unsignedToFixedBytes, signedToBytes } from "@mxvm/codec";
import { hooks, type Hook, type HookGroup, type HookName, type HookParameter } from "@mxvm/executor-api";
import { type Answer, type Operand, SCRATCH, type Statement } from "../program/program.js";
import type { DataPool } from "./data-pool.js";
import { hostileOperand } from "./hostile.js";
import { roleOf, type ValueType } from "./operands.js";
import { createSubject, type Caller, type Subject } from "./subjects.js";
import { computation } from "./computation.js";
import { callHooks, groupWeights, hookWeight } from "./weights.js";

export interface BodyOptions extends Caller {
  readonly pool: DataPool;
  /** Share of operands that a contract should not give. */
  readonly hostility: number;
  readonly statements: number;
  /** How many calls of other contracts it makes at most. */
  readonly calls: number;
  /** Whether a legacy asynchronous call may end the function. */
  readonly mayEndAsync: boolean;
  /** Whether it calls built-in functions outside of its other calls. */
  readonly mayCallBuiltIn: boolean;
  /** Whether it writes nothing. */
  readonly isView: boolean;
}

const hooksOfGroup = new Map<HookGroup, readonly Hook[]>(
  groupWeights.map(([group]) => [group, hooks.filter((hook) => hook.group === group && !callHooks.test(hook.name))]),
);
const nestedCalls = hooks.filter(({ name }) => callHooks.test(name) && !/^(asyncCall|managedAsyncCall)$/.test(name));
const destinationCalls = hooks.filter(({ name }) => /xecuteOnDestContext/.test(name));
const legacyCalls = hooks.filter(({ name }) => /^(asyncCall|managedAsyncCall)$/.test(name));

export function createBody(options: BodyOptions): Statement[] {
  return new BodyBuilder(options).build();
}

class BodyBuilder {
  private readonly options: BodyOptions;
  private statements: Statement[] = [];
  private nextHandle = -100;
  private nextLocal = 0;
  private curve: { readonly local: number; readonly x: number; readonly y: number } | undefined;
  private map: number | undefined;
  private scratchEnd = SCRATCH;
  private readonly handles: Record<ValueType, number[]> = { buffer: [], bigInt: [], bigFloat: [] };
  /** Values that the call now being made brings about. */
  private outputs: { readonly type: ValueType; readonly handle: number }[] = [];

  constructor(options: BodyOptions) {
    this.options = options;
  }

  build(): Statement[] {
    const { random, statements, calls, mayEndAsync } = this.options;
    const callPlaces = Array.from({ length: calls }, () => random.below(statements));
    const endsAsync = mayEndAsync && random.chance(0.25);
    for (let index = 0; index < statements; index++) {
      this.addRandom();
      for (const place of callPlaces) {
        if (place === index) this.addCall(this.pickWeighted(endsAsync ? nestedCalls.filter(({ name }) => !/syncC/.test(name)) : nestedCalls));
      }
    }
    this.finishSome();
    if (endsAsync) this.addCall(random.pick(legacyCalls));
    return this.statements;
  }

  private addRandom(): void {
    const { random } = this.options;
    const kind = random.below(20);
    if (kind === 0) this.statements.push({ kind: "compute", instructions: computation(random) });
    else if (kind === 1) this.nest((body) => ({ kind: "repeat", times: 2 + random.below(4), body }));
    else if (kind === 2) this.nest((body) => ({ kind: "branch", body, otherwise: [{ kind: "compute", instructions: computation(random) }] }));
    else if (kind === 3 && this.options.mayCallBuiltIn) this.addCall(random.pick(destinationCalls), "built-in");
    else this.addCall(this.pickWeighted(hooksOfGroup.get(this.pickGroup())!));
  }

  /** Values that come about inside may not be there after it. */
  private nest(wrap: (body: readonly Statement[]) => Statement): void {
    const outer = this.statements;
    const before = { buffer: [...this.handles.buffer], bigInt: [...this.handles.bigInt], bigFloat: [...this.handles.bigFloat] };
    const { curve, map } = this;
    this.statements = [];
    for (let count = 1 + this.options.random.below(3); count > 0; count--) this.addCall(this.pickWeighted(hooksOfGroup.get(this.pickGroup())!));
    outer.push(wrap(this.statements));
    this.statements = outer;
    Object.assign(this.handles, before);
    Object.assign(this, { curve, map });
  }

  private pickGroup(): HookGroup {
    const { random } = this.options;
    let rest = random.below(groupWeights.reduce((sum, [, weight]) => sum + weight, 0));
    return groupWeights.find(([, weight]) => (rest -= weight) < 0)![0];
  }

  private pickWeighted(candidates: readonly Hook[]): Hook {
    for (;;) {
      const hook = this.options.random.pick(candidates);
      if (this.options.isView && writers.test(hook.name)) continue;
      if (this.options.random.chance(hookWeight(hook.name))) return hook;
    }
  }

  private addCall(hook: Hook, callee: "any" | "built-in" = "any"): void {
    const { random, hostility } = this.options;
    const subject = createSubject(this.options, hook.name, callee);
    const operands = hook.params.map((parameter) => {
      const operand = this.operand(hook, parameter, subject);
      return random.chance(hostility) ? hostileOperand(random, parameter) : operand;
    });
    this.push(hook.name, operands, random.chance(0.2) ? "finish" : "drop");
    // Others leave their destination as it was where there is nothing to answer.
    if (surelyCreates.test(hook.name)) for (const { type, handle } of this.outputs) this.handles[type].push(handle);
    this.outputs = [];
  }

  private push(hook: HookName, operands: readonly Operand[], answer: Answer = "drop"): void {
    this.statements.push({ kind: "hook", hook, operands, answer });
  }

  private operand(hook: Hook, parameter: HookParameter, subject: Subject): Operand {
    const role = roleOf(hook, parameter);
    switch (role.role) {
      case "bytes":
        return this.bytesOperand(parameter, role.of(subject));
      case "vector":
        return this.buffer(concatBytes(...role.of(subject).map((item) => handleBytes(this.buffer(item)))));
      case "count":
        return role.of(subject);
      case "transfers":
        return this.buffer(concatBytes(...subject.transfers.map((transfer) => this.transferItem(transfer))));
      case "value":
        return this.bigInt(subject.value);
      case "scratch":
        return SCRATCH + this.options.random.below(64) * 16;
      case "curve":
        return { local: this.theCurve().local };
      case "pointX":
        return this.theCurve().x;
      case "pointY":
        return this.theCurve().y;
      case "marshalled":
        return this.marshalledPoint(hook, parameter);
      case "map":
        return { local: this.theMap() };
      case "in":
        return this.input(hook, role.type);
      case "out":
        return this.output(hook, role.type);
      case "plain":
        return this.plain(hook, parameter, subject);
    }
  }

  private bytesOperand({ kind }: HookParameter, bytes: Uint8Array): Operand {
    if (kind === "length") return bytes.length;
    return kind === "handle" ? this.buffer(bytes) : this.options.pool.put(bytes);
  }

  private transferItem({ tokenIdentifier, nonce, value }: Subject["token"]): Uint8Array {
    return concatBytes(handleBytes(this.buffer(tokenIdentifier)), unsignedToFixedBytes(nonce, 8), handleBytes(this.bigInt(value)));
  }

  private newHandle(): number {
    this.nextHandle--;
    return this.nextHandle;
  }

  /** A new buffer with these contents. */
  private buffer(contents: Uint8Array): number {
    const handle = this.newHandle();
    this.push("mBufferSetBytes", [handle, this.options.pool.put(contents), contents.length]);
    return handle;
  }

  private bigInt(value: bigint): number {
    const handle = this.newHandle();
    if (BigInt.asIntN(64, value) === value) this.push("bigIntSetInt64", [handle, value]);
    else {
      const contents = signedToBytes(value);
      this.push("bigIntSetSignedBytes", [handle, this.options.pool.put(contents), contents.length]);
    }
    return handle;
  }

  private bigFloat(value: bigint): number {
    const handle = this.newHandle();
    this.push("bigFloatSetInt64", [handle, value]);
    return handle;
  }

  private input(hook: Hook, type: ValueType): Operand {
    const { random } = this.options;
    const known = this.handles[type];
    const isPicky = pickyInputs.test(hook.name);
    if (known.length > 0 && !isPicky && random.chance(0.5)) return random.pick(known);
    const handle = this.newInput(hook, type);
    known.push(handle);
    return handle;
  }

  private newInput({ name }: Hook, type: ValueType): number {
    const { random } = this.options;
    const isPicky = pickyInputs.test(name);
    if (type === "bigInt") {
      const size = isPicky ? 1 + random.below(/Pow|GetInt64/.test(name) ? 1 : 20) : random.below(40);
      const magnitude = random.bytes(size).reduce((value, byte) => value * 256n + BigInt(byte), 1n);
      const bounded = name === "bigIntPow" ? magnitude % 30n : magnitude;
      return this.bigInt(!isPicky && random.chance(0.25) ? -bounded : bounded);
    }
    if (type === "bigFloat") return this.bigFloat(BigInt(1 + random.below(1_000_000)) * (isPicky || random.chance(0.7) ? 1n : -1n));
    if (name !== "mBufferToBigFloat") return this.buffer(random.bytes(/SmallInt/.test(name) ? random.below(9) : random.below(50)));
    const handle = this.newHandle();
    this.push("mBufferFromBigFloat", [handle, this.bigFloat(BigInt(random.below(1_000)))]);
    return handle;
  }

  private output({ group }: Hook, type: ValueType): Operand {
    const { random } = this.options;
    // Curves write only into numbers that are there.
    if (group === "crypto" && type === "bigInt") return this.bigInt(0n);
    const known = this.handles[type];
    if (known.length > 0 && random.chance(0.4)) return random.pick(known);
    const handle = this.newHandle();
    this.outputs.push({ type, handle });
    return handle;
  }

  private theCurve(): { readonly local: number; readonly x: number; readonly y: number } {
    if (this.curve !== undefined) return this.curve;
    const name = createSubject(this.options, "createEC").data;
    const local = this.newLocal();
    const [x, y] = [this.bigInt(0n), this.bigInt(0n)];
    this.push("createEC", [this.options.pool.put(name), name.length], { local });
    this.push("ellipticCurveGetValues", [{ local }, ...[1n, 2n, 3n].map((value) => this.bigInt(value)), x, y]);
    this.curve = { local, x, y };
    return this.curve;
  }

  private marshalledPoint({ name }: Hook, { kind }: HookParameter): Operand {
    const { local, x, y } = this.theCurve();
    const isCompressed = name.includes("Compressed");
    if (kind === "handle") {
      const handle = this.newHandle();
      this.push(isCompressed ? "managedMarshalCompressedEC" : "managedMarshalEC", [x, y, { local }, handle]);
      return handle;
    }
    if (kind === "pointer") {
      this.scratchEnd += 256;
      return this.scratchEnd;
    }
    const length = this.newLocal();
    this.push(isCompressed ? "marshalCompressedEC" : "marshalEC", [x, y, { local }, this.scratchEnd], { local: length });
    return { local: length };
  }

  private theMap(): number {
    if (this.map !== undefined) return this.map;
    this.map = this.newLocal();
    this.push("managedMapNew", [], { local: this.map });
    return this.map;
  }

  private newLocal(): number {
    const local = this.nextLocal;
    this.nextLocal = (this.nextLocal + 1) % LOCALS;
    return local;
  }

  private plain({ name }: Hook, { name: parameter, kind }: HookParameter, subject: Subject): Operand {
    const { random } = this.options;
    switch (kind) {
      case "gas":
        if (parameter === "extraGasForCallback") return BigInt(random.below(500_000));
        return random.chance(0.03) ? 0n : subject.gas;
      case "nonce":
        return /Block/.test(name) ? BigInt(random.below(20)) : subject.token.nonce;
      case "int64":
        if (parameter === "exponent") return BigInt(-random.below(10));
        if (name === "setStorageLock") return BigInt(random.below(2_000));
        return random.chance(0.8) ? BigInt(1 + random.below(1_000_000)) : -BigInt(random.below(1_000_000)) * 1_000_003n - 1n;
      case "index":
        return 0;
      default:
        if (parameter === "exponent") return name === "bigFloatPow" ? random.below(8) : -random.below(10);
        if (parameter === "hashType") return 1;
        return parameter === "bits" ? random.below(200) : 1 + random.below(8);
    }
  }

  private finishSome(): void {
    const { random } = this.options;
    const finishOf: readonly (readonly [ValueType, HookName])[] = [
      ["buffer", "mBufferFinish"],
      ["bigInt", "bigIntFinishSigned"],
    ];
    for (const [type, hook] of finishOf) {
      const known = this.handles[type];
      if (known.length > 0 && random.chance(0.7)) this.push(hook, [random.pick(known)]);
    }
  }
}

const LOCALS = 12;
/** Hooks that refuse numbers below 1, or large ones. */
const pickyInputs = /^bigInt(TDiv|TMod|EDiv|EMod|Sqrt|Log2|Pow|And|Or|Xor|Shr|Shl|GetInt64)$|^bigFloat(Div|Sqrt)$|SmallInt|^mBufferToBigFloat$/;

const writers = /[sS]torageStore|StorageLock|[wW]rite\w*Log/;
const surelyCreates = /^bigInt(Add|Sub|Mul|[TE]Div|[TE]Mod|Abs|Neg|Not|And|Or|Xor|Sh|Sqrt|Set|Pow|ToString)|^bigFloat(Add|Sub|Mul|Neg|Abs|Clone|Set|Trunc|Floor|Ceil|GetConst)|^mBuffer(From|Set)|^managed(Sha|Keccak|Ripemd)/;

function handleBytes(handle: number): Uint8Array {
  return unsignedToFixedBytes(BigInt(handle >>> 0), 4);
}

