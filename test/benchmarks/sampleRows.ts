// Small rows that several tests share.
import { fillHarmonic } from "../../src/classical/harmonic";
import { fillMean } from "../../src/classical/mean";
import type { Benchmark } from "../../src/benchmarks/benchmark";
import { benchmarkRow, type BenchmarkRow } from "../../src/benchmarks/benchmarkRow";
import { benchmarkMaskSets, cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { imageBatch, type FloatImageBatch } from "../../src/images/batch";
import { measureImages, type ImageErrors } from "../../src/metrics/imageErrors";
import { randomStream } from "../../src/random";

const count = 8;

/** Waves of a few colours, 16×16. */
export const waves: FloatImageBatch = imageBatch(
  Float32Array.from(
    { length: count * 768 },
    (_, k) => 0.5 + 0.4 * Math.sin((k % 48) / (5 + Math.floor(k / 768)) + Math.floor(k / 48) / 7),
  ),
  [count, 16, 16, 3],
);

const methods = {
  mean: { title: "Mean of the known", parameters: 0, fill: fillMean },
  harmonic: { title: "Harmonic", parameters: 0, fill: fillHarmonic },
  "net-1": {
    title: "Network, seed 1",
    parameters: 13_347,
    fill: (images: FloatImageBatch) =>
      imageBatch(
        images.data.map((v) => v * 0.9),
        images.shape,
      ),
  },
};

export function sampleErrors(method: keyof typeof methods, set: number): ImageErrors {
  const knownMask = benchmarkMaskSets[set].draw([count, 16, 16, 3], randomStream(1, "sample"));
  return measureImages(waves, methods[method].fill(waves, knownMask), knownMask);
}

/** The same benchmark, but for rows that hold the errors of each image. */
export const pairedBenchmark: Benchmark = { ...cifar10InpaintingV1, paired: true };

/** Three methods on two mask sets; the network on the first only. */
export function sampleRows(benchmark: Benchmark = cifar10InpaintingV1): BenchmarkRow[] {
  return (["mean", "harmonic", "net-1"] as const).flatMap((name) =>
    (name === "net-1" ? [0] : [0, 4]).map((set) => {
      const { title, parameters } = methods[name];
      const setting = { dataset: "waves", imagesPerSecond: set === 0 ? 1234 : 12.34 };
      const method = { name, title, parameters };
      const whose = { benchmark, method, set: benchmarkMaskSets[set] };
      return benchmarkRow(sampleErrors(name, set), { ...whose, ...setting });
    }),
  );
}
