// The protocol as the running contract sees it, with what the run has changed on top. Mirrors vm-go contexts/blockchain.go.
import type { BlockchainHooks, ContractCallInput, EsDigitalToken, OutputAccount, UserAccount, VmOutput } from "@mxvm/protocol-hooks";
import { failureWithMessage, failures } from "../failures.js";
import type { BlockchainRules, Machine } from "../machine.js";

const noBytes: Uint8Array = new Uint8Array(0);

export function createBlockchain(machine: Machine): BlockchainRules {
  return new FrameBlockchain(machine);
}

class FrameBlockchain implements BlockchainRules {
  readonly #machine: Machine;
  readonly #hooks: BlockchainHooks;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#hooks = machine.blockchainHooks;
  }

  newAddress(creatorAddress: Uint8Array): Uint8Array {
    const nonce = this.getNonce(creatorAddress);
    // A user's nonce was increased with the transaction; a contract's is with the deployment.
    const creatorNonce = !this.isSmartContract(creatorAddress) && nonce > 0n ? nonce - 1n : nonce;
    return this.#hooks.newAddress(creatorAddress, creatorNonce, this.#machine.runtime.getVmType());
  }

  accountExists(address: Uint8Array): boolean {
    return this.#hooks.getUserAccount(address) !== undefined;
  }

  getBalance(address: Uint8Array): bigint {
    const { output, flags } = this.#machine;
    const known = output.findOutputAccount(address);
    const account: OutputAccount = known ?? output.getOutputAccount(address);
    if (known === undefined || account.balance === undefined || flags.FixGetBalanceFlag) {
      const userAccount = this.#hooks.getUserAccount(address);
      if (userAccount === undefined) return 0n;
      account.balance = userAccount.balance;
    }
    return account.balance + account.balanceDelta;
  }

  getNonce(address: Uint8Array): bigint {
    const account = this.#machine.output.getOutputAccount(address);
    if (account.nonce !== 0n) return account.nonce;
    const userAccount = this.#hooks.getUserAccount(address);
    if (userAccount === undefined) return 0n;
    account.nonce = userAccount.nonce;
    return userAccount.nonce;
  }

  increaseNonce(address: Uint8Array): void {
    const nonce = this.getNonce(address);
    this.#machine.output.getOutputAccount(address).nonce = nonce + 1n;
  }

  getCodeHash(address: Uint8Array): Uint8Array {
    return this.#hooks.getUserAccount(address)?.codeHash ?? noBytes;
  }

  getCode(address: Uint8Array): Uint8Array {
    const outputAccount = this.#machine.output.getOutputAccount(address);
    if (outputAccount.code.length > 0) return outputAccount.code;
    const code = this.#hooks.getCode(this.getExistingAccount(address));
    if (code.length === 0) throw failures.contractNotFound;
    outputAccount.code = code;
    return code;
  }

  getOwnerAddress(): Uint8Array {
    return this.getExistingAccount(this.#machine.runtime.getContextAddress()).ownerAddress;
  }

  getShardOfAddress(address: Uint8Array): number {
    return this.#hooks.getShardOfAddress(address);
  }

  isSmartContract(address: Uint8Array): boolean {
    return this.#hooks.isSmartContract(address);
  }

  isPayable(sender: Uint8Array, receiver: Uint8Array): boolean {
    return this.#hooks.isPayable(sender, receiver);
  }

  blockHash(nonce: bigint): Uint8Array {
    return this.#hooks.getBlockhash(nonce) ?? noBytes;
  }

  getEsdtToken(address: Uint8Array, tokenIdentifier: Uint8Array, nonce: bigint): EsDigitalToken {
    return this.#hooks.getEsdtToken(address, tokenIdentifier, nonce);
  }

  getUserAccount(address: Uint8Array): UserAccount | undefined {
    return this.#hooks.getUserAccount(address);
  }

  getExistingAccount(address: Uint8Array): UserAccount {
    const account = this.#hooks.getUserAccount(address);
    if (account !== undefined) return account;
    const message = this.#hooks.accountNotFoundMessage?.(address);
    throw message === undefined ? failures.accountNotFound : failureWithMessage(message);
  }

  processBuiltInFunction(input: ContractCallInput): VmOutput {
    return this.#hooks.processBuiltInFunction(input);
  }

  executeSmartContractCallOnOtherVm(input: ContractCallInput): VmOutput {
    return this.#hooks.executeSmartContractCallOnOtherVM(input);
  }

  getSnapshot(): number {
    return this.#hooks.getSnapshot();
  }

  revertToSnapshot(snapshot: number): void {
    this.#hooks.revertToSnapshot(snapshot);
  }
}
