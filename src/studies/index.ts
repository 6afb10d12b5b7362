// The table of studies, by the names that `npm run measure` takes, the quick ones first, and of what their records hold. To add
// a study, add its line to both; some have a table for the terminal too.
import type { GenericSchema } from "valibot";
import { afterTheFillStudy, afterTheFillValuesSchema } from "./afterTheFill";
import { afterTheFillTable } from "./afterTheFillTable";
import { classesStudy, classValuesSchema } from "./classes";
import { contextEncodersStudy } from "./contextEncoders";
import { contextEncoderValuesSchema } from "./contextEncoderValues";
import { edgeDistanceStudy, edgeDistanceValuesSchema } from "./edgeDistance";
import { heldOutStudy, heldOutValuesSchema } from "./heldOut";
import { lossPartsStudy, lossPartsValuesSchema } from "./lossParts";
import { paintStudy, paintValuesSchema } from "./paint";
import { partialConvolutionStudy, partialConvolutionValuesSchema } from "./partialConvolution";
import { positionsStudy, positionValuesSchema } from "./positions";
import { rankedFillsStudy, rankedFillValuesSchema } from "./rankedFills";
import { redrawnMasksStudy, redrawnMaskValuesSchema } from "./redrawnMasks";
import { retrievalStudy, retrievalValuesSchema } from "./retrieval";
import { sidesStudy, sideValuesSchema } from "./sides";
import { sixTermsStudy } from "./sixTerms";
import { sixTermsTable } from "./sixTermsTable";
import { sixTermValuesSchema } from "./sixTermsValues";
import { squaredErrorStudy, squaredErrorValuesSchema } from "./squaredError";
import type { StudyName, StudyValues } from "./records";
import type { Study } from "./study";
import { transferStudy } from "./transfer";
import { transferValuesSchema } from "./transferValues";
import { trainingGapStudy, trainingGapValuesSchema } from "./trainingGap";
import { undamagedStudy, undamagedValuesSchema } from "./undamaged";

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
  partialConvolutionStudy,
  afterTheFillStudy,
  transferStudy,
  contextEncodersStudy,
  sixTermsStudy,
  retrievalStudy,
];

/** What the values of each study look like in its record, measured with the study's own methods. */
export const studyValuesSchemas: { readonly [Name in StudyName]: GenericSchema<StudyValues[Name]> } = {
  "loss-parts": lossPartsValuesSchema,
  classes: classValuesSchema,
  positions: positionValuesSchema,
  sides: sideValuesSchema,
  paint: paintValuesSchema,
  "edge-distance": edgeDistanceValuesSchema,
  undamaged: undamagedValuesSchema,
  "training-gap": trainingGapValuesSchema,
  "redrawn-masks": redrawnMaskValuesSchema,
  "held-out": heldOutValuesSchema,
  "squared-error": squaredErrorValuesSchema,
  "ranked-fills": rankedFillValuesSchema,
  "partial-convolution": partialConvolutionValuesSchema,
  "after-the-fill": afterTheFillValuesSchema,
  transfer: transferValuesSchema,
  "context-encoders": contextEncoderValuesSchema,
  "six-terms": sixTermValuesSchema,
  retrieval: retrievalValuesSchema,
};

/** What is shown of a record once it is measured: lines of at most 120 columns. */
export const studyTables: { readonly [Name in StudyName]?: (values: StudyValues[Name]) => string } = {
  "after-the-fill": afterTheFillTable,
  "six-terms": sixTermsTable,
};
