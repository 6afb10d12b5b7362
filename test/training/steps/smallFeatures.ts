// What the tests of losses with terms train: a network of two convolutions, and random layers with max pooling as features.
import * as tf from "../../support/tensorflow";
import type { FeatureExtractor } from "../../../src/losses/sixTerms";
import { featuresOf } from "../../../src/models/features";

const { conv2d, maxPooling2d } = tf.layers;

/** 32×32 pixels to 32×32 pixels, the same initial weights each time. */
export function smallNetwork(): tf.LayersModel {
  const kernel = (seed: number): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed });
  const shared = { kernelSize: 3, padding: "same" } as const;
  return tf.sequential({
    layers: [
      conv2d({ ...shared, inputShape: [32, 32, 3], filters: 4, activation: "relu", kernelInitializer: kernel(1) }),
      conv2d({ ...shared, filters: 3, activation: "sigmoid", kernelInitializer: kernel(2) }),
    ],
  });
}

/** Two layers of features, each the max pooling of a random convolution. */
export function smallFeatures(): FeatureExtractor {
  const kernel = (seed: number): ReturnType<typeof tf.initializers.heUniform> => tf.initializers.heUniform({ seed });
  const shared = { kernelSize: 3, padding: "same", activation: "relu" } as const;
  const model = tf.sequential({
    layers: [
      conv2d({ ...shared, inputShape: [32, 32, 3], filters: 4, kernelInitializer: kernel(3) }),
      maxPooling2d({ name: "first_pool", poolSize: 2 }),
      conv2d({ ...shared, filters: 6, kernelInitializer: kernel(4) }),
      maxPooling2d({ name: "second_pool", poolSize: 2 }),
    ],
  });
  return featuresOf(model, ["first_pool", "second_pool"]);
}
