// Runs in the browser: scenarios from memory, on world, VM and executor as they are published.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, formatRunError, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

const executor = createWasmExecutor();

/** `contents` holds files by path, base64. Answers how many steps ran, or why one failed. */
globalThis.runScenarioFile = (path, contents) => {
  const files = {
    readFile: (wanted) => {
      if (!Object.hasOwn(contents, wanted)) throw new Error(`there is no file ${wanted}`);
      return Uint8Array.from(atob(contents[wanted]), (character) => character.charCodeAt(0));
    },
  };
  const loader = createScenarioLoader({ files });
  const { error, steps } = runScenario(loader.load(path), {
    loader,
    createWorld: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm: createVm({ executor }) }),
  });
  return error === undefined ? { steps } : { steps, error: formatRunError(error) };
};
globalThis.document.title = "ready";
