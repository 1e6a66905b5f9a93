// The owner, and admins whom the owner names. Mirrors OnlyAdminModule of mx-sdk-rs contracts/modules: the same endpoints and storage.
import { type Address, type Codec, t } from "@mxvm/codec";
import type { Context } from "../context.js";
import { endpoint, type Endpoint, ownerOnly, view } from "../endpoint.js";
import { require } from "../failure.js";
import { mapper } from "../mappers/mapper.js";
import type { UnorderedSetMapper } from "../mappers/unordered-set.js";
import type { Nothing } from "../nothing.js";
import type { Stored } from "../stored.js";

type AddressArgs = { readonly address: Codec<Address, "Address"> };

/** What the module stores in the contract that includes it. */
export interface OwnershipState {
  readonly storage: { readonly admins: Stored<UnorderedSetMapper<Address>> };
}

type Sc = Context<OwnershipState>;

/** Spread `state` into the contract's own, and `endpoints` among its endpoints. */
export interface Ownership {
  readonly state: OwnershipState;
  readonly endpoints: {
    readonly addAdmin: Endpoint<Sc, AddressArgs, void, never>;
    readonly removeAdmin: Endpoint<Sc, AddressArgs, void, never>;
    readonly isAdmin: Endpoint<Sc, AddressArgs, boolean, "bool">;
    readonly getAdmins: Endpoint<Sc, Nothing, readonly Address[], "variadic<Address>">;
  };
  readonly isAdmin: (sc: Sc, address: Address) => boolean;
  /** Fails with "Endpoint can only be called by admins". */
  readonly requireCallerIsAdmin: (sc: Sc) => void;
  /** Fails with "Endpoint can only be called by owner". */
  readonly requireCallerIsOwner: (sc: Context) => void;
}

const isAdmin = (sc: Sc, address: Address): boolean => sc.storage.admins.has(address);

/** The module. */
export const ownership: Ownership = {
  state: { storage: { admins: mapper.unorderedSet("only_admin_module:admins", t.address) } },
  endpoints: {
    addAdmin: ownerOnly(
      endpoint({ address: t.address }, (sc: Sc, { address }) => {
        sc.storage.admins.add(address);
      }),
    ),
    removeAdmin: ownerOnly(
      endpoint({ address: t.address }, (sc: Sc, { address }) => {
        sc.storage.admins.delete(address);
      }),
    ),
    isAdmin: view({ address: t.address }, t.bool, (sc: Sc, { address }) => isAdmin(sc, address)),
    getAdmins: view({}, t.variadic(t.address), (sc: Sc) => [...sc.storage.admins.values()]),
  },
  isAdmin,
  requireCallerIsAdmin: (sc) => require(isAdmin(sc, sc.blockchain.caller()), "Endpoint can only be called by admins"),
  requireCallerIsOwner: (sc) => require(sc.blockchain.owner() === sc.blockchain.caller(), "Endpoint can only be called by owner"),
};
