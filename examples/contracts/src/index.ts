// The contracts, by the file in which a build of their compiled form would be.
import type { AnyContract } from "@mxvm/contract-api";
import { adder } from "./adder/adder.js";
import { crowdfunding } from "./crowdfunding/crowdfunding.js";
import { digitalCash } from "./digital-cash/digital-cash.js";
import { erc20 } from "./erc20/erc20.js";
import { factorial } from "./factorial/factorial.js";
import { lottery } from "./lottery/lottery.js";
import { pingPongEgld } from "./ping-pong-egld/ping-pong-egld.js";
import { checkPause } from "./proxy-pause/check-pause.js";
import { proxyPause } from "./proxy-pause/proxy-pause.js";

export const contracts: Readonly<Record<string, AnyContract>> = {
  "adder.mxsc.json": adder,
  "check-pause.mxsc.json": checkPause,
  "crowdfunding.mxsc.json": crowdfunding,
  "digital-cash.mxsc.json": digitalCash,
  "erc20.mxsc.json": erc20,
  "factorial.mxsc.json": factorial,
  "lottery.mxsc.json": lottery,
  "ping-pong-egld.mxsc.json": pingPongEgld,
  "proxy-pause.mxsc.json": proxyPause,
};
