// The images that a benchmark is measured on, by the name of their source.
import type { Benchmark, BenchmarkSource } from "../../benchmarks/benchmark";
import { shapeText, type ImageBatch } from "../../images/batch";
import { loadSource } from "../files/imageSources";
import { decodePhotograph, readPhotographs } from "../files/photographs";
import { sha256Hex } from "../files/sha256";

export interface BenchmarkImages {
  /** [N,H,W,C], as the benchmark's shapes say; fewer images where other data stand in for its source. */
  readonly batches: readonly ImageBatch[];
  /** "CIFAR-10", or the name of what stands in for it. */
  readonly title: string;
  /** Drawn images stand in for the source. */
  readonly synthetic: boolean;
  readonly fingerprint: string;
}

const sources: { readonly [name in BenchmarkSource]: (images: number) => Promise<BenchmarkImages> } = {
  "cifar10 test": async () => {
    const { test, title, synthetic, fingerprint } = await loadSource("cifar10");
    return { batches: [test.images], title, synthetic, fingerprint };
  },
  "bsds500 test": async (images) => {
    const photographs = await readPhotographs(images);
    const batches: ImageBatch[] = [];
    for (const photograph of photographs) batches.push(await decodePhotograph(photograph));
    const fingerprint = sha256Hex(Buffer.concat(photographs.map(({ jpeg }) => jpeg)));
    return { batches, title: "BSDS500", synthetic: false, fingerprint };
  },
};

/** Throws where the images cannot be had, or have other sizes than the benchmark's. */
export async function loadBenchmarkImages(
  benchmark: Pick<Benchmark, "name" | "source" | "images" | "shapes">,
): Promise<BenchmarkImages> {
  const { name, source, images, shapes } = benchmark;
  const loaded = await sources[source](images);
  loaded.batches.forEach(({ shape: [, ...size] }, batch) => {
    const [, ...wanted] = shapes[batch];
    if (size.every((side, i) => side === wanted[i])) return;
    throw new Error(
      `Expected the images of ${name} in the sizes that it states, but received ${shapeText(size)} in place of ` +
        `${shapeText(wanted)} as number ${batch + 1}. Name the unchanged data set.`,
    );
  });
  return loaded;
}
