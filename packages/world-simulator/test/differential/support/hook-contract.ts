// Contracts that call one VM hook: the scene, the hook with the arguments of a case, its result and all it may have changed as return data.
import { hooksByName, type Hook } from "@mxvm/executor-api";
import { assemble } from "./contracts.js";
import { memoryText, observationText, sceneImports, sceneText } from "./scene.js";

/** Arguments of one call of a hook. */
export type HookArguments = readonly (number | bigint)[];

/** Name of the endpoint that plays a case. */
export function endpointOfCase(index: number): string {
  return `case${index}`;
}

/** Name of the endpoint that sets the scene and does nothing else. */
export const sceneEndpoint = "scene";

/** A contract with an endpoint for each case. */
export function hookContract(hook: Hook, cases: readonly HookArguments[]): Uint8Array {
  const names = [...new Set([...sceneImports(hook.group), hook.name])];
  const endpoints = cases.map((args, index) => `(func (export "${endpointOfCase(index)}") (call $scene) ${callText(hook, args)} (call $observe))`);
  return assemble(`(module
    ${names.map(importText).join("\n")}
    ${memoryText(hook.group)}
    ${sceneText(hook.group)}
    ${observationText(hook.group)}
    (func (export "init"))
    (func (export "callBack"))
    (func (export "done"))
    (func (export "${sceneEndpoint}") (call $scene))
    ${endpoints.join("\n")})`);
}

function importText(name: string): string {
  const hook = hooksByName.get(name);
  if (hook === undefined) throw new TypeError(`there is no hook ${name}`);
  const params = hook.params.map(({ type }) => type).join(" ");
  return `(import "env" "${name}" (func $${name} (param ${params}) ${hook.result === undefined ? "" : `(result ${hook.result})`}))`;
}

function callText(hook: Hook, args: HookArguments): string {
  const values = hook.params.map(({ type }, index) => `(${type}.const ${args[index] ?? 0})`);
  const text = `(call $${hook.name} ${values.join(" ")})`;
  if (hook.result === undefined) return text;
  return `(call $int64finish ${hook.result === "i64" ? text : `(i64.extend_i32_s ${text})`})`;
}
