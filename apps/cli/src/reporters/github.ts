// Annotations of GitHub Actions: failures and warnings at their lines of the change.
import { displayPath } from "../node-files.js";
import { failedStep } from "./failure-text.js";
import type { CreateReporter } from "./reporter.js";

/** GitHub shows so many of a kind for a step of a workflow. */
const MOST_WARNINGS = 10;

const escapedData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapedProperty = (text: string): string => escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

interface Annotation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly message: string;
}

export const createGithubReporter: CreateReporter = ({ cwd, env, write }) => {
  // Annotations name files from the root of the repository.
  const root = env["GITHUB_WORKSPACE"] ?? cwd;
  const annotate = (level: "error" | "warning", { file, line, column, title, message }: Annotation): void => {
    const properties = { file: displayPath(file, root), line: line.toString(), col: column.toString(), title };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
    write(`::${level} ${written.join(",")}::${escapedData(message)}\n`);
  };
  let warned = 0;
  return {
    onOutcome: ({ path, error, warnings }) => {
      for (const warning of warnings.slice(0, MOST_WARNINGS - warned)) annotate("warning", { ...warning, title: "read differently by other tools" });
      warned = Math.min(MOST_WARNINGS, warned + warnings.length);
      if (error !== undefined) annotate("error", { ...error, title: `${displayPath(path, cwd)}: ${failedStep(error)}` });
    },
    onEnd: () => undefined,
  };
};
