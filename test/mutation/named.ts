// Mutants that once lived, each with the test that has to notice it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/node/paths";
import type { Mutant } from "./mutants";

export interface NamedMutant {
  /** What would be wrong. */
  readonly what: string;
  readonly file: string;
  /** Text that stands in the file once, and what takes its place. */
  readonly before: string;
  readonly after: string;
  readonly test: string;
}

const inSrc = (what: string, module: string, before: string, after: string, test = module): NamedMutant => ({
  what,
  file: `src/${module}.ts`,
  before,
  after,
  test: `test/${test}.test.ts`,
});

export const namedMutants: readonly NamedMutant[] = [
  inSrc(
    "networks are given the truth under the holes",
    "node/benchmarks/runBenchmark",
    "const given = paintHoles(toFloat(truth), known);",
    "const given = toFloat(truth);",
  ),
  inSrc(
    "the held-out PSNR is measured on training images",
    "node/experiments/measurements",
    "images.heldOut.images",
    "images.train.images",
  ),
  inSrc(
    "images are not mirrored",
    "experiments/residualInpainterBase",
    'augmentation: "mirror"',
    "augmentation: null",
    "experiments/residualInpainter",
  ),
  inSrc(
    "images are mirrored alike in every epoch",
    "experiments/trainingOf",
    "augment.streamName, epoch)",
    "augment.streamName, 1)",
  ),
  inSrc(
    "masks are always of the focused mixture",
    "experiments/trainingOf",
    "trainingMasks(masks, shapeOf(train), seed)",
    'trainingMasks({ ...masks, family: "focusedMixture" }, shapeOf(train), seed)',
  ),
  inSrc(
    "gradients are clipped to 5",
    "experiments/residualInpainterBase",
    "clipNorm: 0.5",
    "clipNorm: 5",
    "experiments/residualInpainter",
  ),
  inSrc(
    "weights are averaged over ten steps",
    "experiments/residualInpainterBase",
    "averageDecay: 0.999",
    "averageDecay: 0.9",
    "experiments/residualInpainter",
  ),
  inSrc("gradients are not clipped", "experiments/trainingOf", "    clipNorm,\n", ""),
  inSrc("weights are not averaged", "experiments/trainingOf", "    averageDecay,\n", ""),
  inSrc(
    "other shares of a mixture",
    "masks/inpainterMixtures",
    "pixels30to75: 0.32,",
    "pixels30to75: 0.3,",
    "masks/mixture",
  ),
  inSrc("two Jacobi steps before the network", "layers/prefill", "const jacobiSteps = 4;", "const jacobiSteps = 2;"),
  inSrc(
    "no gradient through the centred mean",
    "layers/centrePairs",
    "return tf.sub(x, forPairs(mean));",
    "return tf.sub(x, forPairs(tf.customGrad((m) => ({ value: m.clone(), gradFunc: tf.zerosLike }))(mean)));",
  ),
  inSrc("Muon with four iterations", "training/muon", "const iterations = 5;", "const iterations = 4;"),
  inSrc(
    "Muon without Nesterov's step ahead",
    "training/muon",
    "orthogonalise(tf.reshape(ahead,",
    "orthogonalise(tf.reshape(velocity,",
  ),
  inSrc(
    "the same batch order in every epoch",
    "training/trainModel",
    'randomStream(seed, "batch order", this.epoch)',
    'randomStream(seed, "batch order", 1)',
  ),
  inSrc(
    "patience 50",
    "training/trainModel",
    "options.patience === undefined ? 5",
    "options.patience === undefined ? 50",
  ),
  inSrc(
    "the last image is never drawn",
    "metrics/bootstrap",
    "random.integer(0, positions.length - 1)",
    "random.integer(0, positions.length - 2)",
  ),
  inSrc("50 drawn sets for a row", "benchmarks/benchmarkRow", "resamples: 500", "resamples: 50"),
  inSrc("Telea's radius 4", "classical/telea", "radius = 3", "radius = 4"),
];

/** The change itself. Throws where the text is not there once. */
export function mutantOf({ file, before, after, what }: NamedMutant): Mutant {
  const text = readFileSync(join(projectRoot, file), "utf8");
  const parts = text.split(before);
  if (parts.length !== 2)
    throw new Error(
      `Expected "${before}" once in ${file}, for the mutant "${what}", but found it ${parts.length - 1} times. ` +
        "Write it anew in test/mutation/named.ts.",
    );
  const position = parts[0].length;
  return { file, line: parts[0].split("\n").length, position, length: before.length, before, after };
}
