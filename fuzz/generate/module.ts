// Random contract modules in binary form: valid, but for what a few of them do on purpose.
import type { Random } from "../../test/differential/generate/random.js";
import { Body } from "./body.js";
import { header, name, section, signed, u32, vector } from "./bytes.js";
import { ValueType } from "./operators.js";
import { randomShape, type ModuleShape } from "./shape.js";

export function generateModule(random: Random): Uint8Array {
  return new ModuleWriter(random, randomShape(random)).write();
}

class ModuleWriter {
  private readonly random: Random;
  private readonly shape: ModuleShape;

  constructor(random: Random, shape: ModuleShape) {
    this.random = random;
    this.shape = shape;
  }

  write(): Uint8Array {
    const { shape, random } = this;
    const { types, imports, functions } = shape;
    const own = functions.slice(imports.length);
    const isOptional = (contents: readonly number[]): boolean => contents[0] !== 0;
    const sections: (readonly [id: number, contents: readonly number[]])[] = [
      [1, vector(types.map(({ params, result }) => [0x60, ...vector(params.map((type) => [type])), ...vector(result === undefined ? [] : [[result]])]))],
      [2, vector(imports.map((hook, index) => [...name("env"), ...name(hook), 0, ...u32(functions[index]!)]))],
      [3, vector(own.map((type) => u32(type)))],
      [4, this.tables()],
      [5, [1, ...this.limits(shape.memory)]],
      [6, vector(shape.globals.map(({ type, mutable }) => [type, mutable ? 1 : 0, ...this.initial(type), 0x0b]))],
      [7, this.exports()],
    ];
    const start = [...functions.keys()].filter((index) => functions[index] === 0);
    if (start.length > 0 && random.chance(0.04)) sections.push([8, u32(random.pick(start))]);
    sections.push([9, this.elements()]);
    const data = this.data();
    if (random.chance(0.05)) sections.push([12, u32(data.length)]);
    sections.push([10, vector(own.map((_, index) => this.body(imports.length + index)))], [11, vector(data)]);
    const used = sections.filter(([id, contents]) => isOptional(contents) || id === 12 || id === 8);
    return Uint8Array.from([...header, ...used.flatMap(([id, contents]) => section(id, contents))]);
  }

  private limits({ minimum, maximum }: { readonly minimum: number; readonly maximum: number | undefined }): number[] {
    return maximum === undefined ? [0, ...u32(minimum)] : [1, ...u32(minimum), ...u32(maximum)];
  }

  private tables(): number[] {
    const { table } = this.shape;
    return table === undefined ? [0] : [1, table.type, ...this.limits(table)];
  }

  private body(index: number): number[] {
    const { shape } = this;
    const body = new Body(this.random, shape, index, shape.types[shape.functions[index]!]!).write();
    return [...u32(body.length), ...body];
  }

  /** The constant of a global. */
  private initial(type: number): number[] {
    const { random, shape } = this;
    switch (type) {
      case ValueType.i32:
        return [0x41, ...signed(BigInt(random.below(2 ** 32) - 2 ** 31))];
      case ValueType.i64:
        return [0x42, ...signed(BigInt(random.below(2 ** 32)) * BigInt(random.below(2 ** 31)))];
      case ValueType.f32:
        return [0x43, ...random.bytes(4)];
      case ValueType.f64:
        return [0x44, ...random.bytes(8)];
      case ValueType.funcref:
        return random.chance(0.5) ? [0xd0, type] : [0xd2, ...u32(random.below(shape.functions.length))];
      default:
        return [0xd0, type];
    }
  }

  /** The memory, most functions, some globals, now and then the table; names that production keeps for itself among them. */
  private exports(): number[] {
    const { random, shape } = this;
    const entries: number[][] = [[...name("memory"), 2, 0]];
    const add = (text: string, kind: number, index: number): void => {
      entries.splice(random.below(entries.length + 1), 0, [...name(text), kind, ...u32(index)]);
    };
    for (const [index, type] of shape.functions.entries()) {
      if (type === 0 && index >= shape.imports.length ? random.chance(0.9) : random.chance(0.04)) add(`f${String(index)}`, 0, index);
    }
    for (const index of shape.globals.keys()) if (random.chance(0.2)) add(`g${String(index)}`, 3, index);
    if (shape.table !== undefined && random.chance(0.2)) add("table", 1, 0);
    add("run", 0, shape.functions.length - 1);
    if (random.chance(0.02)) add("breakpoint_value", 0, random.below(shape.functions.length));
    if (random.chance(0.02)) add(random.pick(["", "é€😀", "a b", "f0"]), 0, random.below(shape.functions.length));
    return vector(entries);
  }

  /** Every function in the table, as far as it reaches; then a passive segment, if there is one, and a declared one. */
  private elements(): number[] {
    const { random, shape } = this;
    const { table, functions, passiveElements } = shape;
    const all = [...functions.keys()];
    const segments: number[][] = [];
    if (passiveElements > 0) segments.push([1, 0, ...vector(all.slice(0, 3).map((index) => u32(index)))]);
    if (table?.type === ValueType.funcref && random.chance(0.9)) {
      const placed = all.slice(0, random.chance(0.98) ? table.minimum : all.length);
      if (random.chance(0.8)) segments.push([0, 0x41, 0, 0x0b, ...vector(placed.map((index) => u32(index)))]);
      else segments.push([4, 0x41, 0, 0x0b, ...vector(placed.map((index) => (random.chance(0.8) ? [0xd2, ...u32(index), 0x0b] : [0xd0, 0x70, 0x0b])))]);
    }
    if (random.chance(0.05)) segments.push([3, 0, ...vector(all.map((index) => u32(index)))]);
    return vector(segments);
  }

  private data(): number[][] {
    const { random, shape } = this;
    const size = shape.memory.minimum * 65_536;
    const count = size > 0 || random.chance(0.02) ? random.below(3) : 0;
    return Array.from({ length: count }, () => {
      const bytes = random.bytes(random.below(24));
      if (random.chance(0.1)) return [1, ...vector([...bytes].map((byte) => [byte]))];
      const offset = random.chance(0.02) ? random.below(size + 100) : random.below(Math.max(1, Math.min(size, 0x4000) - bytes.length));
      return [0, 0x41, ...signed(BigInt(offset)), 0x0b, ...vector([...bytes].map((byte) => [byte]))];
    });
  }
}
