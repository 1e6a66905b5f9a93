// Which executor runs scenarios: by flag, by environment variable, by configuration; and what is said of one that cannot.
import { isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CliRun, Project } from "./support.js";
import { call, contractWith, createProject, deploy, scenarioOf } from "./support.js";

let project: Project;

beforeEach(() => {
  project = createProject();
  project.write("package.json", '{"name": "a-project", "type": "module"}');
  project.write("contracts/quiet.wasm", contractWith("be", ""));
  project.write("a.scen.json", scenarioOf(deploy("file:contracts/quiet.wasm"), call("be")));
});

afterEach(() => {
  project.remove();
});

/** An executor's package in the project. One that lives up to its name refuses all code with its marker. */
function install(name: string, exports: string): void {
  project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", type: "module", exports: { import: "./main.js" } }));
  project.write(`node_modules/${name}/main.js`, exports);
}

/** Source of a factory whose executors refuse all code and say why on a channel that tests can read. */
function refusing(marker: string): string {
  return `() => { globalThis.executorsUsed = [...(globalThis.executorsUsed ?? []), ${marker}]; return {
    specificationVersion: 1, supports: Object.freeze({ moduleValidation: true, opcodeMetering: false, exactMetering: false }),
    setOpcodeCosts: () => undefined, functionNames: () => [], newInstance: () => ({ ok: false, reason: "refused" }) }; }`;
}

const markedPackage = `export const specificationVersion = 1;
export const createExecutor = (options) => ${refusing("JSON.stringify(options)")};`;

function used(): unknown {
  const global = globalThis as { executorsUsed?: unknown };
  const { executorsUsed } = global;
  delete global.executorsUsed;
  return executorsUsed;
}

async function failsWith(run: Promise<CliRun>, ...texts: (string | RegExp)[]): Promise<void> {
  const { exitCode, out, err } = await run;
  expect([exitCode, out]).toEqual([2, ""]);
  for (const text of texts) expect(err).toMatch(text);
}

describe("the executor", () => {
  it("is wasm where nobody chose", async () => {
    expect((await project.run("test", ".")).exitCode).toBe(0);
  });

  it("is an installed package, found from the project, scoped or not", async () => {
    for (const name of ["an-executor", "@someone/executor"]) {
      install(name, markedPackage);
      expect((await project.run("test", ".", "--executor", name)).exitCode).toBe(1);
      expect(used()).toEqual(["{}"]);
    }
  });

  it("is that of the flag, else of the environment variable, else of the configuration", async () => {
    for (const name of ["by-flag", "by-variable", "by-config"]) install(name, markedPackage.replace("JSON.stringify(options)", `"${name}"`));
    project.write("mxvm.config.ts", 'export default { executor: "by-config" };');
    await project.run("test", ".");
    expect(used()).toEqual(["by-config"]);
    await project.runWith({ MXVM_EXECUTOR: "" }, "test", ".");
    expect(used()).toEqual(["by-config"]);
    await project.runWith({ MXVM_EXECUTOR: "by-variable" }, "test", ".");
    expect(used()).toEqual(["by-variable"]);
    await project.runWith({ MXVM_EXECUTOR: "by-variable" }, "test", ".", "--executor", "by-flag");
    expect(used()).toEqual(["by-flag"]);
    expect((await project.runWith({ MXVM_EXECUTOR: "wasm" }, "test", ".")).exitCode).toBe(0);
  });

  it("gets the options that the configuration has for it, and no others", async () => {
    install("an-executor", markedPackage);
    install("another", markedPackage);
    project.write("mxvm.config.ts", 'export default { executor: { name: "an-executor", options: { depth: 7 } } };');
    await project.run("test", ".");
    await project.run("test", ".", "--executor", "an-executor");
    await project.run("test", ".", "--executor", "another");
    expect(used()).toEqual(['{"depth":7}', '{"depth":7}', "{}"]);
  });

  it("cannot be chosen for a world that has one of its own", async () => {
    await failsWith(project.run("test", ".", "--world", "light-simulator", "--executor", "wasm"), "leave out --executor");
  });

  it.each([
    ["a misspelt name", "wasmeer", "", ['there is no executor "wasmeer"', 'did you mean "wasmer"?']],
    ["a package that is not installed", "executor-of-mars", "", ["no package of that name is installed", "npm install --save-dev executor-of-mars"]],
    ["a package without exports", "empty", "export {};", ["does not export a function createExecutor (found nothing), nor a number specificationVersion (found nothing)"]],
    ["a package of another kind", "kind", "export const createExecutor = 5; export const specificationVersion = 1;", ["does not export a function createExecutor (found 5);"]],
    ["a package without a version", "old", "export const createExecutor = () => 1;", ["does not export a number specificationVersion"]],
    [
      "a package of another version",
      "new",
      "export const createExecutor = () => 1; export const specificationVersion = 2;",
      ["implements version 2 of @mxvm/executor-api, this program speaks version 1", "install a newer mxvm"],
    ],
    ["a package that fails when it is loaded", "broken", 'throw new Error("no such processor");', ['"broken" cannot be loaded: no such processor']],
    [
      "an executor that wants options",
      "wants",
      'export const specificationVersion = 1; export const createExecutor = () => { throw new TypeError("say where"); };',
      ['executor "wants" cannot be made: say where'],
    ],
    [
      "an executor instead of a factory",
      "eager",
      "export const specificationVersion = 1; export const createExecutor = () => ({});",
      ["its createExecutor answers a value of type object where an ExecutorFactory"],
    ],
  ])("that is %s is a usage error", async (_what, name, exports, texts) => {
    if (exports !== "") install(name, exports);
    await failsWith(project.run("test", ".", "--executor", name), ...texts);
  });
});

describe("mxvm.config.ts", () => {
  it("is typed TypeScript that imports from mxvm, installed or not, and is found from folders below", async () => {
    project.write(
      "mxvm.config.ts",
      `import { defineConfig } from "mxvm";\nconst name: string = "wasm";\nexport default defineConfig({ executor: { name, options: { maxCachedCodes: 5 } } });`,
    );
    project.write("deep/er/b.scen.json", scenarioOf());
    expect((await project.run("test", "deep")).exitCode).toBe(0);
  });

  it.each(["mts", "js", "mjs"])("may be mxvm.config.%s", async (extension) => {
    project.write(`mxvm.config.${extension}`, 'import { defineConfig } from "mxvm"; export default defineConfig({ executor: "nobody" });');
    await failsWith(project.run("test", "."), 'there is no executor "nobody"');
  });

  it("may make the executor itself", async () => {
    project.write("mxvm.config.ts", `export default { executor: ${refusing('"own"')} };`);
    expect((await project.run("test", ".")).exitCode).toBe(1);
    expect(used()).toEqual(["own"]);
  });

  it("is read anew for every run", async () => {
    for (const name of ["nobody", "no-one"]) {
      project.write("mxvm.config.ts", `export default { executor: "${name}" };`);
      await failsWith(project.run("test", "."), `there is no executor "${name}"`);
    }
  });

  it.each([
    ["an unknown key", "export default { excutor: 1 };", /mxvm\.config\.ts: excutor: there is no such key; there are: .*did you mean "executor"\?/u],
    ["an unknown key of an executor", 'export default { executor: { nmae: "wasm" } };', 'mxvm.config.ts: executor.nmae: there is no such key; there are: name, options; did you mean "name"?'],
    ["an executor without a name", "export default { executor: {} };", "mxvm.config.ts: executor.name: found undefined, expected the name of an executor"],
    ["an executor of another kind", "export default { executor: 5 };", "mxvm.config.ts: executor: found number, expected the name of an executor, { name, options }, or an ExecutorFactory"],
    ["options that are none", 'export default { executor: { name: "wasm", options: [] } };', "mxvm.config.ts: executor.options: found an array, expected an object of options"],
    ["no default export", "export const executor = 1;", "mxvm.config.ts: found undefined, expected an object as default export"],
    ["a mistake in its syntax", "export default {\n  executor: :\n};", "mxvm.config.ts:2:"],
    ["an import that is not there", 'import "nowhere-to-be-found"; export default {};', "nowhere-to-be-found"],
  ])("with %s is a usage error with its place", async (_what, source, text) => {
    project.write("mxvm.config.ts", source);
    await failsWith(project.run("test", "."), text);
  });

  it("must be one", async () => {
    project.write("mxvm.config.ts", "export default {};");
    project.write("mxvm.config.js", "export default {};");
    await failsWith(project.run("test", "."), "mxvm.config.ts and mxvm.config.js; keep one");
  });
});

describe("--executor wasmer", () => {
  it("says how to get a library that is not there", async () => {
    project.write("mxvm.config.ts", 'export default { executor: { name: "wasmer", options: { library: "/no/such/library.so" } } };');
    await failsWith(project.run("test", "."), 'executor "wasmer" cannot be made', "/no/such/library.so", "MXVM_WASMER_LIBRARY");
  });

  it.skipIf(!isWasmerLibraryInstalled())("runs what wasm runs, with the same gas", async () => {
    const messages: string[] = [];
    project.write("gas.scen.json", scenarioOf(deploy("file:contracts/quiet.wasm"), call("be", { status: "0", gas: "1" })));
    for (const executor of ["wasm", "wasmer"]) {
      expect((await project.run("test", "a.scen.json", "--executor", executor)).exitCode).toBe(0);
      messages.push((await project.run("test", "gas.scen.json", "--executor", executor)).out.replace(/[\d.]+ ms/gu, ""));
    }
    expect(messages[0]).toContain("gas");
    expect(messages[1]).toBe(messages[0]);
  });
});
