// Numbers, payments and settings as words of a command line.
import { utf8ToBytes } from "@mxvm/codec";
import type { TokenPayment } from "@mxvm/protocol-hooks";
import { UsageError } from "../terminal.js";

/** A whole number; commas and underscores between digits are left out. */
export function numberOf(text: string, what: string): bigint {
  if (!/^[0-9][0-9,_]{0,80}$/u.test(text)) throw new UsageError(`${what}: found "${text}", expected a whole number`);
  return BigInt(text.replaceAll(/[,_]/gu, ""));
}

/** `TOKEN-123456:5`, or with the nonce between them. */
export function paymentOf(text: string): TokenPayment {
  const [token = "", ...numbers] = text.split(":");
  const [first, second] = numbers;
  if (token === "" || first === undefined || numbers.length > 2) {
    throw new UsageError(`--esdt: found "${text}", expected a token and an amount, TOKEN-123456:100, or with a nonce, NFT-123456:5:1`);
  }
  const place = `--esdt ${text}`;
  return { tokenIdentifier: utf8ToBytes(token), nonce: second === undefined ? 0n : numberOf(first, place), value: numberOf(second ?? first, place) };
}

/** `name=value`. */
export function settingOf(word: string, example: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.*)$/u.exec(word) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`found "${word}", expected a name and a value, such as ${example}`);
  return [name, value];
}
