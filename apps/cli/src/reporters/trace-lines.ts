// The trace of a scenario as lines for people.
import type { TracedCall, TracedStep } from "../observation/call-trace.js";
import type { Colors } from "./colors.js";

const list = (expressions: readonly string[]): string => expressions.map((expression) => (expression === "" ? '""' : expression)).join(", ");

function callLines(calls: readonly TracedCall[], indent: string): string[] {
  return calls.flatMap((call, index) => {
    const isLast = index === calls.length - 1;
    const failed = call.status === "trapped" || call.status === "missing" ? `, ${call.status}` : "";
    const contracts = call.contracts.length === 0 ? "a new contract" : call.contracts.join(" or ");
    return [
      `${indent}${isLast ? "└" : "├"} ${contracts} ${call.function}  ${call.gas} gas${failed}`,
      ...callLines(call.calls, `${indent}${isLast ? "  " : "│ "}`),
    ];
  });
}

function stepLines(step: TracedStep, colors: Colors): string[] {
  const id = step.id === "" ? "" : ` ${JSON.stringify(step.id)}`;
  const called = `${step.function ?? ""}(${list(step.arguments)})`;
  const parties = [step.from, step.to].filter((party) => party !== undefined).join(" → ");
  const isOk = step.status === "0";
  const message = step.message === "" ? "" : ` ${JSON.stringify(step.message)}`;
  const result = isOk ? colors.green("ok") : colors.red(`status ${step.status}${message}`);
  return [
    `${colors.bold(`step ${step.step}`)} ${step.kind}${id}  ${parties}  ${called}`,
    `  ${result}, ${step.gas} gas${step.out.length === 0 ? "" : `, out ${list(step.out)}`}`,
    ...callLines(step.calls, "  "),
    ...step.logs.map((log) => colors.dim(`  event ${log.address} ${log.endpoint}  topics ${list(log.topics)}  data ${list(log.data)}`)),
    ...step.transfers.map((transfer) => colors.dim(`  transfer ${transfer.from} → ${transfer.to}  ${transfer.value}  ${transfer.data}`)),
  ];
}

export function traceLines(trace: readonly TracedStep[], colors: Colors): string[] {
  return trace.flatMap((step) => stepLines(step, colors));
}
