// What is trained, as plain values that fit into JSON: images, masks, network, step, how long, how it is measured. Networks,
// losses, optimisers, masks and augmentations are named; trainingOf looks the names up. A new experiment is a file with one such
// value, a line in the table and a test.
import * as v from "valibot";
import { cropSettingsSchema, type CropSettings } from "../augmentation/cropSettings";
import { lossSettingsSchema, type LossSettings } from "./lossSettings";
import { maskPlanSchema, type MaskPlan } from "../masks/plan";
import { networkInputSchema, type NetworkInput } from "../training/networkInputKind";
import { optimizerSettingsSchema, type OptimizerSettings } from "../training/optimizerSettings";
import { adversarialSettingsSchema, type AdversarialSettings } from "./adversarialSettings";

export interface NetworkSettings {
  /** A name in the table of models. */
  readonly name: string;
  /** Options of its builder; the seed of the initial weights is the experiment's. */
  readonly options: { readonly [option: string]: unknown };
}

/** One network, one optimiser, one loss (training/steps/supervised.ts). */
export interface SupervisedSettings {
  /**
   * What the network is to give: the undamaged image; for "classification" the image's class, one-hot, as logits. "adversarial": the
   * undamaged image, and what a discriminator takes for one (training/steps/adversarial.ts).
   */
  readonly kind: "supervised" | "classification" | "adversarial";
  readonly loss: LossSettings;
  readonly optimizer: OptimizerSettings;
  /** Gradients are shortened to this global norm; null leaves them. */
  readonly clipNorm: number | null;
  /** The network ends with moving averages of its weights, of which this part stays per step; null: with the weights. */
  readonly averageDecay: number | null;
  /** Parts of a batch that are computed side by side. */
  readonly parallelParts: number;
  /** Of a step of kind "adversarial" alone. */
  readonly adversarial?: AdversarialSettings;
}

/** What is measured while it is trained, into log.csv, after every so many epochs and after the last. */
export type TrainingMeasurement =
  /** The loss on the test images, beside one on held-out images; nothing is chosen by it. Column testLoss. */
  | { readonly what: "test loss"; readonly everyEpochs: number }
  /** Pooled hole PSNR in dB on held-out images for each mask set of the benchmark. One column per set. */
  | { readonly what: "held-out hole PSNR"; readonly everyEpochs: number }
  /** The share of held-out images whose class a classifier gives. Column accuracy. */
  | { readonly what: "accuracy"; readonly everyEpochs: number };

export type ImageSourceName = "cifar10" | "photographs";

export interface Experiment {
  /** What `npm run train --` takes, and the first part of its runs' names. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** It is repeated with other seeds: its runs are called <name>-seed<N>. */
  readonly repeated: boolean;
  /** Of initial weights, order, masks and augmentation. */
  readonly seed: number;
  /** "photographs": BSDS500's training and validation photographs, or those of a folder (`--images`); they need `crops`. */
  readonly source: ImageSourceName;
  /** How images are cut from photographs; absent for sets whose images are all of one size. */
  readonly crops?: CropSettings;
  /**
   * "test": all test images, as the report validates. "held out": 5,000 training images, or a fifth of a smaller set, which are
   * not trained on; the test images stay untouched. Photographs: a tenth of them is held out.
   */
  readonly validation: "test" | "held out";
  /** At most so many images, from the first on; null: all there are. */
  readonly trainImages: number | null;
  readonly validationImages: number | null;
  /** How many training images are held out; null: as `validation` says. */
  readonly heldOutImages: number | null;
  readonly masks: MaskPlan;
  /** A family or mixture; the masks are drawn once. */
  readonly validationMasks: string;
  /** A name in the table of augmentations; null: none. */
  readonly augmentation: string | null;
  readonly network: NetworkSettings;
  readonly input: NetworkInput;
  readonly step: SupervisedSettings;
  readonly batchSize: number;
  readonly epochs: number;
  /** Epochs without a lower validation loss before stopping; null: exactly `epochs`. */
  readonly patience: number | null;
  /** The numbers that convolutions compute with; parameters and everything else are float32. */
  readonly convolutions: "float32" | "bfloat16";
  readonly measurements: readonly TrainingMeasurement[];
  /** The recorded run whose weights it starts from, with a fresh optimiser state; null: from drawn weights. */
  readonly from: string | null;
}

export const experimentSchema: v.GenericSchema<Experiment> = v.looseObject({
  name: v.string(),
  title: v.string(),
  repeated: v.boolean(),
  seed: v.number(),
  source: v.picklist(["cifar10", "photographs"]),
  crops: v.optional(cropSettingsSchema),
  validation: v.picklist(["test", "held out"]),
  trainImages: v.nullable(v.number()),
  validationImages: v.nullable(v.number()),
  heldOutImages: v.nullable(v.number()),
  masks: maskPlanSchema,
  validationMasks: v.string(),
  augmentation: v.nullable(v.string()),
  network: v.looseObject({ name: v.string(), options: v.record(v.string(), v.unknown()) }),
  input: networkInputSchema,
  step: v.looseObject({
    kind: v.picklist(["supervised", "classification", "adversarial"]),
    loss: lossSettingsSchema,
    optimizer: optimizerSettingsSchema,
    clipNorm: v.nullable(v.number()),
    averageDecay: v.nullable(v.number()),
    parallelParts: v.number(),
    adversarial: v.optional(adversarialSettingsSchema),
  }),
  batchSize: v.number(),
  epochs: v.number(),
  patience: v.nullable(v.number()),
  convolutions: v.picklist(["float32", "bfloat16"]),
  measurements: v.array(
    v.looseObject({ what: v.picklist(["test loss", "held-out hole PSNR", "accuracy"]), everyEpochs: v.number() }),
  ),
  from: v.nullable(v.string()),
});
