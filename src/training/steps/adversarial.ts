// The step of "Context Encoders" (Pathak et al. 2016, section 3.2): a generator fills holes, a discriminator tells what holes held
// from what the generator put there (Goodfellow et al. 2014), and the two learn in turn, the discriminator first. The generator's
// loss is (1-λ) · squared error + λ · adversarial term, the latter in the form that does not saturate, -log D, as the authors' code
// trains, and not log(1 - D) of the paper's equation 2.
import * as tf from "../../tensorflow";
import { needsStepSeed, withStepSeed } from "../../layers/stepSeed";
import { holeSquaredError } from "../../losses/holeSquaredError";
import { overlappingSquaredError, overlapWeights } from "../../losses/overlappingSquaredError";
import type { BatchLoss } from "../logits";
import {
  otherWeightsOf,
  type Batch,
  type BatchOfInputs,
  type StepFunction,
  type StepPart,
  type TrainingStep,
} from "../step";
import { settle, type AdversarialOptions, type Settled } from "./adversarialOptions";
import { keepOtherWeights } from "./keepOtherWeights";
import { Player } from "./player";

/** The names of what is logged beside the generator's loss; nothing where λ is 0. */
const logged = ["l2", "adversarial", "discriminatorLoss", "discriminatorAccuracy"] as const;

/** Of the step's functions: before startStep the generator by itself, then the discriminator and the generator. */
const alone: StepPart = { functions: [0], otherLosses: ["l2"] };
const inTurn: StepPart = { functions: [1, 2], otherLosses: logged };

/**
 * The step for these networks. Logged: `loss`; its terms `l2`, over hole and overlap, and `adversarial`, both without their weight;
 * discriminatorLoss, the cross-entropy of true images plus that of predictions (2 log 2 where it cannot tell); discriminatorAccuracy,
 * the share of both that it tells right. Validated by the mean squared error of the hole alone. Before startStep the discriminator is
 * neither asked nor trained, and the last three are not given. In every step moving averages move once, those of the discriminator
 * by the true images. Throws on settings that make no sense, saying which.
 */
export function adversarial(options: AdversarialOptions): TrainingStep {
  const settled = settle(options);
  const { generator, discriminator, generatorOptimizer, discriminatorOptimizer } = settled;
  const { adversarialWeight, startStep } = settled;
  const plays = adversarialWeight > 0;
  const filling = new Player("generator", generator, generatorOptimizer, 0);
  const judging = new Player("discriminator", discriminator, discriminatorOptimizer, filling.parameters.length);
  const models = plays ? [generator, discriminator] : [generator];
  const players = plays ? [filling, judging] : [filling];
  return {
    parameters: players.flatMap(({ parameters }) => parameters),
    otherWeights: models.flatMap(otherWeightsOf),
    stateShapes: Object.assign({}, ...players.map((player) => player.stateShapes())) as TrainingStep["stateShapes"],
    averages: {},
    otherLosses: plays ? logged : [],
    seeded: models.some(needsStepSeed),
    numbers: (step) => ({
      ...filling.numbers(step),
      // Its steps count from where it begins to learn.
      ...(plays && judging.numbers(Math.max(1, step - startStep + 1))),
    }),
    train: (batch) => [
      squaredErrorStep(settled, filling, batch),
      ...(plays ? [discriminatorStep(settled, judging, batch), generatorStep(settled, filling, batch)] : []),
    ],
    ...(plays && { partAt: (step: number) => (step < startStep ? alone : inTurn) }),
    evaluate: (batch) => (inputs) => {
      const given = batch(inputs);
      return { loss: holeSquaredError(given.images, predict(settled, given, false), given.knownMask) };
    },
  };
}

/** The discriminator learns from what holes held and from what the generator now puts there. */
function discriminatorStep(settled: Settled, judging: Player, batch: BatchOfInputs): StepFunction {
  const { generator, discriminator, view, trueLabel } = settled;
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const filled = keepOtherWeights(generator, () => predict(settled, given, true));
      const [truth, predicted] = [given.images, filled].map((images) => view(images, given.knownMask));
      const lossOf = (): BatchLoss => {
        const ofPredicted = keepOtherWeights(discriminator, () => judge(settled, predicted));
        const ofTruth = judge(settled, truth);
        const right = tf.concat([tf.greater(ofTruth, 0), tf.less(ofPredicted, 0)], 0);
        return {
          loss: tf.add(crossentropy(ofTruth, trueLabel), crossentropy(ofPredicted, 0)),
          terms: { discriminatorAccuracy: tf.mean(tf.cast(right, "float32")) },
        };
      };
      return judging.descend("discriminatorLoss", lossOf, inputs);
    });
}

/** The generator learns to be near what the holes held, and to have the discriminator that just learned say "true". */
function generatorStep(settled: Settled, filling: Player, batch: BatchOfInputs): StepFunction {
  const { discriminator, view, adversarialWeight, overlap, overlapWeight } = settled;
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const { images, knownMask } = given;
      const weights = overlapWeights(knownMask, overlap, overlapWeight);
      const lossOf = (): BatchLoss => {
        const predicted = predict(settled, given, true);
        const l2 = overlappingSquaredError(images, predicted, weights);
        const judged = keepOtherWeights(discriminator, () => judge(settled, view(predicted, knownMask)));
        const adversarialTerm = crossentropy(judged, 1);
        const loss = tf.add(tf.mul(1 - adversarialWeight, l2), tf.mul(adversarialWeight, adversarialTerm)) as tf.Scalar;
        return { loss, terms: { l2, adversarial: adversarialTerm } };
      };
      return filling.descend("loss", lossOf, inputs);
    });
}

/** The generator learns to be near what the holes held. */
function squaredErrorStep(settled: Settled, filling: Player, batch: BatchOfInputs): StepFunction {
  const plays = settled.adversarialWeight > 0;
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const weights = overlapWeights(given.knownMask, settled.overlap, settled.overlapWeight);
      const lossOf = (): BatchLoss => {
        const loss = overlappingSquaredError(given.images, predict(settled, given, true), weights);
        return { loss, terms: plays ? { l2: loss.clone() } : {} };
      };
      return filling.descend("loss", lossOf, inputs);
    });
}

function predict({ generator, prepareInput }: Settled, { images, knownMask }: Batch, training: boolean): tf.Tensor4D {
  return generator.apply(prepareInput(images, knownMask), { training }) as tf.Tensor4D;
}

/** By the statistics of the batch, also where the generator learns: those it was trained on. */
function judge({ discriminator }: Settled, images: tf.Tensor4D): tf.Tensor {
  return discriminator.apply(images, { training: true }) as tf.Tensor;
}

/** Mean of -(label log p + (1-label) log(1-p)) with p = sigmoid(logit). */
function crossentropy(logits: tf.Tensor, label: number): tf.Scalar {
  const all = tf.softplus(logits);
  return tf.mean(label === 0 ? all : tf.sub(all, tf.mul(logits, label)));
}
