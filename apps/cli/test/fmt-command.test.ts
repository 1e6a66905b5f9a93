// `mxvm fmt`, in folders of its own.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProject, type Project } from "./support.js";

const loose = '{"steps": [{"comment": "", "accounts": {}, "step": "setState"}]}';
const laidOut = '{\n    "steps": [\n        {\n            "step": "setState"\n        }\n    ]\n}\n';

describe("mxvm fmt", () => {
  let project: Project;
  const read = (path: string): string => readFileSync(join(project.folder, path), "utf8");

  beforeEach(() => {
    project = createProject();
    project.write("a.scen.json", loose);
    project.write("deep/b.steps.json", laidOut);
  });
  afterEach(() => {
    project.remove();
  });

  it("takes folders and --check from the configuration", async () => {
    expect(await project.run("fmt")).toMatchObject({ exitCode: 2, err: expect.stringContaining("or set fmt.paths in mxvm.config.ts") as string });
    project.write("mxvm.config.mjs", 'export default { fmt: { paths: ["deep"], check: true } };');
    expect(await project.run("fmt")).toEqual({ exitCode: 0, out: "0 would change, 1 as they should be\n", err: "" });
    expect(await project.run("fmt", ".")).toMatchObject({ exitCode: 1, out: "a.scen.json\n1 would change, 1 as they should be\n" });
  });

  it("lays out what is not, and names it", async () => {
    expect(await project.run("fmt", ".")).toEqual({ exitCode: 0, out: "a.scen.json\n1 changed, 1 as they should be\n", err: "" });
    expect(read("a.scen.json")).toBe(laidOut);
    expect(await project.run("fmt", ".")).toEqual({ exitCode: 0, out: "0 changed, 2 as they should be\n", err: "" });
  });

  it("changes nothing with --check, and fails", async () => {
    expect(await project.run("fmt", ".", "--check")).toEqual({ exitCode: 1, out: "a.scen.json\n1 would change, 1 as they should be\n", err: "" });
    expect(read("a.scen.json")).toBe(loose);
  });

  it("leaves a scenario that is wrong as it is, says where, and goes on", async () => {
    project.write("0.scen.json", '{"steps": [{"step": "setStat"}]}');
    const { exitCode, out, err } = await project.run("fmt", ".");
    expect([exitCode, out]).toEqual([1, "a.scen.json\n1 changed, 1 as they should be, 1 wrong\n"]);
    expect(err).toMatch(/^0\.scen\.json:1:21: found the unknown step "setStat", .*did you mean "setState"\?\n$/);
  });

  it("says which files it looked for when there are none", async () => {
    project.write("empty/readme.md", "");
    expect((await project.run("fmt", "empty")).err).toBe("mxvm: no scenario files (*.scen.json, *.steps.json, *.step.json) below empty\n");
  });
});
