// Contracts in TypeScript beside their compiled forms: npm run differential:contracts -- <checkout of mx-chain-vm-go> --runs 5000 --seed 1
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCommandLine } from "../../../scripts/command-line.js";
import { wholeNumber } from "../../../scripts/whole-number.js";
import { formatReport, runContract } from "./run-contracts.js";
import { namesInCheckout, ownAdder, type Subject, subjectIn } from "./subjects.js";

const usage = `Usage: npm run differential:contracts -- [checkout of mx-chain-vm-go] [options]

Runs the same random transactions on contracts in TypeScript and on their compiled forms: those of the checkout (MXVM_GO_CHECKOUT if it is
not given), and our own adder. Compares codes, messages, results, logs, storage, balances, owners; not gas, which only compiled code pays in full.

  --runs <transactions>   for each contract; 5000 by default
  --seed <first seed>     of the first case; 1 by default
  --contract <name>       only that: ${[...namesInCheckout, ownAdder.name].join(", ")}`;

const { runs, seed, subjects } = readCommandLine(usage, () => {
  const { values, positionals } = parseArgs({
    options: { runs: { type: "string", default: "5000" }, seed: { type: "string", default: "1" }, contract: { type: "string" } },
    allowPositionals: true,
  });
  const [named = process.env["MXVM_GO_CHECKOUT"], ...more] = positionals;
  if (more.length > 0) throw new TypeError("one checkout is enough");
  return { runs: wholeNumber("runs", values.runs), seed: wholeNumber("seed", values.seed), subjects: subjectsOf(named, values.contract) };
});

function subjectsOf(named: string | undefined, contract: string | undefined): readonly Subject[] {
  if (contract === ownAdder.name) return [ownAdder];
  if (named === undefined) {
    if (contract !== undefined) throw new TypeError(`the compiled form of ${contract} is in a checkout: which?`);
    return [ownAdder];
  }
  const checkout = [named, join(process.env["INIT_CWD"] ?? process.cwd(), named)].find((path) => existsSync(path));
  if (checkout === undefined) throw new TypeError(`there is no folder ${named}`);
  if (contract !== undefined) return [subjectIn(checkout, contract)];
  return [...namesInCheckout.map((name) => subjectIn(checkout, name)), ownAdder];
}

for (const subject of subjects) {
  const report = runContract(subject, runs, seed);
  console.log(`${formatReport(subject.name, report)}\n`);
  if (report.differences.length > 0) process.exitCode = 1;
}
