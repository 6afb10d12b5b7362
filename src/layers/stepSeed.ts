// The seed of the training step in progress. Layers that draw random numbers take it from here: it is a tensor, so a
// recorded step draws other numbers with every seed, and a step done again with the same seed draws the same ones.
import * as tf from "../tensorflow";
import { randomStream } from "../random";

let current: tf.Tensor | undefined;

/** Seeds of a step and their sums with a layer's stay within int32. */
const highest = 2 ** 30 - 1;

/** Two numbers from 0 to 2^30 - 1, for a step's seed or a layer's part of it: the same keys give the same numbers. */
export function drawSeed(seed: number, purpose: string, epoch = 0, step = 0): [number, number] {
  const random = randomStream(seed, purpose, epoch, step);
  return [random.integer(0, highest), random.integer(0, highest)];
}

/** Runs a step with this seed, int32 [2] as drawSeed draws it; undefined gives layers none. */
export function withStepSeed<T>(seed: tf.Tensor | undefined, run: () => T): T {
  const outer = current;
  current = seed;
  try {
    return run();
  } finally {
    current = outer;
  }
}

/** The step's seed mixed with the layer's own, int32 [2]. Throws, naming the layer, outside withStepSeed. */
export function seedForLayer(layer: string, own: readonly [number, number]): tf.Tensor1D {
  if (current === undefined) {
    throw new Error(
      `Expected a step seed for the layer "${layer}" in training, but there is none. ` +
        `Train with trainModel, or apply the model inside withStepSeed(tf.tensor1d([1, 2], "int32"), …).`,
    );
  }
  return tf.add(current, tf.tensor1d([...own], "int32"));
}

/** Layers that call seedForLayer in training say so by this. */
export interface SeededLayer {
  readonly needsStepSeed: true;
}

/** Whether a layer of the model, or of a model inside it, draws random numbers from the step's seed. */
export function needsStepSeed(model: tf.LayersModel): boolean {
  return model.layers.some(
    (layer) =>
      (layer as Partial<SeededLayer>).needsStepSeed === true ||
      ("layers" in layer && needsStepSeed(layer as tf.LayersModel)),
  );
}
