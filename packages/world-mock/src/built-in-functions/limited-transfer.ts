// Transfers of tokens that only holders of the transfer role may move. Mirrors checkIfTransferCanHappenWithLimitedTransfer.
import { byteStringToBytes, type ByteString } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import type { TokenAccount } from "../esdt/environment.js";
import { GlobalSetting, hasGlobalSetting, hasTransferRole } from "../esdt/global-settings.js";
import { checkAllowedToExecute, isAllowedToExecute, Role } from "../esdt/roles.js";
import type { BuiltInContext } from "./call.js";

/** What is moved, from where to where. */
export interface LimitedTransfer {
  readonly tokenIdentifier: Uint8Array;
  readonly key: ByteString;
  readonly senderAddress: Address;
  readonly destinationAddress: Address;
  readonly sender: TokenAccount | undefined;
  readonly destination: TokenAccount | undefined;
  readonly isReturnWithError: boolean;
}

/** Fails unless the token may be moved. Decided in the sender's shard. */
export function checkLimitedTransfer(context: BuiltInContext, transfer: LimitedTransfer): void {
  const { key, sender, destination } = transfer;
  if (transfer.isReturnWithError || sender === undefined) return;
  if (!hasGlobalSetting(context.systemAccount, key, GlobalSetting.limitedTransfer)) return;
  // Without the flag roles are looked up under the token's storage key, where there are none.
  const tokenIdentifier = context.flags.CheckCorrectTokenIDForTransferRoleFlag ? transfer.tokenIdentifier : byteStringToBytes(key);
  if (hasTransferRole(context.systemAccount, tokenIdentifier, transfer.senderAddress, transfer.destinationAddress)) return;
  if (isAllowedToExecute(sender, tokenIdentifier, Role.transfer)) return;
  checkAllowedToExecute(destination, tokenIdentifier, Role.transfer);
}
