// A process of the fuzzer's pool.
import workerpool from "workerpool";
import { measureGrowth, runBatch } from "./batch.js";

workerpool.worker({ runBatch, measureGrowth });
