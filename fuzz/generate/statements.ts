// Statements: pieces of code that leave the stack as it was.
import { signed, u32 } from "./bytes.js";
import type { Body } from "./body.js";
import { writeDeadCode } from "./dead-code.js";
import { commonTypes, stores, ValueType } from "./operators.js";
import { randomType } from "./shape.js";

type Write = (body: Body) => void;

export function writeStatement(body: Body): void {
  if (body.isSmall) body.assign();
  else body.random.pick(statements)(body);
}

const NOP = 0x01;
const DROP = 0x1a;

/** A loop that a local of its own counts, mostly as compilers write it; now and then one that only gas ends. */
const loop: Write = (body) => {
  const { random } = body;
  const counter = body.newLocal(ValueType.i32);
  const isEndless = random.chance(0.04);
  const step = random.pick([1, 1, 1, 2, 4, -1, 3]);
  const limit = random.below(10);
  if (random.chance(0.5)) body.emit(0x41, ...signed(BigInt(step < 0 ? limit : 0)), 0x21, ...u32(counter));
  body.block(0x03, undefined, () => {
    if (random.chance(0.6)) body.statements();
    else if (random.chance(0.7)) store(body);
    body.emit(0x20, ...u32(counter), 0x41, ...signed(BigInt(step)), 0x6a, 0x22, ...u32(counter));
    if (step > 0) body.emit(0x41, ...signed(BigInt(limit * step)), random.pick([0x49, 0x48, step === 3 ? 0x48 : 0x47]));
    else body.emit(0x41, 0, 0x4a);
    if (isEndless) body.emit(DROP, 0x0c, 0);
    else body.emit(0x0d, 0);
    if (!isEndless && random.chance(0.2)) body.statement();
  });
};

const branchIf: Write = (body) => {
  const depth = body.random.below(body.labelCount);
  const { type, isLoop } = body.label(depth);
  if (isLoop && body.random.chance(0.7)) {
    body.emit(NOP);
    return;
  }
  if (type !== undefined) body.expression(type);
  body.expression(ValueType.i32);
  body.emit(0x0d, ...u32(depth));
  if (type !== undefined) body.emit(DROP);
};

const store: Write = (body) => {
  const type = body.random.pick(commonTypes);
  body.address();
  body.expression(type);
  body.access(body.random.pick(stores[type]!));
};

const call: Write = (body) => {
  if (body.call(undefined) !== undefined) body.emit(DROP);
};

const setGlobal: Write = (body) => {
  const { globals } = body.shape;
  const settable = [...globals.keys()].filter((index) => globals[index]!.mutable);
  if (settable.length === 0) {
    body.assign();
    return;
  }
  const index = body.random.pick(settable);
  body.expression(globals[index]!.type);
  body.emit(0x24, ...u32(index));
};

const tableOperator: Write = (body) => {
  const { random } = body;
  const { table, passiveElements } = body.shape;
  if (table === undefined) {
    body.assign();
    return;
  }
  const index = (): void => body.emit(0x41, ...signed(BigInt(random.below(table.minimum + 1))));
  switch (random.below(passiveElements > 0 ? 4 : 3)) {
    case 0:
      index();
      body.emit(0x25, 0, DROP);
      break;
    case 1:
      index();
      body.expression(table.type);
      body.emit(0x26, 0);
      break;
    case 2:
      body.expression(table.type);
      body.emit(0x41, ...u32(random.below(4)), 0xfc, 15, 0, DROP);
      break;
    default:
      body.emit(0x41, ...u32(random.below(3)), 0x41, 0, 0x41, ...u32(random.below(3)), 0xfc, 12, 0, 0);
  }
};

const block: Write = (body) => {
  body.block(0x02, undefined, () => {
    body.statements();
    body.leave(undefined);
  });
};

const branchTable: Write = (body) => {
  body.block(0x02, undefined, () => {
    body.statements();
    body.branchTable();
    writeDeadCode(body);
  });
};

const dropValue: Write = (body) => {
  body.expression(randomType(body.random, 0.1));
  body.emit(DROP);
};

/** As often as they are to be written. */
const statements: readonly Write[] = [
  block,
  loop,
  loop,
  (body) => body.conditional(undefined),
  branchIf,
  branchIf,
  (body) => (body.random.chance(0.3) ? body.block(0x02, undefined, () => body.jump()) : body.emit(NOP)),
  branchTable,
  store,
  store,
  store,
  call,
  call,
  call,
  setGlobal,
  (body) => (body.random.chance(0.3) ? tableOperator(body) : body.assign()),
  dropValue,
  ...Array.from({ length: 4 }, (): Write => (body) => body.assign()),
];
