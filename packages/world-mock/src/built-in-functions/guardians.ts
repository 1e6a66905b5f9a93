// The guardians that an account keeps, and which of them is active. Mirrors process/guardian/guardedAccount.go of mx-chain-go.
import { equalBytes } from "@mxvm/codec";
import type { TokenAccount } from "../esdt/environment.js";
import { fail } from "../esdt/messages.js";
import { decodeGuardians, encodeGuardians, type Guardian } from "../esdt/protobuf.js";

/** When guardians become active. */
export interface GuardianRules {
  readonly delayEpochs: number;
  readonly currentEpoch: () => number;
}

const guardiansKey = "ELRONDguardians";

/** Fails unless the account has an active guardian. */
export function checkActiveGuardian(rules: GuardianRules, account: TokenAccount): void {
  const guardians = guardiansOf(account);
  if (guardians.length === 0) fail("accountHasNoGuardianSet");
  if (activeOf(rules, guardians) === undefined) fail("accountHasNoActiveGuardian");
}

/** Forgets pending and former guardians. */
export function keepActiveGuardian(rules: GuardianRules, account: TokenAccount): void {
  const active = activeOf(rules, guardiansOf(account));
  writeGuardians(account, active === undefined ? [] : [active]);
}

/** Names a guardian: at once where the active one signs, else after a delay and beside the active one. */
export function addGuardian(
  rules: GuardianRules,
  account: TokenAccount,
  { address, serviceUid }: Pick<Guardian, "address" | "serviceUid">,
  txGuardian: Uint8Array,
): void {
  const guardians = guardiansOf(account);
  const active = activeOf(rules, guardians);
  const epoch = rules.currentEpoch();
  if (txGuardian.length > 0) {
    if (active === undefined) fail("accountHasNoActiveGuardian");
    if (!equalBytes(active.address, txGuardian)) fail("guardianMismatch");
    writeGuardians(account, [{ address, activationEpoch: epoch, serviceUid }]);
    return;
  }
  const added = { address, activationEpoch: epoch + rules.delayEpochs, serviceUid };
  if (active !== undefined) writeGuardians(account, [active, added]);
  else if (guardians.length === 0) writeGuardians(account, [added]);
  else fail("accountHasNoActiveGuardian", ` in updateGuardians, with ${guardians.length} configured guardians`);
}

function guardiansOf(account: TokenAccount): readonly Guardian[] {
  const bytes = account.getStorage(guardiansKey);
  return bytes.length === 0 ? [] : decodeGuardians(bytes);
}

function writeGuardians(account: TokenAccount, guardians: readonly Guardian[]): void {
  account.setStorage(guardiansKey, encodeGuardians(guardians));
}

/** The one that became active last; of several in one epoch the first. */
function activeOf({ currentEpoch }: GuardianRules, guardians: readonly Guardian[]): Guardian | undefined {
  let active: Guardian | undefined;
  for (const guardian of guardians) {
    if (guardian.activationEpoch > currentEpoch()) continue;
    if (active === undefined || active.activationEpoch < guardian.activationEpoch) active = guardian;
  }
  return active;
}
