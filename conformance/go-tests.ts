// Which scenario files the Go VM's own tests run, and how: a table of facts from integrationTests/json of mx-chain-vm-go.

/** One invocation of the Go runner. Paths are relative to `test/` of the checkout. */
export interface GoTest {
  /** What tells apart runs of one file; empty for the plain run. */
  readonly variant: string;
  readonly folder: string;
  /** One file of the folder, where the test names it. */
  readonly file?: string;
  readonly exclude?: readonly RegExp[];
  /** By path as scenarios write it: the path to read instead, relative to `test/`. */
  readonly replacePaths?: Readonly<Record<string, string>>;
  /** All enable-epoch flags are off. */
  readonly withoutFlags?: true;
}

const basicFeatures = "features/basic-features/scenarios";
const composability = "features/composability/scenarios";

/** They need a system contract, or a shard that the world mock does not have. */
const basicFeaturesExcluded = [/\/storage_mapper_fungible_token\.scen\.json$/u, /\/get_shard_of_address\.scen\.json$/u];

const plain = (folder: string): GoTest => ({ variant: "", folder });
const single = (file: string): GoTest => ({ variant: "single", folder: composability, file });

export const goTests: readonly GoTest[] = [
  plain("adder/scenarios"),
  { variant: "single", folder: "adder/scenarios", file: "adder.scen.json" },
  plain("factorial/scenarios"),
  plain("erc20-rust/scenarios"),
  plain("erc20-c"),
  { variant: "by executor", folder: "erc20-c" },
  plain("digital-cash"),
  single("forw_raw_call_async_retrieve_multi_transfer.scen.json"),
  single("promises_single_transfer.scen.json"),
  { ...plain("multisig/scenarios"), exclude: [/\/interactor/u] },
  { variant: "without flags", folder: "dns", withoutFlags: true },
  plain("crowdfunding-esdt"),
  plain("wegld-swap"),
  plain("ping-pong-egld"),
  plain("attestation-rust"),
  plain("attestation-c"),
  plain("paymaster/scenarios"),
  { variant: "", folder: "contracts/transfer-with-return-error/scenarios", file: "transfer_esdt_return_error.scen.json" },
  plain("delegation/v0_2"),
  { ...plain("delegation/v0_3"), exclude: [/\/genesis\/genesis\.scen\.json$/u] },
  plain("delegation/v0_4_genesis"),
  plain("delegation/v0_5_latest"),
  plain("features/alloc-features/scenarios"),
  plain("features/barnard-features/scenarios"),
  { ...plain(basicFeatures), exclude: basicFeaturesExcluded },
  {
    variant: "barnard",
    folder: basicFeatures,
    exclude: basicFeaturesExcluded,
    replacePaths: { "../output/basic-features.mxsc.json": "features/basic-features/output/basic-features-barnard.mxsc.json" },
  },
  plain("features/basic-features-no-small-int-api/scenarios"),
  plain("features/basic-features-legacy/scenarios"),
  plain("features/big-float-features/scenarios"),
  plain("features/managed-map-benchmark/scenarios"),
  plain("features/managed-map-features/scenarios"),
  plain("features/payable-features/scenarios"),
  {
    variant: "barnard",
    folder: "features/payable-features/scenarios",
    replacePaths: { "../output/payable-features.mxsc.json": "features/payable-features/output/payable-features-barnard.mxsc.json" },
  },
  plain(composability),
  plain("features/formatted-message-features/scenarios"),
  plain("timelocks"),
  single("forw_raw_transf_exec_fallible_multi_egld_reject.scen.json"),
  single("forwarder_call_sync_retrieve_bt_multi.scen.json"),
];
