// Measurements made up for the tests of the tables and the figures.
import { contenders, type Contender } from "../../../bench/classical/contenders";
import type { Measured, WorkloadResult } from "../../../bench/classical/measure";
import type { SizeResult } from "../../../bench/classical/results";
import type { Quietness } from "../../../bench/quiet";
import { sizeWorkloads, speedWorkloads } from "../../../bench/classical/workloads";

export function contender(name: string): Contender {
  const found = contenders.find((one) => one.name === name);
  if (!found) throw new Error(`no contender ${name}`);
  return found;
}

/** Three rounds on a quiet machine. */
export const quietRounds: readonly Quietness[] = [1, 2, 3].map(() => ({ idle: 0.99, loop: 1, quiet: true }));

export function measured(
  name: string,
  images: number,
  seconds: readonly number[],
  holePsnrDb: number | null = 17,
): Measured {
  return { contender: contender(name), images, seconds, holePsnrDb };
}

/** 10,000 small images, of which scikit-image fills a thousand. */
export const cifarResult: WorkloadResult = {
  workload: speedWorkloads[2],
  images: 10_000,
  holePixels: 640_000,
  measured: [
    measured("telea", 10_000, [2, 2.5, 2]),
    measured("opencv telea", 10_000, [1, 1, 1.25]),
    measured("biharmonic", 10_000, [1, 1, 1]),
    measured("scikit-image biharmonic", 1_000, [1, 2, 1]),
  ],
  began: quietRounds,
  notMeasured: [{ name: "opencv navier-stokes", reason: "the peers are not installed", failed: false }],
};

/** telea takes 4 µs for a hole pixel whatever the size, harmonic 0.1 µs times the root of their number. */
export const sizeResults: readonly SizeResult[] = sizeWorkloads.map((workload) => {
  const holePixels = workload.megapixels * 50_000;
  return {
    workload,
    megapixels: workload.megapixels,
    images: 1,
    holePixels,
    began: quietRounds.slice(0, 1),
    notMeasured: [],
    measured: [
      measured("telea", 1, [4e-6 * holePixels], null),
      measured("opencv telea", 1, [2e-6 * holePixels], null),
      measured("harmonic", 1, [1e-7 * holePixels ** 1.5], null),
    ],
  };
});
