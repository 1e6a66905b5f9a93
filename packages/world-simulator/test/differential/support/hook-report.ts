// What the cases of a hook came to, written down where `npm run conformance:hooks` asks for it.
import { appendFileSync } from "node:fs";
import type { HookGroup, HookName } from "@mxvm/executor-api";

/** One hook's cases on both worlds. */
export interface HookReport {
  readonly group: HookGroup;
  readonly hook: HookName;
  readonly succeeded: number;
  readonly failed: number;
  readonly differences: number;
}

/** Appends a line to the file that `MXVM_HOOK_REPORT` names, if it does. */
export function reportHook(report: HookReport): void {
  const file = process.env["MXVM_HOOK_REPORT"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(report)}\n`);
}
