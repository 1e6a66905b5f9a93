// `npm run bench [-- group…]`: measures, side by side in one run, and prints a table of ratios. It asserts nothing about time.
// --json prints the rows instead, --page writes docs/figures.md, --checkout names a checkout of mx-chain-vm-go, whose contract and scenarios
// are then measured too.
import { parseArgs } from "node:util";
import { readCommandLine } from "../scripts/command-line.js";
import { groups } from "./groups.js";
import { writePage } from "./page.js";
import type { MeasuredGroup } from "./page.js";
import { textTable } from "./table.js";

const usage = `Usage: npm run bench -- [group…] [--json | --page] [--checkout <mx-chain-vm-go>]
Groups: ${Object.keys(groups).join(", ")}; all if none is named.`;

const { values, positionals } = readCommandLine(usage, () => {
  const parsed = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      page: { type: "boolean", default: false },
      checkout: { type: "string" },
    },
  });
  const unknown = parsed.positionals.find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) throw new TypeError(`there is no group ${unknown}`);
  if (parsed.values.page && parsed.positionals.length > 0) throw new TypeError("the page has all groups");
  return parsed;
});
const checkout = values.checkout ?? process.env["MXVM_GO_CHECKOUT"];

const measured: MeasuredGroup[] = [];
for (const [name, group] of Object.entries(groups)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  measured.push({ ...group, name, rows: await group.measure(checkout) });
}
if (values.page) writePage(measured);
const text = values.json
  ? JSON.stringify(measured.flatMap((group) => group.rows), undefined, 2)
  : measured.map(({ title, rows }) => `${title}\n\n${textTable(rows)}\n`).join("\n");
console.log(text);
