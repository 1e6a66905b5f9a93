// MultiversX scenarios: the format, its values, loading, running and checking; and the fluent world for tests, which records them.
export type { Abi, AbiEventEntry, AbiFunction, ArgumentsOf, ConstructorOf, EndpointName, EndpointOf, EventOf, Given, GivenArguments, ResultOf, UpgradeOf } from "./abi/abi.js";
export { valueFromGiven } from "./abi/functions.js";
export { showValue } from "./fluent/show-value.js";
export type { ValueOfType } from "@mxvm/codec";
export { callLines } from "./calls/call-lines.js";
export type { CallLinesOptions, CallPaint } from "./calls/call-lines.js";
export { describeCalls, showAddress } from "./calls/call-tree.js";
export type {
  CallTree,
  CallTreeOptions,
  DescribedCall,
  DescribedChange,
  KnownAddresses,
  ShownCall,
  ShownLog,
  ShownStorageChange,
  ShownTokens,
  ShownTransfer,
  ShownValue,
} from "./calls/call-tree.js";
export { watchCalls } from "./calls/observe-calls.js";
export type { CallWatch } from "./calls/observe-calls.js";
export type { Mismatch, RunWarning } from "./check/mismatch.js";
export { convertToVitest } from "./convert/to-vitest.js";
export type { ConversionOptions } from "./convert/to-vitest.js";
export { ScenarioError, formatPosition, isScenarioError } from "./errors.js";
export type { Problem, ScenarioErrorCode } from "./errors.js";
export type { AccountView, GasOptions, RawCallOptions, RawDeployOptions, RawUpgradeOptions, TestAccount, TransferOptions } from "./fluent/account.js";
export type { AccountSetup as TestAccountSetup } from "./fluent/account.js";
export type { AddressExpression, AddressLike } from "./fluent/addresses.js";
export type { CallResult } from "./fluent/call-result.js";
export type { Asks, CallOptions, Calls, Deployable, DeployOptions, Failures, Queries, QueryOptions, TestContract, UpgradeOptions } from "./fluent/contract.js";
export { resultMismatches } from "./fluent/expectations.js";
export type {
  AccountExpectation,
  AddressExpectation,
  Anything,
  InstanceExpectation,
  LogExpectation,
  ResultExpectation,
  TokenExpectation,
} from "./fluent/expectations.js";
export type { BytesLike } from "./fluent/expressions.js";
export { TransactionFailure, isTransactionFailure } from "./fluent/failure.js";
export type { ExpectedFailure } from "./fluent/failure.js";
export type { HeldInstance, TokenAmount, TokenInstance, TokenSetup, Tokens } from "./fluent/payments.js";
export { showStorageKey } from "./fluent/storage-key.js";
export type { StorageKey } from "./fluent/storage-key.js";
export { createTestWorld } from "./fluent/test-world.js";
export type { Advance, BlockSetup, NewAddressOptions, RawQueryOptions, TestWorld, TestWorldOptions, WorldMark } from "./fluent/test-world.js";
export { formatScenario } from "./format/format-scenario.js";
export type {
  AccountCheck,
  AccountSetup,
  AccountsCheck,
  StorageCheck,
  StorageEntry,
  StorageEntryCheck,
  TokensCheck,
} from "./model/account.js";
export type { EsdtCheck, EsdtInstanceCheck, EsdtInstanceSetup, EsdtPayment, EsdtSetup, InstancesCheck } from "./model/esdt.js";
export type {
  BlockInfoSetup,
  CheckStateStep,
  DumpStateStep,
  ExternalStepsStep,
  GasScheduleName,
  NewAddressSetup,
  Scenario,
  ScenarioWarning,
  SetStateStep,
  Step,
  TransactionStep,
} from "./model/scenario.js";
export type { SourceFile, SourcePosition, Span } from "./model/source.js";
export type {
  LogCheck,
  LogsCheck,
  ResultCheck,
  ScCall,
  ScDeploy,
  ScQuery,
  ScUpgrade,
  ScenarioTransaction,
  Transfer,
  ValidatorReward,
} from "./model/transaction.js";
export type { BytesValue, ExpectedBytes, ExpectedList, ExpectedNumber, TextValue, UintValue } from "./model/values.js";
export { createScenarioLoader } from "./parse/loader.js";
export type { FileSystem, LoaderOptions, ScenarioLoader } from "./parse/loader.js";
export type { RecordingOptions } from "./record/write-scenario.js";
export { formatRunError, runScenario } from "./run/run-scenario.js";
export type { RunError, RunObserver, RunOptions, RunResult, StepEvent, WorldSettings } from "./run/run-scenario.js";
export { nearestName } from "./suggest.js";
export type { Dialect, Difference } from "./values/dialect.js";
export { interpretExpression } from "./values/interpret.js";
export type { ValueContext } from "./values/interpret.js";
export { codeFromMxsc } from "./values/mxsc.js";
export { ValueError, isValueError } from "./values/value-error.js";
export { writeAccounts } from "./write/accounts.js";
export { expressionFromBytes } from "./write/expression.js";
export type { ValueKind } from "./write/expression.js";
