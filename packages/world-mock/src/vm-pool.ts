// The VMs of a world, its shards and its forks. A VM keeps nothing between runs but caches, so that one is enough for all of them: making
// one takes milliseconds, pointing its hooks at other accounts takes nothing. A run inside a run gets a VM of its own.
import { VmError, type VmFactory, type VmHandler } from "@mxvm/protocol-hooks";
import { createBlockchainHooks, type HookSources, type MockBlockchainHooks } from "./blockchain-hooks.js";
import { commonFlags, type WorldSettings } from "./settings.js";

/** A VM and its hooks. */
export interface PooledVm {
  readonly vm: VmHandler;
  readonly hooks: MockBlockchainHooks;
  /** What the VM was told last. */
  settings: WorldSettings;
}

/** One world's access to the VMs. */
export interface VmLease {
  /** Whether its VMs can be observed. */
  readonly observesCalls: boolean;
  /** Lends a VM that has these settings and sees these sources. Throws `VM_IS_CLOSING` after `close`, and what the VM throws. */
  acquire(sources: HookSources, settings: WorldSettings): PooledVm;
  /** Takes it back. */
  release(vm: PooledVm): void;
  /** Access for a fork. */
  fork(): VmLease;
  /** Ends this access; the last one closes the VMs. */
  close(): void;
}

/** Makes the first VM. */
export function createVmLease(createVm: VmFactory, sources: HookSources, settings: WorldSettings): VmLease {
  return new VmPool(createVm, sources, settings).lease();
}

class VmPool {
  private readonly createVm: VmFactory;
  private readonly idle: PooledVm[];
  private readonly observesCalls: boolean;
  private leases = 0;

  constructor(createVm: VmFactory, sources: HookSources, settings: WorldSettings) {
    this.createVm = createVm;
    const first = this.create(sources, settings);
    this.idle = [first];
    this.observesCalls = first.vm.observeCalls !== undefined;
  }

  private create(sources: HookSources, settings: WorldSettings): PooledVm {
    const hooks = createBlockchainHooks(sources);
    const { gasSchedule, flags } = settings;
    return { hooks, vm: this.createVm(hooks, { gasSchedule, flags }), settings };
  }

  lease(): VmLease {
    let isOpen = true;
    this.leases += 1;
    return {
      observesCalls: this.observesCalls,
      acquire: (sources, settings) => {
        if (!isOpen) throw new VmError("VM_IS_CLOSING", "the world was closed");
        return this.acquire(sources, settings);
      },
      release: (vm) => {
        if (this.leases === 0) vm.vm.close();
        else this.idle.push(vm);
      },
      fork: () => this.lease(),
      close: () => {
        if (isOpen) this.closeLease();
        isOpen = false;
      },
    };
  }

  private acquire(sources: HookSources, settings: WorldSettings): PooledVm {
    const pooled = this.idle.pop();
    if (pooled === undefined) return this.create(sources, settings);
    pooled.hooks.bind(sources);
    if (pooled.settings === settings) return pooled;
    try {
      tellSettings(pooled, settings);
    } catch (error) {
      this.idle.push(pooled);
      throw error;
    }
    return pooled;
  }

  private closeLease(): void {
    this.leases -= 1;
    if (this.leases > 0) return;
    for (const { vm } of this.idle.splice(0)) vm.close();
  }
}

/** Changes settings, or leaves them as they were. */
function tellSettings(pooled: PooledVm, settings: WorldSettings): void {
  const before = pooled.settings;
  try {
    passOn(pooled.vm, before, settings);
    pooled.settings = settings;
  } catch (error) {
    passOn(pooled.vm, settings, before);
    throw error;
  }
}

/** No step leaves a flag on whose gas keys are missing: flags go off before the schedule changes, and on after it. */
function passOn(vm: VmHandler, before: WorldSettings, after: WorldSettings): void {
  vm.flagsChange(commonFlags(before.flags, after.flags));
  vm.gasScheduleChange(after.gasSchedule);
  vm.flagsChange(after.flags);
}
