// Why scenarios that no Go test runs do not pass: a table by path. There is no verdict of production to compare with.

interface Reason {
  readonly paths: RegExp;
  readonly reason: string;
}

const reasons: readonly Reason[] = [
  {
    paths: /^test\/async\/scenarios\/(message|payment)_|^test\/promises\//u,
    reason: "They give code to addresses that are no contracts', which the Go runner refuses as well.",
  },
  {
    paths: /^test\/async\/scenarios\/promises\//u,
    reason: "Their contracts import `createAsyncCall` with the signature of an older VM; production's executor refuses them too.",
  },
  {
    paths: /^test\/esdt-nft-marketplace\//u,
    reason: "The contract asks for a token that was not sent, which an older VM answered with nothing and the current one fails.",
  },
  {
    paths: /\/storage_mapper_fungible_token\.scen\.json$/u,
    reason: "It issues a token, which needs the ESDT system contract of the metachain.",
  },
  { paths: /\/get_shard_of_address\.scen\.json$/u, reason: "It expects shard 2, while accounts of a scenario are in shard 0." },
  {
    paths: /\/basic-features-ei-1-3\/scenarios\/crypto_verify_ed25519\.scen\.json$/u,
    reason: "It expects the library's message, which flag MaskInternalDependenciesErrorsFlag replaces.",
  },
  { paths: /\/multisig\/scenarios\/interactor_/u, reason: "A recording from a chain: it expects results that came in later transactions." },
  { paths: /\/v0_3\/test\/integration\/genesis\//u, reason: "It expects a transfer for which the contract has no funds." },
];

/** Why a scenario is known not to pass, or `undefined`. */
export function reasonFor(path: string): string | undefined {
  return reasons.find(({ paths }) => paths.test(path))?.reason;
}
