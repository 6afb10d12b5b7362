// Error on both sides of the hole's edge, for a network as it comes, the same with known pixels put back, and a method that
// leaves them alone; and what that is worth over the whole image. The control is the network on the undamaged image: its error
// in the very same pixels, without any hole beside them.
import { composite, nothingHidden, type ImageBatch } from "../images";
import { errorByDistance, mergeErrorByDistance, type DistanceError } from "../metrics/errorByDistance";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { auditInterval } from "./interval";
import type { EdgeDistances, EdgeDistanceValues } from "./records";
import { imageParts, type OnPart } from "../metrics/imageParts";
import type { FillMethod } from "../metrics/measureMethod";

/** Fills all images [N,H,W,C] by both and measures. */
export async function measureEdges(
  fills: { readonly network: FillMethod; readonly harmonic: FillMethod }, images: ImageBatch, knownMask: ImageBatch,
  onPart: OnPart = () => undefined,
): Promise<EdgeDistanceValues> {
  const rows = { network: [] as DistanceError[][], composited: [] as DistanceError[][], harmonic: [] as DistanceError[][],
    undamaged: [] as DistanceError[][] };
  const errors = { network: [] as ImageErrors[], harmonic: [] as ImageErrors[] };
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    const network = await fills.network(given, known), harmonic = await fills.harmonic(given, known);
    rows.network.push(errorByDistance(truth, network, known));
    rows.composited.push(errorByDistance(truth, composite(truth, network, known), known));
    rows.harmonic.push(errorByDistance(truth, harmonic, known));
    rows.undamaged.push(errorByDistance(truth, await fills.network(truth, nothingHidden(truth)), known));
    errors.network.push(measureImages(truth, network, known));
    errors.harmonic.push(measureImages(truth, harmonic, known));
    await onPart(done);
  }
  const network = concatImageErrors(errors.network), harmonic = concatImageErrors(errors.harmonic);
  return {
    network: bySide(rows.network), composited: bySide(rows.composited), harmonic: bySide(rows.harmonic),
    undamaged: bySide(rows.undamaged),
    fullImagePsnrDb: {
      network: auditInterval(errorRatio(network, "pooledFullPsnrDb")),
      composited: auditInterval(errorRatio(network, "pooledCompositePsnrDb")),
      harmonic: auditInterval(errorRatio(harmonic, "pooledFullPsnrDb")),
    },
  };
}

/** Both sides from the edge outward. */
function bySide(parts: readonly (readonly DistanceError[])[]): EdgeDistances {
  const merged = mergeErrorByDistance(parts), side = (wanted: DistanceError["region"]): EdgeDistances["hole"] => merged
    .filter(({ region }) => region === wanted).map(({ distance, pooledMse }) => ({ distance, mse: pooledMse }))
    .sort((a, b) => a.distance - b.distance);
  return { known: side("known"), hole: side("hole") };
}
