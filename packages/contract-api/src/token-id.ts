// Questions about token identifiers that the VM answers.
import type { TokenId } from "@mxvm/codec";
import { textBuffer } from "./boundary/values.js";
import { runningEmitter } from "./failure.js";

/** Whether a text is formed like a token identifier, EGLD's among them; whether the token exists is another question. */
export function isValidTokenId(token: TokenId): boolean {
  const emitter = runningEmitter();
  return emitter.less(0, emitter.hooks.validateTokenIdentifier(textBuffer(emitter, token)));
}
