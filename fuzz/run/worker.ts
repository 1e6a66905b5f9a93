// A process of the fuzzer's pool.
import workerpool from "workerpool";
import { measureGrowth, runBatch, runOurs } from "./batch.js";

workerpool.worker({ runBatch, runOurs, measureGrowth });
