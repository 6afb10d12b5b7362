// What the rows of a benchmark depend on, as one hash: a record with another key is measured again, not gone on with.
import { join } from "node:path";
import type { Benchmark } from "../../benchmarks/benchmark";
import type { MethodEntry } from "../../methods";
import { modelFolder } from "../methods/loadMethod";
import { projectRoot } from "../paths";
import type { RunEnvironment } from "../store/runRecord";
import { hashOf } from "../store/hashOf";

export interface BenchmarkKeyParts {
  readonly benchmark: Benchmark;
  /** Of the images. */
  readonly fingerprint: string;
  readonly methods: readonly MethodEntry[];
  readonly environment: RunEnvironment;
}

/** Masks, images, methods with their weights, measuring code and machine. */
export function benchmarkKey({ benchmark, fingerprint, methods, environment }: BenchmarkKeyParts): string {
  const { name, maskSets, metrics, fewerImages } = benchmark;
  const masks = maskSets.map((set) => set.sha256);
  return hashOf({
    settings: { value: { name, masks, metrics, fewerImages, fingerprint, environment } },
    code: { files: measuringCode },
    models: { files: methods.flatMap(weightsOf) },
  });
}

function weightsOf({ source }: MethodEntry): string[] {
  return source.kind === "recorded" ? [modelFolder(source.run)] : [];
}

/** Compiled files and folders: what draws, fills and measures. */
const measuringCode: readonly string[] = [
  "images.js", "random.js", "classical", "masks", "metrics", "benchmarks", "layers", "methods", "models", "training/predict.js",
  "training/step.js", "node/benchmarks", "node/engine/keptGraph.js", "node/methods", "node/workers",
].map((part) => join(projectRoot, "dist", part));
