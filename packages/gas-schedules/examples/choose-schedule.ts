// Looking figures up, and naming a schedule as a scenario file does.
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";

export const inTests = gasSchedules.default["BaseOperationCost"]?.["StorePerByte"]; // 10_000
export const onTheNetwork = gasSchedules.v9["BaseOpsAPICost"]?.["GetArgument"]; // 1_000
export const inScenarioV3 = scenarioGasSchedules.v3["BaseOperationCost"]?.["StorePerByte"]; // 50_000
