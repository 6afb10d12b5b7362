// The table of benchmarks. One line each: to add a benchmark, write its file and add its line.
import type { Benchmark } from "./benchmark";
import { cifar10InpaintingV1 } from "./cifar10InpaintingV1";
import { photographsV1 } from "./photographsV1";

export const benchmarks: readonly Benchmark[] = [cifar10InpaintingV1, photographsV1];

/** The benchmark of this name. Throws with the list where there is none. */
export function benchmarkNamed(name: string): Benchmark {
  const found = benchmarks.find((benchmark) => benchmark.name === name);
  if (found !== undefined) return found;
  const names = benchmarks.map((benchmark) => benchmark.name).join(", ");
  throw new Error(`Expected the name of a benchmark, but received "${name}". Use one of ${names}.`);
}
