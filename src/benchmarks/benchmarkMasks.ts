// The masks of a benchmark: drawn from the seed of their set, never stored. The SHA-256 of their packed bits is compared with the
// published one before use, so that a change in a generator cannot pass unnoticed.
import type { ImageBatch } from "../images/batch";
import { packMasks } from "../masks/packMasks";
import { randomStream } from "../random";
import { benchmarkShape, type Benchmark, type BenchmarkMaskSet } from "./benchmark";
import { cifar10InpaintingV1 } from "./cifar10InpaintingV1";

/** All masks of a set, knownMask uint8 [N,H,W,1]. Throws if their bits are not the published ones. */
export async function drawBenchmarkMasks(
  set: BenchmarkMaskSet,
  benchmark: Benchmark = cifar10InpaintingV1,
): Promise<ImageBatch> {
  const knownMask = set.draw(benchmarkShape(benchmark), randomStream(set.seed, `${benchmark.name} ${set.name}`));
  const received = await sha256Of(packMasks(knownMask));
  if (received !== set.sha256) {
    throw new Error(
      `Expected the masks "${set.name}" of ${benchmark.name} to have SHA-256 ${set.sha256}, but received ${received}. ` +
        `A mask generator or the random stream differs from the published one: its results would not be comparable.`,
    );
  }
  return knownMask;
}

/** The sets of these names, in the benchmark's order; all of them where none is named. Throws on an unknown name. */
export function chooseMaskSets(
  names: readonly string[] = [],
  benchmark: Benchmark = cifar10InpaintingV1,
): BenchmarkMaskSet[] {
  const known = benchmark.maskSets.map(({ name }) => name);
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined)
    throw new Error(`Expected --masks to name some of ${known.join(", ")}, but received "${odd}".`);
  return benchmark.maskSets.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The SHA-256 of these bytes in hexadecimal; by the Web Cryptography API, which Node and browsers share. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
