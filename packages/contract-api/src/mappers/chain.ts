// What queues and linked lists know of themselves: how many nodes, the ends, the last number given to a node. Mirrors QueueMapperInfo and
// LinkedListInfo of mx-sdk-rs.
import { type Codec, makeCodec, nestedFormat, t } from "@mxvm/codec";

/** No node. */
export const NO_NODE = 0;

/** `new` is the number of the last node made. An empty chain is stored as nothing, and begins to number from 1 again. */
export interface ChainInfo {
  readonly len: number;
  readonly front: number;
  readonly back: number;
  readonly new: number;
}

export const noNodes: ChainInfo = Object.freeze({ len: 0, front: NO_NODE, back: NO_NODE, new: 0 });

const fields = t.struct("ChainInfo", { len: t.u32, front: t.u32, back: t.u32, new: t.u32 });
const nested = nestedFormat<ChainInfo>(fields.format);

export const chainInfo: Codec<ChainInfo> = makeCodec<ChainInfo, string>(
  { kind: "chainInfo", typeName: "ChainInfo", components: [fields] },
  {
    ...nested,
    topEncode: (info, output) => {
      if (info.len === 0) output.slice(NOTHING);
      else nested.topEncode(info, output);
    },
    topDecode: (input) => (input.byteLength() === 0 ? noNodes : nested.topDecode(input)),
  },
);

const NOTHING = new Uint8Array(0);
