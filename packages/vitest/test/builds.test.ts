// Contracts deployed by their builds, as each executor finds them.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds } from "@mxvm/vitest";
import { expect, it } from "vitest";
import worlds, { adder } from "./worlds.js";

describeWorlds("a build", worlds, (createWorld, executor, build) => {
  it.runIf(executor === "another")("is what the executor has in place of the file", () => {
    const world = createTestWorld(createWorld());
    const alice = world.account("alice", { balance: 1n });
    const sum = world.deploy(build(adder, "output/another.mxsc.json"), { from: alice, args: { initialValue: 5n } });
    expect(sum.query.getSum()).toBe(5n);
    expect(world.toScenario()).toContain('"contractCode": "mxsc:output/another.mxsc.json"');
  });

  it("that is not there is named, with where it was looked for", () => {
    expect(() => build(adder, "../output/missing.mxsc.json")).toThrow(/there is no build \S+\/packages\/vitest\/output\/missing\.mxsc\.json: the path starts from the folder of the test file/);
  });

  it("without code is none", () => {
    expect(() => build(adder, "../package.json")).toThrow(/package\.json is no build: found no hexadecimal digits under "code"/);
  });
});
