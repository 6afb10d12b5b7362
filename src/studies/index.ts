// The table of studies, by the names that `npm run measure` takes, the quick ones first. One line each: to add a study, add its
// line.
import { classesStudy } from "./classes";
import { edgeDistanceStudy } from "./edgeDistance";
import { heldOutStudy } from "./heldOut";
import { lossPartsStudy } from "./lossParts";
import { paintStudy } from "./paint";
import { positionsStudy } from "./positions";
import { rankedFillsStudy } from "./rankedFills";
import { redrawnMasksStudy } from "./redrawnMasks";
import { sidesStudy } from "./sides";
import { squaredErrorStudy } from "./squaredError";
import type { Study } from "./study";
import { trainingGapStudy } from "./trainingGap";
import { undamagedStudy } from "./undamaged";

export const studies: readonly Study[] = [
  lossPartsStudy,
  classesStudy,
  paintStudy,
  edgeDistanceStudy,
  undamagedStudy,
  rankedFillsStudy,
  trainingGapStudy,
  redrawnMasksStudy,
  positionsStudy,
  sidesStudy,
  heldOutStudy,
  squaredErrorStudy,
];
