// The step of "Context Encoders" (Pathak et al. 2016, section 3.2): a generator fills holes, a discriminator tells what holes held
// from what the generator put there (Goodfellow et al. 2014), and the two learn in turn, the discriminator first. The generator's
// loss is (1-λ) · squared error + λ · adversarial term, the latter in the form that does not saturate, -log D, as the authors' code
// trains, and not log(1 - D) of the paper's equation 2.
import * as tf from "../../tensorflow";
import { needsStepSeed, withStepSeed } from "../../layers/stepSeed";
import { holeSquaredError } from "../../losses/holeSquaredError";
import { overlappingSquaredError, overlapWeights } from "../../losses/overlappingSquaredError";
import { adam } from "../adam";
import type { BatchLoss } from "../logits";
import type { Optimizer } from "../optimizer";
import {
  otherWeightsOf,
  paintHolesBlack,
  type Batch,
  type BatchOfInputs,
  type PrepareInput,
  type StepFunction,
  type TrainingStep,
} from "../step";
import { holeOnly, type DiscriminatorView } from "./discriminatorView";
import { Player } from "./player";

export interface AdversarialOptions {
  /** What prepareInput gives to images [N,H,W,C] in [0,1]; the network that is validated. */
  readonly generator: tf.LayersModel;
  /** What `view` gives to one logit each [N,1], above 0 for "true". */
  readonly discriminator: tf.LayersModel;
  /** Default paintHolesBlack. */
  readonly prepareInput?: PrepareInput;
  /** What the discriminator is shown; default holeOnly. */
  readonly view?: DiscriminatorView;
  /** Default adam with learning rate 2e-3 and beta1 .5, ten times the discriminator's. */
  readonly generatorOptimizer?: Optimizer;
  /** Default adam with learning rate 2e-4 and beta1 .5; one that leaves parameters where gradients are 0. */
  readonly discriminatorOptimizer?: Optimizer;
  /** λ, from 0 up and below 1; default .001. With 0 the discriminator takes no part at all: squared error alone. */
  readonly adversarialWeight?: number;
  /** The first step, counted from 1, in which λ is not 0 and the discriminator learns; default 1. */
  readonly startStep?: number;
  /** Rows and columns of context around the hole that are predicted too; default 4, the code's for 128×128 (the paper says 7). */
  readonly overlap?: number;
  /** How many times as much the squared error weighs there; default 10. */
  readonly overlapWeight?: number;
  /** What the discriminator is to say of true images, above .5 and up to 1; default 1. Below 1: Salimans et al. 2016, section 3.4. */
  readonly trueLabel?: number;
}

type Settled = Required<AdversarialOptions>;

/** The names of what is logged beside the generator's loss; nothing where λ is 0. */
const logged = ["l2", "adversarial", "discriminatorLoss", "discriminatorAccuracy"] as const;

/**
 * The step for these networks, one function each. Logged: `loss`; its terms `l2`, over hole and overlap, and `adversarial`, both
 * without their weight; discriminatorLoss, the cross-entropy of true images plus that of predictions (2 log 2 where it cannot tell);
 * discriminatorAccuracy, the share of both that it tells right. Validated by the mean squared error of the hole alone. Before
 * startStep the last three say what an untrained discriminator does. Throws on settings that make no sense, saying which.
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
      ...(plays && {
        // Its steps count from where it begins to learn.
        ...judging.numbers(Math.max(1, step - startStep + 1)),
        discriminatorLearns: step >= startStep ? 1 : 0,
        adversarialWeight: step >= startStep ? adversarialWeight : 0,
      }),
    }),
    train: (batch) =>
      plays
        ? [discriminatorStep(settled, judging, batch), generatorStep(settled, filling, batch)]
        : [squaredErrorStep(settled, filling, batch)],
    evaluate: (batch) => (inputs) => {
      const given = batch(inputs);
      return { loss: holeSquaredError(given.images, predict(settled, given, false), given.knownMask) };
    },
  };
}

/** The discriminator learns from what holes held and from what the generator now puts there. */
function discriminatorStep(settled: Settled, judging: Player, batch: BatchOfInputs): StepFunction {
  const { view, trueLabel } = settled;
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const truth = view(given.images, given.knownMask);
      const predicted = view(predict(settled, given, true), given.knownMask);
      const lossOf = (): BatchLoss => {
        const [ofTruth, ofPredicted] = [truth, predicted].map((images) => judge(settled, images));
        const right = tf.concat([tf.greater(ofTruth, 0), tf.less(ofPredicted, 0)], 0);
        return {
          loss: tf.add(crossentropy(ofTruth, trueLabel), crossentropy(ofPredicted, 0)),
          terms: { discriminatorAccuracy: tf.mean(tf.cast(right, "float32")) },
        };
      };
      return judging.descend("discriminatorLoss", lossOf, inputs, inputs.discriminatorLearns);
    });
}

/** The generator learns to be near what the holes held, and to have the discriminator that just learned say "true". */
function generatorStep(settled: Settled, filling: Player, batch: BatchOfInputs): StepFunction {
  const { view, overlap, overlapWeight } = settled;
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const { images, knownMask } = given;
      const weights = overlapWeights(knownMask, overlap, overlapWeight);
      const share = inputs.adversarialWeight;
      const lossOf = (): BatchLoss => {
        const predicted = predict(settled, given, true);
        const l2 = overlappingSquaredError(images, predicted, weights);
        const adversarialTerm = crossentropy(judge(settled, view(predicted, knownMask)), 1);
        const loss = tf.add(tf.mul(tf.sub(1, share), l2), tf.mul(share, adversarialTerm)) as tf.Scalar;
        return { loss, terms: { l2, adversarial: adversarialTerm } };
      };
      return filling.descend("loss", lossOf, inputs);
    });
}

/** The generator alone. */
function squaredErrorStep(settled: Settled, filling: Player, batch: BatchOfInputs): StepFunction {
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const weights = overlapWeights(given.knownMask, settled.overlap, settled.overlapWeight);
      const lossOf = (): tf.Scalar => overlappingSquaredError(given.images, predict(settled, given, true), weights);
      return filling.descend("loss", () => ({ loss: lossOf(), terms: {} }), inputs);
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

/** The options with their defaults. */
function settle(options: AdversarialOptions): Settled {
  const {
    generator,
    discriminator,
    prepareInput = paintHolesBlack,
    view = holeOnly,
    generatorOptimizer = adam({ learningRate: 2e-3, beta1: 0.5 }),
    discriminatorOptimizer = adam({ learningRate: 2e-4, beta1: 0.5 }),
    adversarialWeight = 1e-3,
    startStep = 1,
    overlap = 4,
    overlapWeight = 10,
    trueLabel = 1,
  } = options;
  expect(
    adversarialWeight >= 0 && adversarialWeight < 1,
    "adversarialWeight from 0 up and below 1",
    adversarialWeight,
    0.001,
  );
  expect(Number.isInteger(startStep) && startStep >= 1, "startStep to be a whole number from 1 up", startStep, 1);
  expect(Number.isInteger(overlap) && overlap >= 0, "overlap to be a whole number from 0 up", overlap, 4);
  expect(overlapWeight > 0 && overlapWeight < Infinity, "a finite overlapWeight above 0", overlapWeight, 10);
  expect(trueLabel > 0.5 && trueLabel <= 1, "trueLabel above 0.5 and at most 1", trueLabel, 0.9);
  const logits = discriminator.outputs[0].shape;
  if (logits.length !== 2 || logits[1] !== 1) {
    throw new Error(
      `Expected a discriminator that gives one logit per image, but received one that gives [${logits.slice(1).join(",")}]. ` +
        "End it in a dense layer of one unit, as buildDiscriminator does.",
    );
  }
  return {
    generator,
    discriminator,
    prepareInput,
    view,
    generatorOptimizer,
    discriminatorOptimizer,
    adversarialWeight,
    startStep,
    overlap,
    overlapWeight,
    trueLabel,
  };
}

function expect(holds: boolean, wanted: string, received: number, example: number): void {
  if (!holds) throw new Error(`Expected ${wanted}, but received ${received}. Use for example ${example}.`);
}
