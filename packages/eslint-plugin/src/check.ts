// The rules in a test: lints the files of contracts and says what is wrong, whatever the project's own lint configuration is.
import { ESLint, type Linter } from "eslint";
import { plugin } from "./plugin.js";

/** What is to be checked, and by what. */
export interface CheckOptions {
  /** Files of contracts: paths or globs, relative to `cwd`. */
  readonly files: readonly string[];
  /** The absolute path of the project's folder, in or above which is the `tsconfig.json` of the contracts. */
  readonly cwd: string;
}

/**
 * What is wrong in contracts, as lines `file:line:column message (rule)` in the order of the files; none if they keep to the subset.
 * Throws if no file matches, since a check of nothing would pass.
 */
export async function contractProblems({ files, cwd }: CheckOptions): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: { ...plugin.configs.contracts, files: ["**/*.{ts,mts}"] } as Linter.Config,
  });
  const results = await eslint.lintFiles([...files]);
  const problems = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, message, ruleId }) => `${filePath}:${line}:${column} ${message} (${ruleId ?? "syntax"})`),
  );
  return problems.map((problem) => (problem.startsWith(cwd) ? problem.slice(cwd.length + 1) : problem));
}
