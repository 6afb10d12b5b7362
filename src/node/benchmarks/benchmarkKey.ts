// What the rows of a benchmark depend on, as one hash: a record with another key is measured again, not gone on with.
import type { Benchmark } from "../../benchmarks/benchmark";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { benchmarkRow } from "../../benchmarks/benchmarkRow";
import type { MethodEntry } from "../../methods";
import { measureMethod } from "../../metrics/measureMethod";
import { modelFolder } from "../store/modelJson";
import { methodCode } from "../methods/methodCode";
import { codeRoot } from "../paths";
import { hashOf } from "../store/hashOf";
import { importClosure } from "../store/importClosure";
import type { RunEnvironment } from "../store/runRecord";
import { runBenchmark } from "./runBenchmark";

export interface BenchmarkKeyParts {
  readonly benchmark: Benchmark;
  /** Of the images. */
  readonly fingerprint: string;
  readonly methods: readonly MethodEntry[];
  readonly environment: RunEnvironment;
}

/** Masks, images, methods with their weights, measuring code and machine. */
export function benchmarkKey({ benchmark, fingerprint, methods, environment }: BenchmarkKeyParts): string {
  const { name, maskSets, metrics, fewerImages, paired } = benchmark;
  const masks = maskSets.map((set) => set.sha256);
  return hashOf({
    settings: { value: { name, masks, metrics, fewerImages, paired, fingerprint, environment } },
    code: { files: importClosure(benchmarkCode(methods)), root: codeRoot },
    models: { files: methods.flatMap(weightsOf) },
  });
}

function weightsOf({ source }: MethodEntry): string[] {
  return source.kind === "recorded" ? [modelFolder(source.run)] : [];
}

/** What decides what a row states: functions, each exported by the file of its code. The masks are held by their SHA-256. */
function benchmarkCode(methods: readonly MethodEntry[]): object[] {
  return [
    benchmarkRow,
    drawBenchmarkMasks,
    measureMethod,
    runBenchmark,
    ...methods.flatMap(({ name }) => methodCode(name)),
  ];
}
