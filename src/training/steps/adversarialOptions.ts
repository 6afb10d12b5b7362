// What the adversarial step is given (adversarial.ts), and what it takes where it is given less.
import type * as tf from "../../tensorflow";
import { adam } from "../adam";
import type { Optimizer } from "../optimizer";
import { paintHolesBlack, type PrepareInput } from "../step";
import { holeOnly, type DiscriminatorView } from "./discriminatorView";

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
  /** Default adam with learning rate 2e-4 and beta1 .5. */
  readonly discriminatorOptimizer?: Optimizer;
  /** λ, from 0 up and below 1; default .001. With 0 the discriminator takes no part at all: squared error alone. */
  readonly adversarialWeight?: number;
  /** The first step, counted from 1, in which the discriminator takes part; default 1. Before, the generator learns as with λ = 0. */
  readonly startStep?: number;
  /** Rows and columns of context around the hole that are predicted too; default 4, the code's for 128×128 (the paper says 7). */
  readonly overlap?: number;
  /** How many times as much the squared error weighs there; default 10. */
  readonly overlapWeight?: number;
  /** What the discriminator is to say of true images, above .5 and up to 1; default 1. Below 1: Salimans et al. 2016, section 3.4. */
  readonly trueLabel?: number;
}

export type Settled = Required<AdversarialOptions>;

/** The options with their defaults. Throws on those that make no sense, saying which. */
export function settle(options: AdversarialOptions): Settled {
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
