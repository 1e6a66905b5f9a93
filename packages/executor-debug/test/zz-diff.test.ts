import { readFileSync } from "node:fs";
import { codeOf } from "@mxvm/contract-api";
import { hexToBytes } from "@mxvm/codec";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { it } from "vitest";
import { basicFeatures } from "./fixtures/contracts/basic-features.js";
import { replay } from "./replay.js";
import { calls } from "./zz-calls.js";
it("x", () => {
  const wasm = JSON.parse(readFileSync(process.env["MXVM_GO_CHECKOUT"] + "/test/features/basic-features/output/basic-features.mxsc.json", "utf8")).code as string;
  const a = replay(createDebugExecutor({ contracts: [basicFeatures] }), codeOf(basicFeatures), calls);
  const b = replay(createWasmExecutor(), hexToBytes(wasm), calls);
  let bad = 0;
  calls.forEach((c, i) => { if (JSON.stringify(a[i]) !== JSON.stringify(b[i])) { bad++; if (bad < 40) console.log(c.join(" "), "\n  ts  ", JSON.stringify(a[i]), "\n  wasm", JSON.stringify(b[i])); } });
  console.log(calls.length, "calls", bad, "differ", b.filter((o) => o.message !== "").length, "fail");
  (globalThis as any).process.getBuiltinModule("node:fs").writeFileSync("/tmp/outcomes.json", JSON.stringify(calls.map((c, i) => [c, b[i]])));
}, 60000);
