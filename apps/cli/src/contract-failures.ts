// Where TypeScript contracts failed, for the report of a scenario that fails with their message.
import type { FailureReport } from "@mxvm/executor-debug";

export interface ContractFailures {
  readonly add: (report: FailureReport) => void;
  /** Lines with the stack, if the last failure's message is in the given one; otherwise nothing. */
  readonly describe: (message: string) => string;
}

export function collectContractFailures(): ContractFailures {
  let last: FailureReport | undefined;
  return {
    add: (report) => {
      last = report;
    },
    describe: (message) => {
      if (last === undefined || !message.includes(last.message)) return "";
      return ["", `in ${last.contract}.${last.function}`, ...last.stack].join("\n  ");
    },
  };
}
