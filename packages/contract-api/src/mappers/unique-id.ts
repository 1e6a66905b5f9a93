// The numbers 1 to n in any order, of which only those out of their place are stored. Mirrors UniqueIdMapper of mx-sdk-rs.
import { t } from "@mxvm/codec";
import { copiedKey } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { VecAtKey } from "./vec.js";

const IN_PLACE = 0;
const ALREADY_SET = "len already set";

/** Positions start at 1. */
export interface UniqueIdMapper {
  length(): number;
  isEmpty(): boolean;
  get(position: number): number;
  set(position: number, id: number): void;
  /** Fills the mapper with 1 to `length`; the contract ends where it is not empty. */
  setInitialLength(length: number): void;
  /** Takes the number at a position, and puts the last one in its place. */
  swapRemove(position: number): number;
  values(): Iterable<number>;
}

export class UniqueIdsAtKey implements UniqueIdMapper {
  private readonly emitter: Emitter;
  private readonly vec: VecAtKey<number>;

  constructor(emitter: Emitter, key: Handle) {
    this.emitter = emitter;
    // The framework keeps a copy of the key beside the numbers.
    copiedKey(emitter, key);
    this.vec = new VecAtKey(emitter, key, t.usize);
  }

  length(): number {
    return this.vec.length();
  }

  isEmpty(): boolean {
    return this.vec.isEmpty();
  }

  get(position: number): number {
    const id = this.vec.get(position);
    return this.emitter.select(this.emitter.equal(id, IN_PLACE), () => position, () => id);
  }

  set(position: number, id: number): void {
    this.vec.set(position, this.emitter.select(this.emitter.equal(position, id), () => IN_PLACE, () => id));
  }

  setInitialLength(length: number): void {
    this.emitter.if(this.vec.isEmpty(), () => undefined, () => this.emitter.fail(ALREADY_SET));
    this.vec.saveLength(length);
  }

  swapRemove(position: number): number {
    const { emitter } = this;
    const last = this.length();
    const lastId = this.get(last);
    const removed = emitter.select(
      emitter.equal(position, last),
      () => lastId,
      () => {
        const id = this.get(position);
        this.set(position, lastId);
        return id;
      },
    );
    this.vec.set(last, IN_PLACE);
    this.vec.saveLength(emitter.subtract(last, 1));
    return removed;
  }

  values(): Iterable<number> {
    return this.emitter.items(1, this.emitter.add(this.length(), 1), (position) => this.get(position));
  }
}
