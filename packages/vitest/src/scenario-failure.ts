// A step that failed, as test reports show it: a stack that consists of the place in the scenario file.
import { formatPosition, type SourcePosition } from "@mxvm/scenario";

/** What a test of a step throws. Reports show the place in the JSON file with the lines around it. */
export class ScenarioFailure extends Error {
  override readonly name: string = "ScenarioFailure";
  /** What the file says, and what it would say: reports show the difference. */
  expected?: string;
  actual?: string;

  constructor(message: string, position: SourcePosition, options: ErrorOptions) {
    super(message, options);
    this.stack = `${this.name}: ${message}\n    at ${formatPosition(position)}`;
  }
}
