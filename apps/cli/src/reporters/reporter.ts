// What a reporter hears of a run.
import type { RunSummary, ScenarioOutcome } from "../scenario-run.js";

export interface Reporter {
  onOutcome(outcome: ScenarioOutcome): void;
  onEnd(summary: RunSummary, durationMs: number): void;
}
