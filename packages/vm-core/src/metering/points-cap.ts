// The option `maxPoints`: a cap on what an instance may really use, below the gas that contracts see, so that an endless loop in a query ends.
import type { Instance } from "@mxvm/executor-api";
import { VmError } from "@mxvm/protocol-hooks";
import type { Frame } from "../frame/frame.js";

/**
 * Watches what instances really use. Gas that is set aside for other calls counts as used on the instance in production; the cap leaves it
 * out, and moves the instance's limit along.
 */
export interface PointsCap {
  /** Limit to start an instance with, for a call that may use `gas`. */
  limitOf(gas: bigint): bigint;
  reserve(frame: Frame, gas: bigint): void;
  release(frame: Frame, gas: bigint): void;
  /** Throws `MAX_POINTS_REACHED` if the frame's instance really used as much as the cap allows. */
  check(frame: Frame): void;
}

const noCap: PointsCap = {
  limitOf: (gas) => gas,
  reserve: () => undefined,
  release: () => undefined,
  check: () => undefined,
};

export function createPointsCap(maxPoints: bigint | undefined): PointsCap {
  if (maxPoints === undefined) return noCap;
  const isCapped = (frame: Frame): boolean => frame.gas.forExecution > maxPoints;
  const move = (frame: Frame, instance: Instance | undefined, gas: bigint): void => {
    if (instance === undefined || !isCapped(frame)) return;
    frame.gas.reserved += gas;
    if (frame.gas.reserved < 0n) frame.gas.reserved = 0n;
    instance.setPointsLimit(maxPoints + frame.gas.reserved);
  };
  return {
    limitOf: (gas) => (gas > maxPoints ? maxPoints : gas),
    reserve: (frame, gas) => move(frame, frame.instance.instance, gas),
    release: (frame, gas) => move(frame, frame.instance.instance, -gas),
    check(frame) {
      const { instance } = frame.instance;
      if (instance === undefined || !isCapped(frame) || instance.getPointsUsed() - frame.gas.reserved < maxPoints) return;
      throw new VmError("MAX_POINTS_REACHED", `the run used ${maxPoints} units of gas, as much as maxPoints allows`, { maxPoints });
    },
  };
}
