// The table of all measurements.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bench, describe } from "vitest";
import { instanceOf, wat } from "../test/support/harness.js";
import { kernels } from "./kernels.js";
import { measureExecutor } from "./measurements.js";

const contracts = dirname(createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json"));
const delegation = new Uint8Array(readFileSync(join(contracts, "config/node/config/genesisContracts/delegation.wasm")));

console.table(measureExecutor({ delegation }));

describe.each(kernels)("$name", ({ text }) => {
  const instance = instanceOf(wat(text), { options: { pointsLimit: 2n ** 62n } });
  bench("run", () => {
    instance.callFunction("run");
  });
});
