// A parent that pays a third party and calls its child asynchronously, and a child that pays a third party and a vault. Both keep in storage
// what they did, so that it shows what stays of a failure.
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { contractAddress, fail, finish, store, userAddress } from "../../support/mock-world.js";
import { argumentsOf, callLegacy, load, originalCaller, promise, transfer } from "./actions.js";
import type { ContractSetup } from "./host.js";
import { spend } from "./priced-vm.js";

export const parent: Uint8Array = contractAddress("parent");
export const child: Uint8Array = contractAddress("child");
export const thirdParty: Uint8Array = userAddress("thirdParty");
const vault: Uint8Array = userAddress("vault");

/** Gas that endpoints use and get, and EGLD that they send; as in production's host tests. */
export const figures = {
  parentUses: 400,
  childUses: 200,
  callbackUses: 100,
  childGets: 300,
  extraLock: 150,
  toChild: 7n,
  toThirdParty: 3n,
  toVault: 4n,
} as const;

export type AsyncKind = "legacy" | "promise";

const CLOSURE = Uint8Array.of(4, 5, 6);

/** How child and callback behave: as they should, or the one or the other fails. */
export type Behaviour = "succeeds" | "child fails" | "callback fails";

const performAsyncCall =
  (kind: AsyncKind, behaviour: Behaviour): MockEndpoint =>
  (vm) => {
    spend(vm, figures.parentUses);
    store(vm, "keyA", "dataA");
    store(vm, "keyB", "dataB");
    storeCaller(vm, "caller of the parent");
    finish(vm, "finishA");
    finish(vm, "finishB");
    transfer(vm, thirdParty, figures.toThirdParty, "hello");
    const call = { to: child, function: "pay", args: [Uint8Array.of(3), " there", behaviour], value: figures.toChild };
    if (kind === "legacy") callLegacy(vm, call);
    else promise(vm, { ...call, gas: figures.childGets, callback: "myCallBack", lock: figures.extraLock, closure: CLOSURE });
  };

const callback =
  (kind: AsyncKind): MockEndpoint =>
  (vm) => {
    storeCaller(vm, "caller of the callback");
    if (kind === "promise") requireClosure(vm);
    spend(vm, figures.callbackUses);
    const [, first = new Uint8Array(0), ...results] = argumentsOf(vm).map((argument) => String.fromCharCode(...argument));
    if (first === "callback fails") fail(vm, "callBack error");
    if (results.length > 0 && first !== "succeeds") finish(vm, String(first));
    if (results.at(-1) !== "vault") transfer(vm, vault, figures.toVault, String(first));
    finish(vm, String.fromCharCode(...load(vm, "keyB")) === "dataB" ? "succ" : "fail");
    store(vm, "callback", "done");
  };

function requireClosure(vm: MockVm): void {
  const handle = vm.hooks.mBufferNew();
  vm.hooks.managedGetCallbackClosure(handle);
  vm.hooks.mBufferGetBytes(handle, 0);
  if (vm.memory.load(0, 3).join() !== CLOSURE.join()) fail(vm, "can't get closure");
}

function storeCaller(vm: MockVm, key: string): void {
  store(vm, key, String.fromCharCode(...originalCaller(vm)));
}

export const asyncParent = (kind: AsyncKind, behaviour: Behaviour = "succeeds"): ContractSetup => ({
  endpoints: { run: performAsyncCall(kind, behaviour), [kind === "legacy" ? "callBack" : "myCallBack"]: callback(kind) },
});

export const asyncChild: ContractSetup = {
  endpoints: {
    pay: (vm) => {
      spend(vm, figures.childUses);
      storeCaller(vm, "caller of the child");
      const [value = 0, data = "", behaviour = ""] = argumentsOf(vm).map((argument) => String.fromCharCode(...argument));
      if (behaviour === "child fails") fail(vm, "child error");
      finish(vm, behaviour);
      transfer(vm, thirdParty, BigInt(String(value).charCodeAt(0)), data);
      finish(vm, "thirdparty");
      transfer(vm, vault, figures.toVault);
      finish(vm, "vault");
      store(vm, "child", "done");
    },
  },
};
