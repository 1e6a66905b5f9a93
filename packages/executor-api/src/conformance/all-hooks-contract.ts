// A contract with one endpoint for each VM hook, made from the hook table: it calls the hook with arguments that tell parameters apart.
import type { Hook, HookName } from "../hook-table/index.js";
import { hooks as hookRows } from "../hook-table/index.js";
import type { Contract } from "./contract.js";

/** The arguments that an endpoint passes to its hook: by position, alternately negative and positive. */
export function hookArguments({ params }: Hook): readonly (number | bigint)[] {
  return params.map(({ type }, index) => {
    const sign = index % 2 === 0 ? -1 : 1;
    return type === "i32" ? sign * (index + 0x0101_0101) : BigInt(sign) * (BigInt(index) + 0x0101_0101_0101_0101n);
  });
}

type AnyHook = (...args: readonly (number | bigint)[]) => number | bigint | undefined;

function importText({ name, params, result }: Hook): string {
  const types = params.map(({ type }) => ` ${type}`).join("");
  return `(import "env" "${name}" (func $${name}${types && ` (param${types})`}${result === undefined ? "" : ` (result ${result})`}))`;
}

function endpointText(hook: Hook): string {
  const { name, params, result } = hook;
  const args = hookArguments(hook).map((value, index) => ` (${params[index]!.type}.const ${value})`);
  const call = `(call $${name}${args.join("")})`;
  return `(func (export "${name}") ${result === undefined ? call : `(drop ${call})`})`;
}

/** In both forms. */
export const allHooks: Contract = {
  name: "all-hooks",
  text: `(module
    ${hookRows.map(importText).join("\n    ")}
    (memory (export "memory") 1)
    ${hookRows.map(endpointText).join("\n    ")})`,
  imports: hookRows.map(({ name }) => name),
  endpoints: Object.fromEntries<Contract["endpoints"][HookName]>(
    hookRows.map((hook) => [hook.name, ({ hooks }) => void (hooks[hook.name] as AnyHook)(...hookArguments(hook))]),
  ),
};
