// The images that a benchmark is measured on, by the name of their source.
import type { BenchmarkSource } from "../../benchmarks/benchmark";
import type { ImageBatch } from "../../images/batch";
import { loadSource } from "../files/imageSources";

export interface BenchmarkImages {
  /** [N,H,W,C]; fewer than the benchmark's where other data stand in for its source. */
  readonly images: ImageBatch;
  /** "CIFAR-10", or the name of what stands in for it. */
  readonly title: string;
  /** Drawn images stand in for the source. */
  readonly synthetic: boolean;
  readonly fingerprint: string;
}

/** Throws where the images cannot be had. */
export async function loadBenchmarkImages(source: BenchmarkSource): Promise<BenchmarkImages> {
  switch (source) {
    case "cifar10 test": {
      const { test, title, synthetic, fingerprint } = await loadSource("cifar10");
      return { images: test.images, title, synthetic, fingerprint };
    }
  }
}
