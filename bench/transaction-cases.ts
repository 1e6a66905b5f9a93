// The transactions that are measured, with the accounts that each needs: the same bytes for us and for the reference.
import { bytesToByteString, hexToBytes, utf8ToBytes } from "@mxvm/codec";
import type { AccountChange, CallTransaction, Transaction, TransferTransaction } from "@mxvm/protocol-hooks";
import { adder, adderOf17Pages, bigInteger, caller, rustAdder, storage } from "./contracts.js";

export interface TransactionCase {
  readonly name: string;
  readonly accounts: readonly AccountChange[];
  readonly transaction: CallTransaction | TransferTransaction;
  /** How many the reference gets in one request. */
  readonly batch: number;
}

const BATCH = 500;
const ACCOUNTS_OF_LARGE_WORLD = 5000;
const GAS_LIMIT = 100_000_000n;
/** Of 10^21 units, as an account's storage holds it. */
const tokenBalance = hexToBytes("120a003635c9adc5dea00000");

const token = utf8ToBytes("BENCH-123456");
const user = new Uint8Array(32).fill(1);
const receiver = new Uint8Array(32).fill(3);
const contract = contractAddress(2);
const callee = contractAddress(4);

function contractAddress(filling: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => (index === 8 ? 5 : index < 10 ? 0 : filling));
}

const userAccount: AccountChange = { address: user, balance: 10n ** 21n };
const receiverAccount: AccountChange = { address: receiver, balance: 1n };
const contractAccount = (code: Uint8Array, address: Uint8Array = contract): AccountChange => ({ address, code, ownerAddress: user });
const tokenStorage = new Map([[bytesToByteString(utf8ToBytes("ELRONDesdt")) + bytesToByteString(token), tokenBalance]]);

const common = { txHash: new Uint8Array(32), sender: user, value: 0n, gasLimit: GAS_LIMIT, gasPrice: 0n, esdt: [] } as const;

const call = (functionName: string, args: readonly Uint8Array[] = [], to: Uint8Array = contract): CallTransaction => ({
  ...common,
  kind: "call",
  receiver: to,
  function: functionName,
  arguments: args,
});

const one = Uint8Array.of(1);

/** A call of one contract that stands in a world with its caller. */
function callCase(name: string, code: Uint8Array, transaction: Transaction & { readonly kind: "call" }, batch: number = BATCH): TransactionCase {
  return { name, accounts: [userAccount, contractAccount(code)], transaction, batch };
}

/** `adder.add` on these bytes of an adder. */
export function callOfAdd(code: Uint8Array): TransactionCase {
  return callCase("adder.add", code, call("add", [one]));
}

function otherAccounts(count: number): AccountChange[] {
  return Array.from({ length: count }, (_, index) => {
    const address = new Uint8Array(32).fill(7);
    new DataView(address.buffer).setUint32(0, Math.imul(index, 0x9e3779b1) >>> 0);
    return { address, balance: 1n };
  });
}

/** All cases; `checkout` is one of mx-chain-vm-go, for the adder as Rust compiles it. */
export function transactionCases(checkout: string | undefined): TransactionCase[] {
  const withCallee = [userAccount, contractAccount(caller), contractAccount(adder, callee)];
  return [
    callCase("adder.add, 1 page of memory", adder, call("add", [one])),
    callCase("adder.add, 17 pages of memory", adderOf17Pages, call("add", [one])),
    ...(checkout === undefined ? [] : [callCase("adder.add, compiled from Rust", rustAdder(checkout), call("add", [one]))]),
    { name: "EGLD transfer", accounts: [userAccount, receiverAccount], transaction: { ...common, kind: "transfer", receiver, value: 1n }, batch: BATCH },
    {
      name: "ESDT transfer",
      accounts: [{ ...userAccount, storage: tokenStorage }, receiverAccount],
      transaction: call("MultiESDTNFTTransfer", [receiver, one, token, new Uint8Array(0), one], user),
      batch: BATCH,
    },
    { name: "nested call of adder.add", accounts: withCallee, transaction: call("call", [callee]), batch: BATCH },
    { name: "async call of adder.add with callback", accounts: withCallee, transaction: call("callAsync", [callee]), batch: BATCH },
    callCase("100 storage entries read and written", storage, call("touch"), 100),
    callCase("100 multiplications, 100 divisions of 512 bits", bigInteger, call("compute"), 200),
    {
      name: `adder.add among ${ACCOUNTS_OF_LARGE_WORLD} accounts`,
      accounts: [userAccount, contractAccount(adder), ...otherAccounts(ACCOUNTS_OF_LARGE_WORLD)],
      transaction: call("add", [one]),
      batch: 20,
    },
  ];
}
