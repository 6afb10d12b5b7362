// A step of two networks that alternate, each with an optimiser of its own: a tiny generator that fills holes and a tiny
// discriminator that tells originals from fills (Goodfellow et al. 2014). Layers that draw, moving averages of layers and of one
// network's parameters take part, so that a loop that trains it has everything to carry.
import * as tf from "../../support/tensorflow";
import { SeededDropout } from "../../../src/layers/dropout";
import { needsStepSeed, withStepSeed } from "../../../src/layers/stepSeed";
import { meanSquaredError } from "../../../src/losses/meanSquaredError";
import { adam } from "../../../src/training/adam";
import { averageRate, moveAverage } from "../../../src/training/average";
import type { Optimizer } from "../../../src/training/optimizer";
import {
  addMaskChannel,
  otherWeightsOf,
  parametersOf,
  type Batch,
  type TensorMap,
  type TrainingStep,
} from "../../../src/training/step";

const averageDecay = 0.9;

export interface Networks {
  readonly generator: tf.LayersModel;
  readonly discriminator: tf.LayersModel;
}

/** Both networks, with the same initial weights each time. */
export function buildNetworks(): Networks {
  const { batchNormalization, conv2d, dense, globalAveragePooling2d } = tf.layers;
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const shared = { kernelSize: 3, padding: "same", kernelInitializer } as const;
  const generator = tf.sequential({
    layers: [
      conv2d({ ...shared, inputShape: [32, 32, 4], filters: 4, activation: "relu" }),
      batchNormalization({ momentum: 0.8 }),
      conv2d({ ...shared, filters: 3, activation: "sigmoid" }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      conv2d({ ...shared, inputShape: [32, 32, 3], filters: 5, strides: 2, activation: "relu" }),
      new SeededDropout({ rate: 0.2, name: "drop" }),
      globalAveragePooling2d({}),
      dense({ units: 1, kernelInitializer }),
    ],
  });
  return { generator, discriminator };
}

/** One network with its optimiser, and the names under which both appear in a step that has others beside them. */
class Player {
  readonly parameters: tf.Variable[];

  constructor(
    private readonly name: string,
    readonly model: tf.LayersModel,
    private readonly optimizer: Optimizer,
    private readonly firstParameter: number,
  ) {
    this.parameters = parametersOf(model);
  }

  stateShapes(): { [name: string]: readonly number[] } {
    return Object.fromEntries(
      this.parameters.flatMap(({ shape }, i) => this.stateNames(i).map((name) => [name, shape])),
    );
  }

  numbers(step: number): { [name: string]: number } {
    const numbers = Object.entries(this.optimizer.stepInputs(step));
    return Object.fromEntries(numbers.map(([name, value]) => [`${this.name} ${name}`, value]));
  }

  /** The loss by its name, and this player's new parameters and state. */
  descend(lossName: string, lossOf: () => tf.Scalar, inputs: TensorMap): TensorMap {
    const { value, grads } = tf.variableGrads(lossOf, this.parameters);
    const prefix = `${this.name} `;
    const own = Object.entries(inputs).filter(([name]) => name.startsWith(prefix));
    const numbers = Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
    const results: TensorMap = { [lossName]: value };
    this.parameters.forEach((before, i) => {
      const names = this.stateNames(i);
      const state = names.map((name) => inputs[name]);
      const update = this.optimizer.update(before, grads[before.name], state, numbers);
      results[`parameter${this.firstParameter + i}`] = update.parameter;
      names.forEach((name, slot) => {
        results[name] = update.state[slot];
      });
    });
    return results;
  }

  private stateNames(parameter: number): string[] {
    return Array.from({ length: this.optimizer.slots }, (_, slot) => `${this.name} state ${parameter} ${slot}`);
  }
}

/** How far the discriminator's logits are from those that say "original" (1) or "filled" (0): the cross-entropy. */
function crossentropy(logits: tf.Tensor, original: 0 | 1): tf.Scalar {
  return tf.mean(tf.softplus(original === 1 ? tf.neg(logits) : logits));
}

/** The adversarial step: first the discriminator learns from originals and fills, then the generator to deceive it. */
export function alternate({ generator, discriminator }: Networks): TrainingStep {
  const filling = new Player("generator", generator, adam({ learningRate: 0.01 }), 0);
  const judging = new Player("discriminator", discriminator, adam({ learningRate: 0.1 }), filling.parameters.length);
  const fill = ({ images, knownMask }: Batch, training: boolean): tf.Tensor => {
    const filled = generator.apply(addMaskChannel(images, knownMask), { training }) as tf.Tensor;
    return tf.add(tf.mul(images, knownMask), tf.mul(filled, tf.sub(1, knownMask)));
  };
  const judge = (images: tf.Tensor): tf.Tensor => discriminator.apply(images, { training: true }) as tf.Tensor;
  const averageName = (i: number): string => `generator average ${i}`;
  return {
    parameters: [...filling.parameters, ...judging.parameters],
    otherWeights: [...otherWeightsOf(generator), ...otherWeightsOf(discriminator)],
    stateShapes: { ...filling.stateShapes(), ...judging.stateShapes() },
    averages: Object.fromEntries(filling.parameters.map((_, i) => [averageName(i), i])),
    otherLosses: ["discriminatorLoss"],
    seeded: needsStepSeed(generator) || needsStepSeed(discriminator),
    numbers: (step) => ({
      ...filling.numbers(step),
      ...judging.numbers(step),
      averageRate: averageRate(averageDecay, step),
    }),
    train: (batch) => [
      (inputs) =>
        withStepSeed(inputs.seed, () => {
          const given = batch(inputs);
          const filled = fill(given, false);
          const lossOf = (): tf.Scalar => tf.add(crossentropy(judge(given.images), 1), crossentropy(judge(filled), 0));
          return judging.descend("discriminatorLoss", lossOf, inputs);
        }),
      (inputs) =>
        withStepSeed(inputs.seed, () => {
          const given = batch(inputs);
          const lossOf = (): tf.Scalar => {
            const filled = fill(given, true);
            return tf.add(meanSquaredError(given.images, filled), tf.mul(0.1, crossentropy(judge(filled), 1)));
          };
          const results = filling.descend("loss", lossOf, inputs);
          filling.parameters.forEach((_, i) => {
            results[averageName(i)] = moveAverage(inputs[averageName(i)], results[`parameter${i}`], inputs.averageRate);
          });
          return results;
        }),
    ],
    evaluate: (batch) => (inputs) => {
      const given = batch(inputs);
      return { loss: meanSquaredError(given.images, fill(given, false)) };
    },
  };
}
