// Addresses, call data and nested encoding, as the README shows them.
import {
  addressToBech32,
  bech32ToAddress,
  buildCallData,
  contractAddressFromCreator,
  createNestedReader,
  hexToBytes,
  topEncodeUnsigned,
  utf8ToBytes,
  wasmVmType,
} from "@mxvm/codec";

const deployer = bech32ToAddress("erd1j0hxzs7dcyxw08c4k2nv9tfcaxmqy8rj59meq505w92064x0h40qcxh3ap");
const contract = contractAddressFromCreator(deployer, 0n, wasmVmType);
export const contractAddress = addressToBech32(contract); // "erd1qqqqqqqqqqqqqpgqhdjjyq8dr7v5yq9tv6v5vt9tfvd00vg7h40q6779zn"

export const data = buildCallData("issue", [utf8ToBytes("WEGLD"), topEncodeUnsigned(1_000n)]); // "issue@5745474c44@03e8"

const reader = createNestedReader(hexToBytes("00000002010001"));
export const amount = reader.readBigUint(); // 256n
export const isPaused = reader.readBool(); // true
reader.end(); // throws a DecodeError if bytes are left
