// A study is one measurement on which a chapter of the report rests, taken on any methods. Its definition, its measuring and
// the type of its values stand in one file, its chart beside it; src/studies/index.ts is the table. A study knows no files:
// methods come in as functions, trainings as their logs.
import type * as v from "valibot";
import type { Dataset } from "../datasets/dataset";
import type { LabelledImages } from "../datasets/dataset";
import type { Photographs, WholePhotographs } from "../datasets/photographs";
import type { PixelGrid } from "../figures/imageGrid";
import type { FillFunction, ImageBatch } from "../images/batch";
import type { FeatureRows } from "../images/featureRows";
import type { RunConfig } from "../experiments/plan";
import type { MaskPlan } from "../masks/plan";

/** Seed of the masks and intervals of every study. */
export const studySeed = 1;

export interface NamedMethod {
  /** What the record calls it. */
  readonly key: string;
  /** A method's name, as `npm run measure -- NAME --methods` takes it, or one of the study's experiments: its network. */
  readonly method: string;
}

export interface Study<Values = unknown> {
  /** What `npm run measure` takes, and the name of the record's file. */
  readonly name: string;
  /** For the list of studies: a few words without a capital or a full stop. */
  readonly title: string;
  /** What is measured unless other methods are named, in the record's order; empty where a training is what is measured. */
  readonly methods: readonly NamedMethod[];
  /** Compares these methods with one another: no others can be named. Default false. */
  readonly onlyOwnMethods?: boolean;
  /** Measured on held-out training images: no network's test set is touched. Default false: on the test images. */
  readonly heldOut?: boolean;
  /** Measures held-out photographs too, where they are there. */
  readonly wholePhotographs?: boolean;
  /**
   * Experiments that are trained first; with another seed than their own as "report-fixed-seed3". One that no method names is there
   * for its log.
   */
  readonly experiments?: readonly string[];
  /** Measured on photographs that may be trained on, cut to these crops, and on nothing of the data set. */
  readonly photographs?: Photographs["crops"];
  /** Names of the figures that it draws while it measures. */
  readonly figures?: readonly string[];
  /** Mask families and mixtures that it draws by name, beside those of the report: its record depends on their code. */
  readonly families?: readonly string[];
  /** Runs that are measured where they are recorded, and not trained; those that are missing are named in the record. */
  readonly recordedRuns?: readonly WantedRun[];
  /** Whether a recorded run of this name is measured too. */
  readonly alsoRecorded?: (run: string) => boolean;
  readonly measure: (context: StudyContext) => Promise<Measured<Values>>;
}

/** A run by what it is trained with beside its experiment's settings. */
export interface WantedRun {
  readonly experiment: string;
  readonly seed: number;
  readonly settings?: { readonly [key: string]: unknown };
}

export interface MissingRun {
  readonly run: string;
  /** Trains and records it. */
  readonly command: string;
}

/** The recorded runs of a study that asks for some. */
export interface StudyRuns {
  /** What they were trained with, by their names; under these their networks are among the methods. */
  readonly configs: { readonly [run: string]: RunConfig };
  readonly missing: readonly MissingRun[];
  /** Of images [N,H,W,3]: the means of the last block of the recorded classifier; null where that is missing. */
  readonly pictureFeatures: ((images: ImageBatch) => FeatureRows) | null;
}

export interface Measured<Values> {
  /** How many images each figure rests on. */
  readonly images: number;
  readonly values: Values;
  /** By the names that the study gives. */
  readonly figures?: { readonly [name: string]: PixelGrid };
}

/** A method as a study is given it. */
export interface StudyMethod {
  readonly name: string;
  /** Its raw output [N,H,W,C]: known pixels are not put back, except where a network fills a size window by window. */
  readonly fill: FillFunction;
  /** A network's own: its loss on a set of images, which stays held until dispose(). */
  readonly openSetLoss?: (images: ImageBatch, knownMask: ImageBatch) => SetLoss;
  /** A network's own where it has an encoder: with its weights, or with those that this seed draws. */
  readonly openEncoder?: (weights: "trained" | "drawn", seed: number) => StudyEncoder;
  /** Where it is a network whose training is recorded: the masks that it was trained with. */
  readonly trainedWith?: MaskPlan;
}

/** An encoder that a classifier may begin with (models/encoderClassifier.ts). */
export interface StudyEncoder {
  /** Encoders of one architecture differ in their weights alone. */
  readonly architecture: string;
  /** Of images [N,H,W,3] seen through masks [N,H,W,1]: a row each (transfer/encoderFeatures.ts). */
  features(images: ImageBatch, knownMask: ImageBatch): FeatureRows;
  /** Trains a classifier from it (transfer/fineTune.ts) and gives the classes of `images`; the encoder itself stays. */
  fineTune(task: FineTuning, images: ImageBatch): Promise<Uint8Array>;
  dispose(): void;
}

export interface FineTuning {
  readonly fit: LabelledImages;
  /** Its loss is logged after each pass and chooses nothing. */
  readonly validation: LabelledImages;
  /** Images in all, rounded to whole passes. */
  readonly samples: number;
  /** Of the order of images. */
  readonly seed: number;
  /** After each pass. Throws to end it. */
  readonly onEpoch: (epoch: number) => Promise<void>;
}

/** The loss as training validates it, over all images of a set. */
export interface SetLoss {
  /** Other masks for the same images. */
  setMasks(knownMask: ImageBatch): void;
  /** In nats per value. */
  mean(): Promise<number>;
  dispose(): void;
}

/** What a training wrote, epoch by epoch. */
export interface TrainingLog {
  readonly log: readonly {
    readonly epoch: number;
    readonly loss: number;
    readonly valLoss: number;
    /** Further losses of the step, by name. */
    readonly others?: { readonly [name: string]: number };
  }[];
  /** The loss on the test images after each epoch; empty where validation is on the test images. */
  readonly testLosses: readonly number[];
}

export interface StudyContext {
  readonly dataset: Dataset;
  /** Of a study that asks for photographs. */
  readonly photographs?: Photographs;
  /** By key, in the order in which they are measured. */
  readonly methods: { readonly [key: string]: StudyMethod };
  /** The logs of the study's experiments, by name, and of its recorded runs. */
  readonly trainings: { readonly [experiment: string]: TrainingLog };
  /** Of a study that asks for recorded runs. */
  readonly runs?: StudyRuns;
  /** Of a study that measures them; left out where they are not there. */
  readonly wholePhotographs?: WholePhotographs;
  /** Shows the text and lets other work run. Throws where the measurement was interrupted. */
  readonly progress: (text: string) => Promise<void>;
  /** Default: nothing is kept. */
  readonly keep?: KeepPart;
}

/**
 * Does a part of a long measurement, or gives what was kept of it before an interruption: plain data that fits the schema. No two
 * parts of a study have one name.
 */
export type KeepPart = <Value>(
  part: string,
  schema: v.GenericSchema<Value>,
  work: () => Promise<Value>,
) => Promise<Value>;

export const keepNothing: KeepPart = (_part, _schema, work) => work();

/** Ways of filling holes, by key. */
export type Fills<Key extends string> = { readonly [key in Key]: FillFunction };

/** Told, while a method is measured, how many images it has done. May throw to end the measurement. */
export type OnMethodPart = (done: number, key: string) => void | Promise<void>;

/** How each of the study's methods fills, by its key. */
export function fillsOf({ methods }: StudyContext): Fills<string> {
  return byKey(Object.keys(methods), (key) => methods[key].fill);
}

/** In the order in which the methods are measured. */
export function keysOf<Key extends string>(fills: Fills<Key>): Key[] {
  return Object.keys(fills) as Key[];
}

/** One value for each key, in the keys' order. */
export function byKey<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): { readonly [key in Key]: Value } {
  const entries = keys.map((key) => [key, value(key)] as const);
  return Object.fromEntries(entries) as { readonly [key in Key]: Value };
}

/** The same, where a value has to be waited for: one after another, in the keys' order. */
export async function measureByKey<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Promise<Value>,
): Promise<{ readonly [key in Key]: Value }> {
  const values = new Map<Key, Value>();
  for (const key of keys) values.set(key, await value(key));
  return Object.fromEntries(values) as { readonly [key in Key]: Value };
}

/** The method that is looked at most closely: the first. Throws where there is none. */
export function firstKey<Key extends string>(fills: Fills<Key>): Key {
  const [first] = keysOf(fills);
  if (first !== undefined) return first;
  throw new Error("Expected at least one method to measure, but received none. Name one: --methods harmonic.");
}
