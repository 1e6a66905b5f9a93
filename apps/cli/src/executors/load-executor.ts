// Makes the executor of a name: a short one, or that of a package which the project has installed.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ExecutorFactory, type ExecutorModule, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { nearestName } from "@mxvm/scenario";
import type { NamedExecutor } from "../config/config.js";
import { UsageError } from "../terminal.js";
import { executorNames } from "./executor-names.js";

/** Throws a `UsageError` that names the executor and what it lacks. `folder` is where packages are looked for, as a file there would. */
export async function loadExecutor({ name, options = {} }: NamedExecutor, folder: string): Promise<ExecutorFactory> {
  const { createExecutor } = checkedModule(name, await importExecutor(name, folder));
  let factory: unknown;
  try {
    factory = createExecutor(options);
  } catch (cause) {
    throw new UsageError(`executor "${name}" cannot be made: ${messageOf(cause)}`, { cause });
  }
  if (typeof factory === "function") return factory as ExecutorFactory;
  throw new UsageError(
    `executor "${name}": its createExecutor answers ${describe(factory)} where an ExecutorFactory, a function (hooks, opcodeCosts) => Executor, is expected`,
  );
}

async function importExecutor(name: string, folder: string): Promise<object> {
  const short = Object.hasOwn(executorNames, name) ? executorNames[name] : undefined;
  const packageName = short === undefined ? name : short.package;
  const url = packageName === undefined ? undefined : await resolveFrom(packageName, folder);
  const load = url === undefined ? short?.load : (): Promise<object> => import(url) as Promise<object>;
  if (load === undefined) throw unknownName(name, folder);
  try {
    return await load();
  } catch (cause) {
    if (url === undefined && packageName !== undefined && isMissing(cause, packageName)) throw notInstalled(name, packageName, folder);
    throw new UsageError(`executor "${name}" cannot be loaded: ${messageOf(cause)}`, { cause });
  }
}

/** URL of a package's entry, as an import in that folder finds it. Node 20 resolves from other places only behind a flag; jiti does. */
async function resolveFrom(packageName: string, folder: string): Promise<string | undefined> {
  const { createJiti } = await import("jiti");
  const parentURL = pathToFileURL(join(folder, "mxvm.config.js")).href;
  return createJiti(parentURL).esmResolve(packageName, { parentURL, try: true });
}

/** Whether an import failed since that package, and not one of its own imports, is not there. */
function isMissing(error: unknown, packageName: string): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes(`'${packageName}'`);
}

function notInstalled(name: string, packageName: string, folder: string): UsageError {
  return new UsageError(`executor "${name}" is the package ${packageName}, which is not installed in ${folder}: npm install --save-dev ${packageName}`);
}

function unknownName(name: string, folder: string): UsageError {
  const names = Object.keys(executorNames);
  const nearest = nearestName(name, names);
  return new UsageError(
    `there is no executor "${name}": it is none of ${names.join(", ")}, and no package of that name is installed in ${folder}` +
      (nearest === undefined ? `. To use a package: npm install --save-dev ${name}` : `; did you mean "${nearest}"?`),
  );
}

function checkedModule(name: string, imported: object): ExecutorModule {
  // A CommonJS package may arrive as the default export alone.
  const candidate = "createExecutor" in imported || !("default" in imported) ? imported : (imported.default ?? {});
  const { createExecutor, specificationVersion } = candidate as Partial<Record<keyof ExecutorModule, unknown>>;
  const lacking = [
    ...(typeof createExecutor === "function" ? [] : [`a function createExecutor (found ${describe(createExecutor)})`]),
    ...(typeof specificationVersion === "number" ? [] : [`a number specificationVersion (found ${describe(specificationVersion)})`]),
  ];
  if (lacking.length > 0) {
    throw new UsageError(`package "${name}" is no executor: it does not export ${lacking.join(", nor ")}; see ExecutorModule of @mxvm/executor-api`);
  }
  if (specificationVersion !== SPECIFICATION_VERSION) {
    throw new UsageError(
      `executor "${name}" implements version ${String(specificationVersion)} of @mxvm/executor-api, this program speaks version ${SPECIFICATION_VERSION}: ` +
        `install ${Number(specificationVersion) > SPECIFICATION_VERSION ? "a newer mxvm" : `a newer ${name}`}`,
    );
  }
  return candidate as ExecutorModule;
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string" || typeof value === "number") return JSON.stringify(value);
  return value === null ? "null" : `a value of type ${typeof value}`;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
