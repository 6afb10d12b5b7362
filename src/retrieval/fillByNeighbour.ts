// Holes filled from the image whose context is most alike: the retrieval that "Context Encoders" (Pathak et al. 2016, section 5.1 and
// table 1) compares with, by HOG or by features of a network. A candidate is looked at with the same hole as the image to fill.
import { sliceImages, takeImages, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { concatRows, type FeatureRows } from "../images/featureRows";
import { checkKnownMask, composite, paintHoles, repeatMask } from "../images/holes";
import { checkCandidates } from "./checkCandidates";
import { nearestNeighbours } from "./nearest";

/** What contexts are compared by: of images float32 [N,H,W,C] with 0 in the holes, and their masks, a row each. */
export type ContextFeatures = (painted: FloatImageBatch, knownMask: ImageBatch) => FeatureRows;

/** So many images at a time are brought to float32 and looked at. */
const imagesAtOnce = 500;

export interface NeighbourFill {
  /** float32 [N,H,W,C]: known pixels as they were, the holes' from the neighbour at the same place. */
  readonly filled: FloatImageBatch;
  /** Of each image the candidate that it was filled from. */
  readonly positions: Int32Array;
}

/**
 * Fills images [N,H,W,C] from candidates of the same size. Features of the candidates are computed anew for every mask that is
 * different: one fixed mask costs them once. Throws where sizes differ.
 */
export function fillByNeighbour(
  images: ImageBatch,
  knownMask: ImageBatch,
  candidates: ImageBatch,
  featuresOf: ContextFeatures,
): NeighbourFill {
  checkKnownMask(images, knownMask);
  checkCandidates(images, candidates);
  const positions = new Int32Array(images.shape[0]);
  for (const { mask, members } of sameMasks(knownMask)) {
    const of = takeImages(images, members);
    const nearest = nearestNeighbours(contextRows(of, mask, featuresOf), contextRows(candidates, mask, featuresOf));
    members.forEach((member, k) => {
      positions[member] = nearest.positions[k];
    });
  }
  return { filled: composite(images, takeImages(candidates, positions), knownMask), positions };
}

/** The features of images [N,H,W,C] that all have the hole of one mask [1,H,W,1]: float32 where they are. */
export function contextRows(images: ImageBatch, mask: ImageBatch, featuresOf: ContextFeatures): FeatureRows {
  const [count] = images.shape;
  const parts: FeatureRows[] = [];
  for (let start = 0; start < count; start += imagesAtOnce) {
    const part = sliceImages(images, start, Math.min(start + imagesAtOnce, count));
    const masks = repeatMask(mask, part.shape[0]);
    parts.push(featuresOf(paintHoles(part, masks), masks));
  }
  return concatRows(parts);
}

/** The different masks [1,H,W,1], and which images have each. */
function sameMasks(knownMask: ImageBatch): { readonly mask: ImageBatch; readonly members: number[] }[] {
  const [count, height, width] = knownMask.shape;
  const groups = new Map<string, { readonly mask: ImageBatch; readonly members: number[] }>();
  for (let i = 0; i < count; i++) {
    const data = knownMask.data.subarray(i * height * width, (i + 1) * height * width);
    const key = data.join("");
    const group = groups.get(key) ?? { mask: { data, shape: [1, height, width, 1] }, members: [] };
    group.members.push(i);
    groups.set(key, group);
  }
  return [...groups.values()];
}
