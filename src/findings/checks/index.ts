import type { Check } from "../check";
import { chainOrder } from "./chainOrder";
import { endpoints } from "./endpoints";
import { forwardPolicy } from "./forwardPolicy";
import { hostPorts } from "./hostPorts";
import { loop } from "./loop";
import { marks } from "./marks";
import { masquerade } from "./masquerade";
import { missingChain } from "./missingChain";
import { missingIpset } from "./missingIpset";
import { nodePortsLast } from "./nodePortsLast";
import { noEndpoints } from "./noEndpoints";
import { serviceJumps } from "./serviceJumps";
import { shadowedRule } from "./shadowedRule";
import { takenBefore } from "./takenBefore";
import { twoBackEnds } from "./twoBackEnds";
import { twoVersions } from "./twoVersions";
import { unevenLadder } from "./unevenLadder";
import { unreachedChain } from "./unreachedChain";
import { unsupportedRevision } from "./unsupportedRevision";

/** Every check. A new one is a new file and one name here. */
export const CHECKS: readonly Check[] = [
  twoBackEnds,
  unsupportedRevision,
  missingChain,
  loop,
  unreachedChain,
  serviceJumps,
  takenBefore,
  masquerade,
  endpoints,
  unevenLadder,
  nodePortsLast,
  twoVersions,
  hostPorts,
  forwardPolicy,
  missingIpset,
  shadowedRule,
  marks,
  chainOrder,
  noEndpoints,
];
