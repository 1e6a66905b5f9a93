// What the ESDT system contract says where it refuses a call. Mirrors vm/systemSmartContracts/esdt.go and vm/errors.go of mx-chain-go.
import { ReturnCode, type ReturnCodeValue } from "@mxvm/protocol-hooks";

const messages = {
  addressMismatch: "address mismatch, second argument must be the one holding the NFT create role",
  addressOfInvalidLength: "destination address of invalid length",
  addressWithoutRole: "address does not have special role",
  alreadyDynamic: "tokenID is already dynamic",
  alreadyMultiShard: "it is already multi shard create",
  alreadyPaused: "cannot pause an already paused contract",
  alreadyUnpaused: "cannot unPause an already un-paused contract",
  argumentsMismatch: "arguments length mismatch",
  burnNotEnabled: "global burn is no more enabled, use local burn",
  burnRoleNotSet: "cannot unset burn role globally as it was not set",
  burnRoleSet: "cannot set burn role globally as it was already set",
  callValueMustBeZero: "callValue must be 0",
  viewWithValue: "call value must be zero",
  cannotAddRoles: "cannot add special roles",
  cannotChangeOwner: "cannot change owner of the token",
  cannotFreeze: "cannot freeze",
  cannotPause: "cannot pause/un-pause",
  cannotUnsetCreateRole: "cannot un set NFT create role",
  cannotWipe: "cannot wipe",
  claimNotAllowed: "claim can be called by whitelisted address only",
  configNotAllowed: "configChange can be called by whitelisted address only",
  configLengths: "invalid min and max token name lengths",
  configOwner: "invalid arguments, first argument must be a valid address",
  createRoleExists: "NFT create role already exists",
  createRoleTransferNotAllowed: "NFT create role transfer is not allowed",
  createStopped: "NFT create was already stopped",
  createWasStopped: "cannot add NFT create role as NFT creation was stopped",
  destinationInvalid: "destination address is invalid",
  duplicates: "duplicates found in arguments",
  elementNotFound: "element was not found",
  freezeAddress: "invalid address to freeze/unfreeze",
  identifierNotCreated: "token identifier could not be created",
  initCalled: "cannot call smart contract init function",
  invalidAddress: "invalid address",
  invalidArgument: "invalid argument",
  invalidArgumentCount: "invalid number of arguments",
  invalidMethod: "invalid method to call",
  issuingCost: "callValue not equals with baseIssuingCost",
  lastByteDiffers: "transfer NFT create cannot happen for addresses that don't end in the same byte",
  mintNotEnabled: "global mint is no more enabled, use local mint",
  mintZero: "negative or zero mint value",
  mintArguments: "accepted arguments number 2/3",
  needsOneArgument: "needs 1 argument",
  noCreator: "no address is holding the NFT create role",
  noTicker: "no ticker with given name",
  noTransferRole: "no address with transfer role",
  nonceArgument: "invalid second argument, wanted nonce as bigInt",
  notBurnable: "token is not burnable",
  notEnoughArguments: "not enough arguments",
  notEnoughGas: "not enough gas",
  notForFungible: "invalid function call for fungible tokens",
  notMintable: "token is not mintable",
  notOwner: "can be called by owner only",
  notSemiFungible: "change can happen to semi fungible tokens only",
  notUpgradable: "token is not upgradable",
  nothingToBurn: "negative or 0 value to burn",
  onlyNonFungibleFrozen: "only non fungible tokens can be freezed per nonce",
  onlyNonFungibleWiped: "only non fungible tokens can be wiped per nonce",
  roleDoesNotExist: "special role does not exist for address",
  roleExists: "special role already exists for given address",
  sameAddresses: "second and third arguments must not be equal",
  secondArgumentAddress: "second argument must be an address",
  supply: "negative initial supply was provided",
  thirdArgumentAddress: "third argument must be an address",
  ticker: "ticker name is not valid",
  tokenName: "token name is not human readable",
  tokenNameLength: "token name length not in parameters",
  twoArguments: "number of arguments must be equal with 2",
  twoArgumentsExpected: "expected num of arguments 2",
  wantedOne: "invalid number of arguments, wanted 1",
  wantedTwo: "invalid number of arguments, wanted 2",
  wantedThree: "invalid number of arguments, wanted 3",
  oneArgument: "number of arguments must be equal to 1",
  oneArgumentExpected: "wrong number of arguments, expected 1",
  wipeAddress: "invalid address to wipe",
} as const;

type MessageKey = keyof typeof messages;

/** The contract refuses a call; the run turns it into an output. */
export class SystemCallRefusal extends Error {
  override readonly name: string = "SystemCallRefusal";
  readonly returnCode: ReturnCodeValue;

  constructor(message: string, returnCode: ReturnCodeValue) {
    super(message);
    this.returnCode = returnCode;
  }
}

/** Ends the call: a user error, unless another return code is given. */
export function refuse(key: MessageKey, returnCode: ReturnCodeValue = ReturnCode.userError): never {
  throw new SystemCallRefusal(messages[key], returnCode);
}

/** Ends the call with words that say more than the table knows, before or after those of the table. */
export function refuseWith(message: string, returnCode: ReturnCodeValue = ReturnCode.userError): never {
  throw new SystemCallRefusal(message, returnCode);
}

export const messageOf = (key: MessageKey): string => messages[key];
