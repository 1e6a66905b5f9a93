// Plays transactions on the scenes of the flows, each from the same start, and gathers the differences.
import { ReturnCode, type CallTransaction } from "@mxvm/protocol-hooks";
import { afterAll, beforeAll } from "vitest";
import { createBothWorlds, type BothWorlds, type Observation } from "./both-worlds.js";
import { difference } from "./difference.js";
import { callbackNames, createScene, first, putSources, type Scene } from "./flow-scene.js";
import { call } from "./transactions.js";

/** Calls an endpoint of the first contract on both worlds; answers production's view, or `undefined` after a difference. */
export type Play = (endpoint: string, change?: Partial<CallTransaction>) => Observation | undefined;

export interface FlowSuite {
  /** Answers the differences that `run` met. */
  play(scene: Scene, run: (play: Play) => void): string;
  /** Calls each endpoint of the first contract; answers the differences. */
  playEndpoints(scene: Scene): string;
}

/** Both worlds for the tests of the block in which this is called. */
export function useFlowSuite(): FlowSuite {
  let worlds: BothWorlds;
  beforeAll(() => {
    worlds = createBothWorlds();
    putSources(worlds);
  });
  afterAll(() => worlds.close());

  const play: FlowSuite["play"] = (scene, run) => {
    const differences: string[] = [];
    const put = createScene(scene);
    // What fails changes nothing but the sender's nonce: the scene is left standing.
    let isStanding = false;
    run((endpoint, change = {}) => {
      if (!isStanding) put(worlds);
      isStanding = false;
      try {
        const seen = worlds.execute(call(first, endpoint, change));
        isStanding = seen.returnCode !== ReturnCode.ok && seen.fault === undefined;
        return seen;
      } catch (error) {
        differences.push(`${endpoint} (gas ${change.gasLimit ?? "usual"}): ${difference(error)}`);
        return undefined;
      }
    });
    return differences.join("\n\n");
  };
  return {
    play,
    playEndpoints: (scene) =>
      play(scene, (playOne) => {
        for (const name of Object.keys(scene.first)) if (!callbackNames.has(name)) playOne(name);
      }),
  };
}
