// What the actions of one command line of `mxvm run` share: the world, its named contracts, the sender.
import { ADDRESS_LENGTH, hexToBytes } from "@mxvm/codec";
import type { PortableWorld, TokenPayment } from "@mxvm/protocol-hooks";
import { UsageError } from "../terminal.js";
import { bytesOfExpression } from "./arguments.js";
import type { NamedContract } from "./saved-world.js";

export interface Session {
  readonly world: PortableWorld;
  readonly contracts: Map<string, NamedContract>;
  readonly cwd: string;
  readonly sender: Uint8Array;
  readonly value: bigint;
  readonly esdt: readonly TokenPayment[];
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
}

const contractName = /^[A-Za-z][\w-]*$/u;
/** A billion EGLD: enough for whatever somebody tries. */
const SENDER_BALANCE = 10n ** 27n;

function addressOf(text: string, cwd: string): Uint8Array {
  const bytes = bytesOfExpression(text, cwd);
  if (bytes.length !== ADDRESS_LENGTH) throw new UsageError(`"${text}" is no address, it has ${bytes.length} bytes: write erd1…, address:name, sc:name or the name of a contract`);
  return bytes;
}

/** Of a contract by its name, or of an address. */
export function addressOfTarget(to: string, { contracts, cwd }: Pick<Session, "contracts" | "cwd">): Uint8Array {
  const contract = contracts.get(to);
  if (contract !== undefined) return hexToBytes(contract.address);
  if (contractName.test(to) && !to.startsWith("erd1")) {
    const known = contracts.size === 0 ? "there is none yet: deploy one, or name the --world that has it" : `there are: ${[...contracts.keys()].join(", ")}`;
    throw new UsageError(`there is no contract "${to}" in this world; ${known}`);
  }
  return addressOf(to, cwd);
}

/** The sender's address; an account that is new gets enough to try things. */
export function senderOf(text: string, world: PortableWorld, cwd: string): Uint8Array {
  const sender = addressOf(text, cwd);
  if (world.getAccount(sender) === undefined) world.setAccount({ address: sender, balance: SENDER_BALANCE });
  return sender;
}
