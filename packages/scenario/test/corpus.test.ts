// Scenario files of production, where a checkout of them is at hand: MXVM_CORPUS names its directory.
import { describe, expect, test } from "vitest";
import { createScenarioLoader } from "../src/index.js";
import { findFiles, nodeFiles } from "./node-files.js";

const corpus = process.env["MXVM_CORPUS"];
const files = corpus === undefined ? [] : findFiles(corpus, [".scen.json", ".steps.json", ".step.json"]);

describe.skipIf(corpus === undefined)("scenario files in MXVM_CORPUS", () => {
  const loader = createScenarioLoader({ files: nodeFiles, allowMissingFiles: true });

  test("there are some", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test.each(files)("%s parses", (path) => {
    expect(loader.load(path).steps).toBeInstanceOf(Array);
  });
});
