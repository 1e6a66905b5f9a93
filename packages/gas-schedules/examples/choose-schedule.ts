// Looking figures up, and naming a schedule as a scenario file does.
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";

gasSchedules.default["BaseOperationCost"]?.["StorePerByte"]; // 10_000
gasSchedules.v9["BaseOpsAPICost"]?.["GetArgument"]; // 1_000
scenarioGasSchedules.v3["BaseOperationCost"]?.["StorePerByte"]; // 50_000
