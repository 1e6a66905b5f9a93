// `setState`. Mirrors mx-chain-scenario-go executor stepSetState.go and worldmock worldAccountValidate.go.

import { bytesToByteString, equalBytes, esdtSystemContractAddress, isSmartContractAddress, utf8ToBytes } from "@mxvm/codec";
import type { AccountChange, BlockInfo, EsdtState, World } from "@mxvm/protocol-hooks";
import type { AccountSetup } from "../model/account.js";
import type { EsdtSetup } from "../model/esdt.js";
import type { BlockInfoSetup, SetStateStep } from "../model/scenario.js";
import { StepFailure } from "./step-failure.js";

const millisecondsPerSecond = 1000n;

export function setState(world: World, step: SetStateStep): void {
  for (const account of step.accounts) {
    validateAccount(account);
    const change = accountToChange(account);
    if (account.update) world.updateAccount(withoutUnchangeable(change));
    else world.setAccount(change);
  }
  if (step.previousBlockInfo) world.setPreviousBlock(blockToChange(step.previousBlockInfo));
  if (step.currentBlockInfo) world.setCurrentBlock(blockToChange(step.currentBlockInfo));
  // Replaced by every step, also by one that names none.
  if (world.supports.blockHashes || step.blockHashes.length > 0) world.setBlockHashes(step.blockHashes.map(({ bytes }) => bytes));
  setNewAddresses(world, step);
  setNewTokenIdentifiers(world, step);
}

function setNewTokenIdentifiers(world: World, { newTokenIdentifiers }: SetStateStep): void {
  const [first] = newTokenIdentifiers;
  if (first === undefined) return;
  if (world.setNewTokenIdentifiers === undefined || world.supports.newTokenIdentifiers !== true) {
    throw new StepFailure("newTokenIdentifiers: there is no system contract here that would issue tokens under these identifiers", first);
  }
  world.setNewTokenIdentifiers(newTokenIdentifiers.map(({ text }) => text));
}

function setNewAddresses(world: World, step: SetStateStep): void {
  for (const entry of step.newAddresses) {
    if (!isSmartContractAddress(entry.newAddress.bytes)) {
      throw new StepFailure("newAddress: not the address of a contract, which is written sc:…", entry.newAddress);
    }
  }
  for (const { creatorAddress, creatorNonce, newAddress } of step.newAddresses) {
    world.setNewAddress({ creatorAddress: creatorAddress.bytes, creatorNonce: creatorNonce.value, newAddress: newAddress.bytes });
  }
}

/** An account has code if and only if its address is a contract's; the one that issues tokens needs none. */
function validateAccount(account: AccountSetup): void {
  const hasCode = account.code !== undefined && account.code.bytes.length > 0;
  const isContract = isSmartContractAddress(account.address.bytes);
  const needsCode = isContract && !equalBytes(account.address.bytes, esdtSystemContractAddress);
  if (needsCode && !hasCode) throw new StepFailure("an account with a contract's address needs code", account.address);
  if (!isContract && hasCode) throw new StepFailure("an account with code needs a contract's address, which is written sc:…", account.address);
}

/** As in production, an update leaves code metadata and developer rewards alone, but always sets asynchronous call data. */
function withoutUnchangeable({ codeMetadata: _codeMetadata, developerReward: _developerReward, ...change }: AccountChange): AccountChange {
  return { ...change, asyncCallData: change.asyncCallData ?? new Uint8Array() };
}

function accountToChange(account: AccountSetup): AccountChange {
  return {
    address: account.address.bytes,
    storage: new Map(account.storage.map(({ key, value }) => [bytesToByteString(key.bytes), value.bytes])),
    esdt: account.esdt.map(tokenToState),
    ...(account.nonce && { nonce: account.nonce.value }),
    ...(account.balance && { balance: account.balance.value }),
    ...(account.username && { username: account.username.bytes }),
    ...(account.code && { code: account.code.bytes }),
    ...(account.codeMetadata && { codeMetadata: account.codeMetadata.bytes }),
    ...(account.owner && { ownerAddress: account.owner.bytes }),
    ...(account.developerRewards && { developerReward: account.developerRewards.value }),
    ...(account.shard && { shard: Number(BigInt.asUintN(32, account.shard.value)) }),
    ...(account.asyncCallData && { asyncCallData: utf8ToBytes(account.asyncCallData.text) }),
  };
}

/** Every instance carries metadata of its own, empty where nothing is written. */
function tokenToState(token: EsdtSetup): EsdtState {
  const nothing = new Uint8Array();
  const frozen = (token.frozen?.value ?? 0n) > 0n;
  return {
    tokenIdentifier: token.tokenIdentifier.bytes,
    instances: token.instances.map((instance) => ({
      nonce: instance.nonce?.value ?? 0n,
      balance: instance.balance?.value ?? 0n,
      name: nothing,
      creator: instance.creator?.bytes ?? nothing,
      royalties: Number(instance.royalties?.value ?? 0n),
      hash: instance.hash?.bytes ?? nothing,
      uris: instance.uri?.map(({ bytes }) => bytes) ?? [],
      attributes: instance.attributes?.bytes ?? nothing,
      frozen,
    })),
    lastNonce: token.lastNonce?.value ?? 0n,
    roles: token.roles.map(({ text }) => text),
  };
}

function blockToChange(block: BlockInfoSetup): Partial<BlockInfo> {
  const timestampMs = block.blockTimestampMs?.value ?? (block.blockTimestamp && block.blockTimestamp.value * millisecondsPerSecond);
  return {
    ...(timestampMs !== undefined && { timestampMs: BigInt.asUintN(64, timestampMs) }),
    ...(block.blockNonce && { nonce: block.blockNonce.value }),
    ...(block.blockRound && { round: block.blockRound.value }),
    ...(block.blockEpoch && { epoch: Number(BigInt.asUintN(32, block.blockEpoch.value)) }),
    ...(block.blockRandomSeed && { randomSeed: block.blockRandomSeed.bytes }),
  };
}
