// `npm run docs`: builds the site into `site/dist`; --serve shows it afterwards.
import { parseArgs } from "node:util";
import { readCommandLine } from "../scripts/command-line.js";
import { wholeNumber } from "../scripts/whole-number.js";
import { buildSite, output } from "./build.js";
import { serve, urlOf } from "./serve.js";

const usage = "Usage: npm run docs [-- --serve [--port <number>]]";
const { serves, port } = readCommandLine(usage, () => {
  const { values } = parseArgs({ options: { serve: { type: "boolean", default: false }, port: { type: "string", default: "0" } } });
  return { serves: values.serve, port: wholeNumber("port", values.port) };
});

const faults = await buildSite();
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
if (serves) console.log(`${urlOf(await serve(output, { port }))}/`);
