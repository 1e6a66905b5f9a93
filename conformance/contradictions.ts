// Scenario files that say what the newer source of their contract contradicts: why each is not run.

/** By path below the folder of contracts. */
export const contradictions: Readonly<Record<string, string>> = {
  "lottery/scenarios/complex-prize-distribution.scen.json":
    "expects prizes to be paid when winners are drawn; the newer lottery credits them, and winners claim them",
  "lottery/scenarios/determine-winner-split-prize-pool.scen.json":
    "expects prizes to be paid when winners are drawn; the newer lottery credits them, and winners claim them",
};
