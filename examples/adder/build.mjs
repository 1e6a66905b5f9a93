// Makes output/adder.wasm from src/adder.wat.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

const source = new URL("src/adder.wat", import.meta.url);
const output = new URL("output/", import.meta.url);

const { parseWat } = await wabt();
const { buffer } = parseWat("adder.wat", readFileSync(source, "utf8")).toBinary({});
mkdirSync(output, { recursive: true });
writeFileSync(new URL("adder.wasm", output), buffer);
