// What fills, masks and measures without a network, and so without TensorFlow.js: "inpainting-lab/classical". All of it stands in
// the portable catalogue (index.ts) too.

// images, random
export {
  imageBatch,
  joinImages,
  sliceImages,
  takeImages,
  takeMasks,
  toFloat,
  type BatchShape,
  type FillFunction,
  type FloatImageBatch,
  type ImageBatch,
} from "./images/batch";
export { checkKnownMask, composite, paintHoles, repeatMask } from "./images/holes";
export { randomStream, type Random } from "./random";

// masks
export { maskFamilies, maskFamilyNamed, type DrawMasks, type MaskFamily } from "./masks";
export { drawFreeFormMasks, type FreeFormMaskOptions } from "./masks/freeForm";
export { dilateHoles, erodeHoles, type MorphologyOptions } from "./masks/morphology";
export { holesOfColour, holesWhereWhite, rectangularHole, type Rgb } from "./masks/picked";
export { drawRectangleMasks, type RectangleMaskOptions } from "./masks/rectangle";
export { drawSquareMasks, type SquareMaskOptions } from "./masks/square";

// classical
export { classicalMethods, type ClassicalMethod } from "./classical";
export { fillBiharmonic } from "./classical/biharmonic";
export { fillExemplar, type ExemplarOptions } from "./classical/exemplar";
export { type Fill, type FillOptions } from "./classical/fillEach";
export { fillHarmonic } from "./classical/harmonic";
export { fillMean } from "./classical/mean";
export { fillNavierStokes, type NavierStokesOptions } from "./classical/navierStokes";
export { fillTelea, type TeleaOptions } from "./classical/telea";

// postprocess
export { afterSteps, postprocessSteps, type NamedStep } from "./postprocess";
export { feather, type FeatherSettings } from "./postprocess/feather";
export { grain, type GrainSettings } from "./postprocess/grain";
export { inOrder } from "./postprocess/inOrder";
export { matchRim, type MatchRimSettings } from "./postprocess/matchRim";
export { poisson, type PoissonSettings } from "./postprocess/poisson";
export { type Postprocess, type PostprocessStep } from "./postprocess/postprocess";
export { sharpen, type SharpenSettings } from "./postprocess/sharpen";
export { smooth, type SmoothSettings } from "./postprocess/smooth";
export { type StepSetting } from "./postprocess/stepSetting";

// metrics
export { eachHolePsnrDb, pooledHolePsnrDb, pooledL1, pooledMse, psnrDb, type Region } from "./metrics/hole";
export { holeFraction } from "./metrics/holeFraction";
export { measureFill, type FillFigures } from "./metrics/measureFill";
export { ssimPerImage } from "./metrics/ssim";
