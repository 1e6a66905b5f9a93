// The smallInt hooks on both worlds.
import { describeHooks } from "../support/hook-suite.js";

describeHooks("smallInt", {});
