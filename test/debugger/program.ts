// A program to be debugged: the guide's jar, tipped once.
import { tipJar } from "../../docs/write-a-contract/src/tip-jar.js";
import { createChain } from "../../docs/write-a-contract/test/chain.js";

const chain = createChain({ contracts: [tipJar] });
chain.deploy(tipJar, { smallest: 10n }).call("tip", {}, { egld: 30n });
