// Error texts of ESDT and built-in functions, which the protocol fixes. Mirrors vm-common-go builtInFunctions/errors.go,
// and for guardians process/errors.go of mx-chain-go.
import { BlockchainHookError } from "@mxvm/protocol-hooks";

const texts = {
  accountHasNoActiveGuardian: "account has no active guardian",
  accountHasNoGuardianSet: "account has no guardian set",
  accountNotPayable: "sending value to non payable contract",
  actionNotAllowed: "action is not allowed",
  addressIsNotAllowed: "address is not allowed to do the action",
  addressIsNotEsdtSystemContract: "destination is not system sc address",
  builtInFunctionCalledWithValue: "built in function called with tx value is not allowed",
  builtInFunctionIsNotActive: "built-in function is not active",
  callerIsNotTheDnsAddress: "not a dns address",
  cannotSetOwnAddressAsGuardian: "cannot set own address as guardian",
  cannotWipeAccountNotFrozen: "cannot wipe because the account is not frozen for this esdt token",
  elementDoesNotExist: "element does not exist in container",
  esdtIsFrozenForAccount: "account is frozen for this esdt token",
  esdtTokenIsPaused: "esdt token is paused",
  guardianMismatch: "mismatch between transaction guardian and configured account guardian",
  insufficientFunds: "insufficient funds",
  insufficientQuantity: "insufficient quantity",
  invalidAddress: "invalid address",
  invalidAddressLength: "invalid address length",
  invalidArguments: "invalid arguments to process built-in function",
  invalidEsdtValue: "invalid esdt value provided",
  invalidLiquidity: "invalid liquidity for ESDT",
  invalidMetadata: "invalid metadata",
  invalidNftQuantity: "invalid NFT quantity",
  invalidNonce: "invalid nonce for esdt",
  invalidNumberOfArguments: "invalid number of arguments",
  invalidReceiverAddress: "invalid receiver address",
  invalidServiceUid: "service UID is invalid",
  invalidTokenId: "invalid tokenID",
  negativeValue: "negative value",
  newNftDataOnSenderAddress: "new NFT data on sender",
  nftDoesNotHaveMetadata: "NFT does not have metadata",
  nilEsdtData: "nil esdt data",
  nilDestinationAccount: "nil destination SC account",
  nilUserAccount: "nil user account",
  notEnoughGas: "not enough gas was sent in the transaction",
  onlyFungibleTokensHaveBalanceTransfer: "only fungible tokens have balance transfer",
  onlySystemAccountAccepted: "only system account is accepted",
  operationNotPermitted: "operation in account not permitted",
  setGuardAccountFlag: "cannot guard account, it is already guarded",
  setUnGuardAccount: "cannot un-guard account, it is not guarded",
  tokenHasValidMetadata: "token has valid metadata",
  tooManyTransferAddresses: "too many transfer addresses",
  userNameChangeIsDisabled: "user name change is disabled",
} as const;

export type MessageName = keyof typeof texts;

export const messages: Readonly<Record<MessageName, string>> = texts;

/** Fails as production does; `detail` follows its message as it is. */
export function fail(name: MessageName, detail = ""): never {
  throw new BlockchainHookError(messages[name] + detail);
}
