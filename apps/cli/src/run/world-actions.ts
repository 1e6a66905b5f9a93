// Actions of `mxvm run` that run no code: accounts and the block, to see and to set.
import { addressToBech32, byteStringToBytes, bytesToHex, bytesToUtf8, equalBytes, utf8ToBytes } from "@mxvm/codec";
import type { AccountState, BlockInfo, EsdtInstanceState, EsdtState } from "@mxvm/protocol-hooks";
import { expressionFromBytes, nearestName } from "@mxvm/scenario";
import { UsageError } from "../terminal.js";
import type { ActionResult } from "./result.js";
import { type Session, addressOfTarget } from "./session.js";
import { numberOf, settingOf } from "./values.js";

const MILLISECONDS = 1000n;
/** Entries of the protocol: tokens and roles, which are shown as such. */
const protocolKeys = "ELROND";

/** Shows an account: balance, nonce, tokens, code, storage. */
export function account(session: Session, [who, ...rest]: readonly string[]): ActionResult {
  if (who === undefined || rest.length > 0) throw new UsageError("account takes one contract or address: mxvm run account address:owner");
  const address = addressOfTarget(who, session);
  const state = session.world.getAccount(address);
  if (state === undefined) return { ok: true, lines: ({ bold, dim }) => [`${bold(`account ${who}`)}  ${dim("is not in this world")}`], json: { action: `account ${who}`, account: null } };
  const tokens = session.world.getEsdt(address).flatMap(({ tokenIdentifier, instances }) => instances.map((instance) => ({ token: textOf(tokenIdentifier), ...instance })));
  const storage = storageOf(state);
  const shown = { address: addressToBech32(address), balance: state.balance.toString(), nonce: state.nonce.toString(), codeSize: state.code.length };
  return {
    ok: true,
    lines: ({ bold }) => [
      bold(`account ${who}`),
      `  address  ${shown.address}`,
      `  balance  ${shown.balance}`,
      `  nonce    ${shown.nonce}`,
      ...(state.code.length === 0 ? [] : [`  code     ${state.code.length} bytes`, `  owner    ${addressToBech32(state.ownerAddress)}`]),
      ...tokens.map(({ token, nonce, balance }) => `  token    ${token}${nonce === 0n ? "" : `, nonce ${nonce}`}  ${balance}`),
      ...storage.map(([key, value]) => `  storage  ${expressionFromBytes(key)}  ${expressionFromBytes(value)}`),
    ],
    json: {
      action: `account ${who}`,
      account: {
        ...shown,
        ...(state.code.length > 0 && { owner: addressToBech32(state.ownerAddress) }),
        tokens: tokens.map(({ token, nonce, balance }) => ({ token, nonce: nonce.toString(), balance: balance.toString() })),
        storage: Object.fromEntries(storage.map(([key, value]) => [`0x${bytesToHex(key)}`, `0x${bytesToHex(value)}`])),
      },
    },
  };
}

/** Sets parts of an account, which is made where it is not there: `balance=`, `nonce=`, and amounts of tokens, `TOKEN-123456=100`. */
export function set(session: Session, [who, ...words]: readonly string[]): ActionResult {
  if (who === undefined || words.length === 0) throw new UsageError("set lacks what to set: mxvm run set address:alice balance=1000 TOKEN-123456=100 NFT-123456:5=1");
  const { world } = session;
  const address = addressOfTarget(who, session);
  if (world.getAccount(address) === undefined) world.setAccount({ address });
  for (const word of words) {
    const [name, value] = settingOf(word, "balance=1000 or TOKEN-123456=100");
    const amount = numberOf(value, `${who} ${name}`);
    if (name === "balance" || name === "nonce") world.updateAccount({ address, [name]: amount });
    else world.updateAccount({ address, esdt: [withAmount(world.getEsdt(address), name, amount)] });
  }
  const action = `set ${who} ${words.join(" ")}`;
  return { ok: true, lines: ({ bold, green }) => [`${bold(action)}  ${green("ok")}`], json: { action } };
}

/** The token with one amount changed; roles, and what else the account holds of it, stay. */
function withAmount(tokens: readonly EsdtState[], name: string, balance: bigint): EsdtState {
  const [token = "", nonceText] = name.split(":");
  if (!/^[A-Za-z0-9]+-[0-9a-f]{6}$/u.test(token)) throw new UsageError(`"${name}" is neither balance, nonce nor a token, which looks like TOKEN-123456, or NFT-123456:5 with a nonce`);
  const tokenIdentifier = utf8ToBytes(token);
  const nonce = nonceText === undefined ? 0n : numberOf(nonceText, name);
  const before = tokens.find((state) => equalBytes(state.tokenIdentifier, tokenIdentifier));
  const instance: EsdtInstanceState = { ...before?.instances.find((one) => one.nonce === nonce), nonce, balance };
  const others = before?.instances.filter((one) => one.nonce !== nonce) ?? [];
  return { tokenIdentifier, instances: [...others, instance], lastNonce: before?.lastNonce ?? 0n, roles: before?.roles ?? [] };
}

const blockParts: Readonly<Record<string, (value: bigint) => Partial<BlockInfo>>> = {
  nonce: (nonce) => ({ nonce }),
  round: (round) => ({ round }),
  epoch: (epoch) => ({ epoch: Number(epoch) }),
  timestamp: (seconds) => ({ timestampMs: seconds * MILLISECONDS }),
  timestampMs: (timestampMs) => ({ timestampMs }),
};

/** Sets parts of the current block, and shows it. */
export function block({ world }: Session, words: readonly string[]): ActionResult {
  for (const word of words) {
    const [name, value] = settingOf(word, "round=7 or timestamp=1700000000");
    const part = Object.hasOwn(blockParts, name) ? blockParts[name] : undefined;
    if (part === undefined) {
      const nearest = nearestName(name, Object.keys(blockParts));
      throw new UsageError(`a block has no "${name}"; there are: ${Object.keys(blockParts).join(", ")}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`);
    }
    world.setCurrentBlock(part(numberOf(value, `block ${name}`)));
  }
  const { nonce, round, epoch, timestampMs } = world.getCurrentBlock();
  const shown = { nonce: nonce.toString(), round: round.toString(), epoch, timestampMs: timestampMs.toString() };
  return {
    ok: true,
    lines: ({ bold }) => [bold("block"), ...Object.entries(shown).map(([name, value]) => `  ${name.padEnd(11)}  ${value}`)],
    json: { action: "block", block: shown },
  };
}

function storageOf({ storage }: AccountState): [key: Uint8Array, value: Uint8Array][] {
  return [...storage].flatMap(([key, value]): [Uint8Array, Uint8Array][] => (key.startsWith(protocolKeys) ? [] : [[byteStringToBytes(key), value]]));
}

function textOf(bytes: Uint8Array): string {
  return bytesToUtf8(bytes) ?? `0x${bytesToHex(bytes)}`;
}
