// Deployments and upgrades from the code of another contract. Mirrors TxExec deploy and upgrade of the Rust framework.
import { codeMetadataToBytes } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import type { DeployOptions, Send } from "../send.js";
import { argumentList } from "./calls.js";
import { gasOf } from "./sync-calls.js";
import { addressBuffer, addressOf } from "./values.js";

const defaultMetadata = { upgradeable: true, readable: true } as const;

export function createDeployments(emitter: Emitter): Pick<Send, "deployFromSource" | "upgradeFromSource"> {
  const { hooks } = emitter;
  return {
    deployFromSource: (source, { init }, args, options = {}) => {
      const gas = gasOf(emitter, options.gas);
      const list = argumentList(emitter, init?.args ?? {}, args);
      const egld = emitter.fromBigInt(options.egld ?? 0n);
      const from = addressBuffer(emitter, source);
      const metadata = metadataBuffer(emitter, options);
      const address = emitter.newHandle();
      const results = emitter.newHandle();
      hooks.managedDeployFromSourceContract(gas, egld, from, metadata, list, address, results);
      hooks.cleanReturnData();
      return addressOf(emitter, address);
    },
    upgradeFromSource: (to, source, { upgrade }, args, options = {}) => {
      const gas = options.gas === undefined ? hooks.getGasLeft() : emitter.signed(options.gas);
      const list = argumentList(emitter, upgrade?.args ?? {}, args);
      const egld = emitter.fromBigInt(options.egld ?? 0n);
      const destination = addressBuffer(emitter, to);
      const from = addressBuffer(emitter, source);
      const metadata = metadataBuffer(emitter, options);
      hooks.managedUpgradeFromSourceContract(destination, gas, egld, from, metadata, list, emitter.newHandle());
    },
  };
}

function metadataBuffer(emitter: Emitter, { codeMetadata }: DeployOptions): Handle {
  const bytes = emitter.scratch(codeMetadataToBytes({ ...defaultMetadata, ...codeMetadata }));
  const buffer = emitter.newHandle();
  emitter.hooks.mBufferSetBytes(buffer, bytes.pointer, bytes.length);
  return buffer;
}
