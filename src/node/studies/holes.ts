// The images and holes of most measurements: the test images under the benchmark's 8×8 squares.
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../../benchmarks/cifar10InpaintingV1";
import type { OnPart } from "../../metrics/imageParts";
import { firstImages, type ImageBatch } from "../../images";
import type { AuditContext } from "./context";

export interface Holes {
  /** uint8 [N,32,32,3] */
  readonly images: ImageBatch;
  /** [N,32,32,1] */
  readonly knownMask: ImageBatch;
}

/** All test images, as many as there are, with the masks "square8". */
export async function benchmarkHoles({ dataset }: AuditContext): Promise<Holes> {
  const images = dataset.test.images;
  return { images, knownMask: firstImages(await drawBenchmarkMasks(benchmarkMaskSets[0]), images.shape[0]) };
}

/** Shows how many of the images are done. */
export function partOf({ progress }: AuditContext, what: string, images: ImageBatch): OnPart {
  const count = images.shape[0].toLocaleString("en");
  return (done) => progress(`${what}: ${done.toLocaleString("en")} of ${count} images`);
}
