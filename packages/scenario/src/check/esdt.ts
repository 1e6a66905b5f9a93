// Tokens in `checkState`. Mirrors executor stepCheckState.go checkAccountESDT and below.

import { bytesToByteString } from "@mxvm/codec";
import type { ByteString, EsdtInstanceState, EsdtState } from "@mxvm/protocol-hooks";
import type { EsdtCheck, EsdtInstanceCheck, InstancesCheck } from "../model/esdt.js";
import type { Span } from "../model/source.js";
import type { ExpectedNumber } from "../model/values.js";
import { expressionFromBytes } from "../write/expression.js";
import type { Mismatches } from "./mismatch.js";
import { quote } from "./mismatch.js";

const noInstances = { kind: "instances", instances: [] } as const;

/** Compares all tokens of an account; a token that is not expected must be neither held nor have roles. */
export function checkTokens(mismatches: Mismatches, account: string, checks: readonly EsdtCheck[], tokens: readonly EsdtState[], place: Span): void {
  const actual = new Map<ByteString, EsdtState>(tokens.map((token) => [bytesToByteString(token.tokenIdentifier), token]));
  const expected = new Map<ByteString, EsdtCheck>(checks.map((check) => [bytesToByteString(check.tokenIdentifier.bytes), check]));
  for (const [identifier, check] of expected) {
    checkToken(mismatches, `${mismatches.textOf(check.tokenIdentifier)} of ${account}`, check, actual.get(identifier), check);
  }
  for (const [identifier, token] of actual) {
    if (expected.has(identifier)) continue;
    const name = quote(expressionFromBytes(token.tokenIdentifier, "text"));
    checkToken(mismatches, `${name} of ${account}`, undefined, token, place);
  }
}

function checkToken(mismatches: Mismatches, name: string, check: EsdtCheck | undefined, token: EsdtState | undefined, place: Span): void {
  const { instances } = check ?? {};
  if (instances?.kind !== "any") checkInstances(mismatches, name, instances, token?.instances ?? [], place);
  mismatches.checkNumber(`lastNonce of ${name}`, check?.lastNonce, token?.lastNonce ?? 0n, place);
  checkRoles(mismatches, name, check, token?.roles ?? [], place);
}

function checkInstances(
  mismatches: Mismatches,
  token: string,
  { instances: checks, isBalanceAlone }: Exclude<InstancesCheck, { readonly kind: "any" }> = noInstances,
  instances: readonly EsdtInstanceState[],
  place: Span,
): void {
  // Production does not see instances of which nothing is left.
  const actual = new Map(instances.filter(({ balance }) => balance > 0n).map((instance) => [instance.nonce, instance]));
  const expected = new Map(checks.map((check) => [check.nonce?.value ?? 0n, check]));
  for (const [nonce, check] of expected) checkInstance(mismatches, instanceName(token, nonce), check, actual.get(nonce));
  const none = isBalanceAlone ? noBalance(place) : undefined;
  for (const [nonce, instance] of actual) {
    if (!expected.has(nonce)) mismatches.checkNumber(`balance of ${instanceName(token, nonce)}`, none, instance.balance, place);
  }
}

/** A balance that stands for the whole token allows no other, in either dialect. */
function noBalance({ start }: Span): ExpectedNumber {
  return { kind: "equal", value: 0n, start, end: start };
}

function instanceName(token: string, nonce: bigint): string {
  return nonce === 0n ? token : `nonce ${nonce} of ${token}`;
}

/** An absent balance means 0; other absent fields are not checked. */
function checkInstance(mismatches: Mismatches, name: string, check: EsdtInstanceCheck, instance: EsdtInstanceState | undefined): void {
  mismatches.checkNumber(`balance of ${name}`, check.balance, instance?.balance ?? 0n, check);
  if (check.royalties !== undefined) {
    mismatches.checkNumber(`royalties of ${name}`, check.royalties, BigInt(instance?.royalties ?? 0), check);
  }
  const nothing = new Uint8Array();
  if (check.creator !== undefined) mismatches.checkBytes(`creator of ${name}`, check.creator, instance?.creator ?? nothing, check, "address");
  if (check.hash !== undefined) mismatches.checkBytes(`hash of ${name}`, check.hash, instance?.hash ?? nothing, check);
  if (check.uri !== undefined) mismatches.checkList(`uri of ${name}`, check.uri, instance?.uris ?? [], check);
  if (check.attributes !== undefined) mismatches.checkBytes(`attributes of ${name}`, check.attributes, instance?.attributes ?? nothing, check);
}

/** Roles are a set: their order and repetition do not matter. The framework does not compare them. */
function checkRoles(mismatches: Mismatches, name: string, check: EsdtCheck | undefined, actual: readonly string[], place: Span): void {
  if (mismatches.dialect === "rust") return;
  const expected = check?.roles.map(({ text }) => text) ?? [];
  if (expected.every((role) => actual.includes(role)) && actual.every((role) => expected.includes(role))) return;
  mismatches.add(`roles of ${name}`, check?.roles[0] ?? place, writeRoles(expected), writeRoles(actual));
}

function writeRoles(roles: readonly string[]): string {
  return `[${roles.map(quote).join(", ")}]`;
}
