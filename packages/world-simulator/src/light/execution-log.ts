// The VM's own trace of a run: what each VM hook cost. Mirrors the logger `gasTrace` of vm-go (vmhost/contexts/gasTracer).

/** Gas that one VM hook took in one function of one contract. */
export interface HookGas {
  /** The contract, hexadecimal; empty for what the VM charges outside of contracts. */
  readonly contract: string;
  readonly function: string;
  /** Name under which the hook charges, which aliases share; empty for what is charged outside of hooks. */
  readonly hook: string;
  readonly gas: bigint;
  readonly calls: number;
}

/** What the VM told of a run. */
export interface ExecutionLog {
  readonly hooks: readonly HookGas[];
  /** Gas that was left where the VM ended; `undefined` where it did not run. */
  readonly gasRemaining: bigint | undefined;
  /** The trace, as the VM wrote it. */
  readonly text: string;
}

const contractLine = /SC Address = ([0-9a-f]*) function = (.*)$/;
const hookLine = /apiName = (\S*) totalGasUsed = (\d+) numberOfCalls = (\d+)/;
const endLine = /RunSmartContract(?:Call|Create) end .* gasRemaining = (\d+)/;

export function executionLogFrom(text: string): ExecutionLog {
  const hooks: HookGas[] = [];
  let contract = "";
  let functionName = "";
  let gasRemaining: bigint | undefined;
  for (const line of text.split("\n")) {
    const end = endLine.exec(line);
    if (end !== null) gasRemaining = BigInt(end[1]!);
    if (!line.includes("[gasTrace]")) continue;
    const start = contractLine.exec(line);
    if (start !== null) {
      contract = start[1]!;
      functionName = start[2]!.trim();
    }
    const hook = hookLine.exec(line);
    if (hook !== null) hooks.push({ contract, function: functionName, hook: hook[1]!, gas: BigInt(hook[2]!), calls: Number(hook[3]) });
  }
  return { hooks, gasRemaining, text };
}
