// Where top-encoded values come from: arguments and managed buffers. Mirrors ArgDecodeInput, and TopDecodeInput of ManagedBuffer.
import { type ArgumentSource, DecodeError, type TopInput } from "@mxvm/codec";
import type { Emitter, Handle, I32 } from "../emitter.js";
import { itemHandle } from "./handle-lists.js";

/** The argument at an index. */
export class ArgumentInput implements TopInput {
  private readonly emitter: Emitter;
  private readonly index: I32;

  constructor(emitter: Emitter, index: I32) {
    this.emitter = emitter;
    this.index = index;
  }

  byteLength(): number {
    return this.emitter.hooks.getArgumentLength(this.index);
  }

  unsigned(): bigint {
    return this.emitter.unsigned(this.emitter.hooks.smallIntGetUnsignedArgument(this.index));
  }

  signed(): bigint {
    return this.emitter.hooks.smallIntGetSignedArgument(this.index);
  }

  bigUint(): bigint {
    const handle = this.emitter.newHandle();
    this.emitter.hooks.bigIntGetUnsignedArgument(this.index, handle);
    return this.emitter.bigIntOf(handle);
  }

  bigInt(): bigint {
    const handle = this.emitter.newHandle();
    this.emitter.hooks.bigIntGetSignedArgument(this.index, handle);
    return this.emitter.bigIntOf(handle);
  }

  bytes(): Uint8Array {
    const handle = this.emitter.newHandle();
    this.emitter.hooks.mBufferGetArgument(this.index, handle);
    return this.emitter.bytesOf(handle);
  }
}

const SMALL_INTEGER_BYTES = 8;

/** A managed buffer, which `load` answers: each read asks for it anew, as the framework loads storage for each. */
export class BufferInput implements TopInput {
  private readonly emitter: Emitter;
  private readonly load: () => Handle;

  constructor(emitter: Emitter, load: () => Handle) {
    this.emitter = emitter;
    this.load = load;
  }

  byteLength(): number {
    return this.emitter.hooks.mBufferGetLength(this.load());
  }

  unsigned(): bigint {
    return this.emitter.unsigned(this.emitter.hooks.mBufferToSmallIntUnsigned(this.smallInteger()));
  }

  signed(): bigint {
    return this.emitter.hooks.mBufferToSmallIntSigned(this.smallInteger());
  }

  bigUint(): bigint {
    const buffer = this.load();
    const handle = this.emitter.newHandle();
    this.emitter.hooks.mBufferToBigIntUnsigned(buffer, handle);
    return this.emitter.bigIntOf(handle);
  }

  bigInt(): bigint {
    const buffer = this.load();
    const handle = this.emitter.newHandle();
    this.emitter.hooks.mBufferToBigIntSigned(buffer, handle);
    return this.emitter.bigIntOf(handle);
  }

  bytes(): Uint8Array {
    return this.emitter.bytesOf(this.load());
  }

  private smallInteger(): Handle {
    const { emitter } = this;
    const buffer = this.load();
    const length = emitter.hooks.mBufferGetLength(buffer);
    emitter.if(emitter.less(SMALL_INTEGER_BYTES, length), () => {
      throw new DecodeError("VALUE_TOO_LONG");
    });
    return buffer;
  }
}

/** The arguments of the running endpoint, of which there are `count`, from an index on. */
export class ArgumentsInput implements ArgumentSource {
  private readonly emitter: Emitter;
  private readonly count: I32;
  private index: I32;

  constructor(emitter: Emitter, index: I32, count: I32) {
    this.emitter = emitter;
    this.index = index;
    this.count = count;
  }

  hasNext(): boolean {
    return this.emitter.less(this.index, this.count);
  }

  next(): TopInput {
    if (!this.hasNext()) throw new DecodeError("TOO_FEW_ARGUMENTS");
    const input = new ArgumentInput(this.emitter, this.index);
    this.index = this.emitter.add(this.index, 1);
    return input;
  }
}

/** Managed buffers in a managed list: results of a call, or a callback's closure. */
export class ListInput implements ArgumentSource {
  private readonly emitter: Emitter;
  private readonly list: Handle;
  private readonly count: I32;
  private index: I32 = 0;

  constructor(emitter: Emitter, list: Handle, count: I32) {
    this.emitter = emitter;
    this.list = list;
    this.count = count;
  }

  hasNext(): boolean {
    return this.emitter.less(this.index, this.count);
  }

  next(): TopInput {
    if (!this.hasNext()) throw new DecodeError("TOO_FEW_ARGUMENTS");
    const { emitter, index, list } = this;
    const buffer = itemHandle(emitter, list, index);
    this.index = emitter.add(index, 1);
    return new BufferInput(emitter, () => buffer);
  }
}
