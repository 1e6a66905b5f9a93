// Functions that the protocol calls by name. Mirrors vm-go vmhost/common.go.

export const functionNames: {
  /** Run when a contract is deployed. */
  readonly init: "init";
  /** Run when a contract was upgraded. */
  readonly upgrade: "upgrade";
  /** Answers legacy asynchronous calls. */
  readonly callback: "callBack";
  /** Not a function of a contract: replaces its code. */
  readonly upgradeContract: "upgradeContract";
  /** Not a function of a contract: deletes it. */
  readonly deleteContract: "deleteContract";
} = {
  init: "init",
  upgrade: "upgrade",
  callback: "callBack",
  upgradeContract: "upgradeContract",
  deleteContract: "deleteContract",
};
