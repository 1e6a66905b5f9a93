// Gas schedule and flags: decided by the world, followed by the VM.
import { gasSchedules } from "@mxvm/gas-schedules";
import { vmFlags, builtInFunctionFlags } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { createMockWorld } from "../src/index.js";
import { createWorld } from "./support/fixtures.js";
import { createScriptedVm } from "./support/scripted-vm.js";

const incomplete: unknown = expect.objectContaining({ code: "GAS_SCHEDULE_INCOMPLETE" });

describe("flags", () => {
  it("are on as far as the schedule has their keys", () => {
    const { world } = createWorld();
    expect(Object.keys(world.getFlags()).sort()).toEqual([...vmFlags, ...builtInFunctionFlags].sort());
    expect(Object.values(world.getFlags()).every((isOn) => isOn)).toBe(true);
    world.setGasSchedule(gasSchedules.v9);
    expect(world.getFlags()).toMatchObject({ BarnardOpcodesFlag: false, CryptoOpcodesV2Flag: true });
    world.setGasSchedule(gasSchedules.default);
    expect(world.getFlags().BarnardOpcodesFlag).toBe(true);
  });

  it("are off as on the chain in a production world, unless they are chosen", () => {
    const world = createMockWorld({ vm: createScriptedVm({}).factory, gasSchedule: gasSchedules.default, compatibility: "production" });
    const off = (): string[] => Object.entries(world.getFlags()).flatMap(([flag, isOn]) => (isOn ? [] : [flag]));
    expect(off()).toEqual(["GlobalMintBurnFlag"]);
    world.setFlags({ GlobalMintBurnFlag: true, FixGetBalanceFlag: false });
    world.setGasSchedule(gasSchedules.default);
    expect(off()).toEqual(["FixGetBalanceFlag"]);
    world.setFlags({});
    expect(off()).toEqual(["GlobalMintBurnFlag"]);
  });

  it("that are asked for without their keys are refused, and nothing changes", () => {
    const vm = createScriptedVm({});
    expect(() => createMockWorld({ vm: vm.factory, gasSchedule: gasSchedules.v9, flags: { BarnardOpcodesFlag: true } })).toThrow(incomplete);
    const { world } = createWorld();
    world.setFlags({ BarnardOpcodesFlag: true });
    expect(() => {
      world.setGasSchedule(gasSchedules.v9);
    }).toThrow(incomplete);
    expect(world.getGasSchedule()).toBe(gasSchedules.default);
    world.setFlags({});
    world.setGasSchedule(gasSchedules.v9);
    expect(() => {
      world.setFlags({ BarnardOpcodesFlag: true });
    }).toThrow(incomplete);
    expect(world.getFlags().BarnardOpcodesFlag).toBe(false);
  });
});

describe("the VM", () => {
  it("is made with the settings", () => {
    const { world, vm } = createWorld();
    expect(vm.settings).toEqual([{ gasSchedule: gasSchedules.default, flags: world.getFlags() }]);
  });

  it("never sees a flag on without its gas keys while settings change", () => {
    const { world, vm } = createWorld();
    world.setGasSchedule(gasSchedules.v9);
    world.setGasSchedule(gasSchedules.default);
    const barnardOrKeys = vm.settings.slice(1).map((change) => ("BarnardOpcodesFlag" in change ? change.BarnardOpcodesFlag : "schedule"));
    expect(barnardOrKeys).toEqual([false, "schedule", false, false, "schedule", true]);
  });

  it("that refuses a schedule leaves the world with the old one", () => {
    const { world, vm } = createWorld();
    vm.refuseSchedule = true;
    expect(() => {
      world.setFlags({ FixGetBalanceFlag: false });
    }).toThrow(RangeError);
    vm.refuseSchedule = false;
    expect(world.getFlags().FixGetBalanceFlag).toBe(true);
  });

  it("is closed with the world", () => {
    const { world, vm } = createWorld();
    world.close();
    expect(vm.closed).toBe(1);
  });
});

describe("built-in functions", () => {
  it("follow the schedule", () => {
    const { world } = createWorld();
    const gasOf = (): bigint => {
      const address = new Uint8Array(32).fill(1);
      world.setAccount({ address });
      const gas = { gasLimit: 10_000_000n, gasPrice: 0n };
      return world.execute({ kind: "call", txHash: new Uint8Array(32), sender: address, receiver: address, function: "SaveKeyValue", arguments: [Uint8Array.of(1), Uint8Array.of(2)], value: 0n, esdt: [], ...gas }).gasUsed;
    };
    const expensive = gasOf();
    world.setGasSchedule(gasSchedules.dummy);
    expect(gasOf()).toBeLessThan(expensive);
  });
});
