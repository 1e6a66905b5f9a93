// Tokens of a call and of accounts, as several hook groups read them. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH } from "@mxvm/codec";
import type { EsDigitalToken, EsdtTransfer } from "@mxvm/protocol-hooks";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { uint64FromInt64 } from "./small-ints.js";

/** The token payment at an index. Throws `invalidTokenIndex`. */
export function esdtTransferAt(host: Host, index: number): EsdtTransfer {
  const transfer = host.runtime.getVmInput().esdtTransfers[index];
  if (transfer === undefined) throw failures.invalidTokenIndex;
  return transfer;
}

/** Hooks that know of one payment only refuse more. Throws `tooManyESDTTransfers`. */
export function failIfMoreThanOneEsdtTransfer(host: Host): void {
  if (host.runtime.getVmInput().esdtTransfers.length > 1) throw failures.tooManyESDTTransfers;
}

/** Reads a token holding whose address and identifier are in memory; charges `GetExternalBalance`. */
export function loadEsdtToken(
  host: Host,
  addressOffset: number,
  tokenOffset: number,
  tokenLength: number,
  nonce: bigint,
): EsDigitalToken {
  host.metering.useGas(host.costs.BaseOpsAPICost.GetExternalBalance);
  const address = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const tokenIdentifier = host.memLoad(tokenOffset, tokenLength);
  return host.blockchain.getEsdtToken(address, tokenIdentifier, uint64FromInt64(nonce));
}
