// The mask sets that a benchmark is being measured on: each is drawn and checked when first asked for, and kept in one bit per
// pixel, since eighteen sets for photographs would take half a gigabyte in bytes.
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { drawMaskBatches } from "../../benchmarks/benchmarkMasks";
import type { ImageBatch } from "../../images/batch";
import { packMasks, unpackMasks } from "../../masks/packMasks";

export interface MaskStore {
  /** The masks of a set for the benchmark's first batches, `batches` of them. Throws if the set is not the published one. */
  masksOf(set: BenchmarkMaskSet, batches: number): Promise<ImageBatch[]>;
}

/** `onDraw` is told before a set is drawn, which takes up to a quarter of a minute. */
export function maskStore(benchmark: Benchmark, onDraw: (set: BenchmarkMaskSet) => void): MaskStore {
  const kept = new Map<string, readonly Uint8Array[]>();
  return {
    async masksOf(set, batches) {
      const packed = kept.get(set.name) ?? (await draw(set));
      kept.set(set.name, packed);
      return packed.slice(0, batches).map((bytes, batch) => unpackMasks(bytes, benchmark.shapes[batch]));
    },
  };

  async function draw(set: BenchmarkMaskSet): Promise<Uint8Array[]> {
    onDraw(set);
    return (await drawMaskBatches(set, benchmark)).map(packMasks);
  }
}
