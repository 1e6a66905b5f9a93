// Makes output/crowdfunding.mxsc.json from src/crowdfunding.wat. A project in Rust has its build there instead: `sc-meta all build`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

const source = new URL("src/crowdfunding.wat", import.meta.url);
const output = new URL("output/", import.meta.url);

const { parseWat } = await wabt();
const { buffer } = parseWat("crowdfunding.wat", readFileSync(source, "utf8")).toBinary({});
mkdirSync(output, { recursive: true });
writeFileSync(new URL("crowdfunding.mxsc.json", output), `${JSON.stringify({ size: buffer.length, code: Buffer.from(buffer).toString("hex") })}\n`);
