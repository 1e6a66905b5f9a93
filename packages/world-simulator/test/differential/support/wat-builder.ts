// Writes contracts in the text format: endpoints are lists of steps, and what a step needs (imports, bytes in memory, handles) follows.
import { utf8ToBytes } from "@mxvm/codec";
import { hooksByName } from "@mxvm/executor-api";
import { assemble } from "./contracts.js";

/** Something an endpoint does. */
export type Step = (endpoint: EndpointBuilder) => void;

export type Endpoints = Readonly<Record<string, readonly Step[]>>;

/** Bytes, or a text that stands for them. */
export type BytesOrText = Uint8Array | string;

export interface EndpointBuilder {
  /** A call of a VM hook as text; numbers and bigints are constants of the parameter's type, texts are expressions. */
  hook(name: string, ...operands: readonly (number | bigint | string)[]): string;
  /** Adds an instruction. */
  emit(instruction: string): void;
  /** Bytes in the memory. */
  place(value: BytesOrText): { readonly offset: number; readonly length: number };
  /** A managed buffer with the bytes; its handle. */
  buffer(value: BytesOrText): number;
  /** A managed buffer with the handles of others. */
  list(values: readonly BytesOrText[]): number;
  /** A managed buffer with the bytes of handles as they stand in lists. */
  handles(values: readonly number[]): number;
  bigInt(value: bigint): number;
  /** A handle that nothing uses. */
  fresh(): number;
}

/** Handles that a contract chooses itself, far from those that the VM gives. */
const firstHandle = 1000;

/** Code of a contract with the endpoints. */
export function buildContract(endpoints: Endpoints): Uint8Array {
  const memory = createMemory();
  const imports = new Set<string>();
  const functions = Object.entries(endpoints).map(([name, steps]) => `(func (export "${name}") ${endpointText(steps, memory, imports)})`);
  return assemble(`(module
    ${[...imports].map(importText).join("\n")}
    (memory (export "memory") ${memory.pages()})
    ${memory.text()}
    ${functions.join("\n")})`);
}

interface Memory {
  place(value: BytesOrText): { readonly offset: number; readonly length: number };
  text(): string;
  pages(): number;
}

function createMemory(): Memory {
  const places = new Map<string, number>();
  let end = 0;
  return {
    place: (value) => {
      const bytes = bytesOf(value);
      const text = watBytes(bytes);
      const offset = places.get(text) ?? end;
      if (!places.has(text)) {
        places.set(text, offset);
        end += bytes.length;
      }
      return { offset, length: bytes.length };
    },
    text: () => [...places].map(([text, offset]) => `(data (i32.const ${offset}) "${text}")`).join("\n"),
    pages: () => Math.ceil(Math.max(end, 1) / 0x10000),
  };
}

function endpointText(steps: readonly Step[], memory: Memory, imports: Set<string>): string {
  const lines: string[] = [];
  let nextHandle = firstHandle;
  const builder: EndpointBuilder = {
    hook: (name, ...operands) => {
      imports.add(name);
      return hookText(name, operands);
    },
    emit: (instruction) => lines.push(instruction),
    place: (value) => memory.place(value),
    fresh: () => nextHandle++,
    buffer: (value) => {
      const handle = builder.fresh();
      const { offset, length } = memory.place(value);
      builder.emit(`(drop ${builder.hook("mBufferSetBytes", handle, offset, length)})`);
      return handle;
    },
    handles: (values) => builder.buffer(Uint8Array.from(values.flatMap((value) => [value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 0xff)))),
    list: (values) => builder.handles(values.map((value) => builder.buffer(value))),
    bigInt: (value) => {
      const handle = builder.fresh();
      const { offset, length } = memory.place(magnitude(value));
      builder.emit(builder.hook("bigIntSetUnsignedBytes", handle, offset, length));
      return handle;
    },
  };
  for (const step of steps) step(builder);
  return lines.join("\n");
}

function hookOf(name: string) {
  const hook = hooksByName.get(name);
  if (hook === undefined) throw new TypeError(`there is no hook ${name}`);
  return hook;
}

function importText(name: string): string {
  const { params, result } = hookOf(name);
  const types = params.map(({ type }) => type).join(" ");
  return `(import "env" "${name}" (func $${name} (param ${types}) ${result === undefined ? "" : `(result ${result})`}))`;
}

function hookText(name: string, operands: readonly (number | bigint | string)[]): string {
  const texts = hookOf(name).params.map(({ type }, index) => {
    const operand = operands[index];
    if (operand === undefined) throw new TypeError(`${name} has more parameters`);
    return typeof operand === "string" ? operand : `(${type}.const ${operand})`;
  });
  return `(call $${name} ${texts.join(" ")})`;
}

function bytesOf(value: BytesOrText): Uint8Array {
  return typeof value === "string" ? utf8ToBytes(value) : value;
}

function magnitude(value: bigint): Uint8Array {
  const digits = value === 0n ? "" : value.toString(16);
  return Uint8Array.from(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex"));
}

function watBytes(value: Uint8Array): string {
  return Buffer.from(value).toString("hex").replace(/../g, "\\$&");
}
