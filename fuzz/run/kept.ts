// Modules that once differed, as text: lines of notes, the plan, and the bytes in hexadecimal.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./compare.js";
import type { Plan } from "./plan.js";

const keptFolder: string = join(import.meta.dirname, "../kept");

const LINE = 64;

export function writeKept({ code, plan }: Case, notes: readonly string[]): string {
  const hex = Buffer.from(code).toString("hex");
  const lines = Array.from({ length: Math.ceil(hex.length / LINE) }, (_, line) => hex.slice(LINE * line, LINE * (line + 1)));
  const planText = JSON.stringify(plan, (_key, value: unknown) => (typeof value === "bigint" ? `${String(value)}n` : value));
  return [...notes.map((note) => `# ${note}`), planText, ...lines, ""].join("\n");
}

export function readKept(text: string): Case {
  const [planText, ...hex] = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const plan = JSON.parse(planText ?? "", (_key, value: unknown) =>
    typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as Plan;
  return { plan, code: new Uint8Array(Buffer.from(hex.join(""), "hex")) };
}

export interface KeptCase extends Case {
  readonly name: string;
}

export function keptCases(): KeptCase[] {
  const files = readdirSync(keptFolder).filter((file) => file.endsWith(".txt"));
  return files.sort().map((file) => ({ name: file.replace(/\.txt$/, ""), ...readKept(readFileSync(join(keptFolder, file), "utf8")) }));
}
