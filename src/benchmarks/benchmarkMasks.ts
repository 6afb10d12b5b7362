// The masks of a benchmark: drawn from the seed of their set, never stored. The SHA-256 of their packed bits is compared with the
// published one before use, so that a change in a generator cannot pass unnoticed.
import { joinImages, type ImageBatch } from "../images/batch";
import { packMasks } from "../masks/packMasks";
import { randomStream } from "../random";
import type { Benchmark, BenchmarkMaskSet } from "./benchmark";
import { cifar10InpaintingV1 } from "./cifar10InpaintingV1";

/** All masks of a set, knownMask uint8 [N,H,W,1]. Throws if their bits are not the published ones, or their sizes differ. */
export async function drawBenchmarkMasks(
  set: BenchmarkMaskSet,
  benchmark: Benchmark = cifar10InpaintingV1,
): Promise<ImageBatch> {
  return joinImages(await drawMaskBatches(set, benchmark));
}

/**
 * The masks of a set in the benchmark's batches, each [N,H,W,1] and drawn from a stream of its own. Throws if their bits are not
 * the published ones.
 */
export async function drawMaskBatches(set: BenchmarkMaskSet, benchmark: Benchmark): Promise<ImageBatch[]> {
  const purpose = `${benchmark.name} ${set.name}`;
  const batches = benchmark.shapes.map((shape, batch) => set.draw(shape, randomStream(set.seed, purpose, batch)));
  const received = await sha256Of(packedBatches(batches));
  if (received !== set.sha256) {
    throw new Error(
      `Expected the masks "${set.name}" of ${benchmark.name} to have SHA-256 ${set.sha256}, but received ${received}. ` +
        `A mask generator or the random stream differs from the published one: its results would not be comparable.`,
    );
  }
  return batches;
}

/** The packed bits of each batch, one after another; every batch begins with a new byte. */
export function packedBatches(batches: readonly ImageBatch[]): Uint8Array {
  const packed = batches.map(packMasks);
  const bytes = new Uint8Array(packed.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const some of packed) {
    bytes.set(some, at);
    at += some.length;
  }
  return bytes;
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
