// Deployments and upgrades, from given code or from the code of another contract. Mirrors TxExec deploy and upgrade of the Rust framework.
import { type Address, type CodeMetadata, codeMetadataToBytes } from "@mxvm/codec";
import type { Emitter, Handle, I64 } from "../emitter.js";
import type { Args } from "../endpoint.js";
import type { DeployOptions, Send } from "../send.js";
import { argumentList } from "./calls.js";
import { gasOf } from "./sync-calls.js";
import { addressBuffer, addressOf, bytesBuffer } from "./values.js";

/** What the framework sets where a contract says nothing: an upgrade then takes the right to upgrade away. */
const deployMetadata: Partial<CodeMetadata> = { upgradeable: true };
const upgradeMetadata: Partial<CodeMetadata> = {};

/** What hooks take of a deployment or an upgrade, but for the code. */
interface Prepared {
  readonly gas: I64;
  readonly egld: Handle;
  readonly metadata: Handle;
  readonly arguments: Handle;
}

type Values = Readonly<Record<string, unknown>>;

export function createDeployments(emitter: Emitter): Pick<Send, "deploy" | "deployFromSource" | "upgrade" | "upgradeFromSource"> {
  const { hooks } = emitter;
  const prepared = (args: Args | undefined, values: Values, { egld = 0n }: DeployOptions, metadata: Partial<CodeMetadata>, gas: () => I64): Prepared => ({
    arguments: argumentList(emitter, args ?? {}, values),
    gas: gas(),
    egld: emitter.fromBigInt(egld),
    metadata: metadataBuffer(emitter, metadata),
  });
  const deployed = (args: Args | undefined, values: Values, options: DeployOptions, call: (deployment: Prepared, address: Handle) => void): Address => {
    const deployment = prepared(args, values, options, options.codeMetadata ?? deployMetadata, () => gasOf(emitter, options.gas));
    const address = emitter.newHandle();
    call(deployment, address);
    hooks.cleanReturnData();
    return addressOf(emitter, address);
  };
  // An upgrade runs when this run has ended: it gets all that is left.
  const upgrading = (args: Args | undefined, values: Values, options: DeployOptions): Prepared =>
    prepared(args, values, options, options.codeMetadata ?? upgradeMetadata, () => (options.gas === undefined ? hooks.getGasLeft() : emitter.signed(options.gas)));
  return {
    deploy: (code, { init }, values, options = {}) =>
      deployed(init?.args, values, options, ({ arguments: list, egld, gas, metadata }, address) =>
        void hooks.managedCreateContract(gas, egld, bytesBuffer(emitter, code), metadata, list, address, emitter.newHandle()),
      ),
    deployFromSource: (source, { init }, values, options = {}) =>
      deployed(init?.args, values, options, ({ arguments: list, egld, gas, metadata }, address) =>
        void hooks.managedDeployFromSourceContract(gas, egld, addressBuffer(emitter, source), metadata, list, address, emitter.newHandle()),
      ),
    upgrade: (to, code, { upgrade }, values, options = {}) => {
      const { arguments: list, egld, gas, metadata } = upgrading(upgrade?.args, values, options);
      hooks.managedUpgradeContract(addressBuffer(emitter, to), gas, egld, bytesBuffer(emitter, code), metadata, list, emitter.newHandle());
    },
    upgradeFromSource: (to, source, { upgrade }, values, options = {}) => {
      const { arguments: list, egld, gas, metadata } = upgrading(upgrade?.args, values, options);
      hooks.managedUpgradeFromSourceContract(addressBuffer(emitter, to), gas, egld, addressBuffer(emitter, source), metadata, list, emitter.newHandle());
    },
  };
}

function metadataBuffer(emitter: Emitter, metadata: Partial<CodeMetadata>): Handle {
  const bytes = emitter.scratch(codeMetadataToBytes(metadata));
  const buffer = emitter.newHandle();
  emitter.hooks.mBufferSetBytes(buffer, bytes.pointer, bytes.length);
  return buffer;
}
