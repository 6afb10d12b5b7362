// An experiment about to be run on a data set: every number settled, a name for its folder, where its weights come from. What
// differs from the experiment as the table has it stands in the name, so that two runs never share a folder.
import * as v from "valibot";
import type { SchemaEntries } from "../schema";
import { networkInputs } from "../training/networkInput";
import { shellWord } from "./shellWord";
import { imageCounts, isPhotographs, type ExperimentData } from "./experimentData";
import { experimentSchema, type Experiment, type TrainingMeasurement } from "./experiment";
import type { LossSettings } from "./lossSettings";

/** The recorded run that a run starts from, all before it included. */
export interface RunOrigin {
  readonly run: string;
  readonly samples: number;
  readonly epochs: number;
  readonly seed: number;
  readonly weightsSha256: string;
}

/** The settings of a run: config.json. */
export interface RunConfig extends Experiment {
  /** The folder's name. */
  readonly id: string;
  /** The command that makes the run again and records it. */
  readonly command: string;
  readonly dataset: string;
  /** Identifies the data: see Dataset. */
  readonly fingerprint: string;
  /** Drawn data, or a part of the real data: numbers that are not the experiment's. */
  readonly synthetic: boolean;
  readonly quick: boolean;
  readonly trainImages: number;
  readonly validationImages: number;
  readonly heldOutImages: number;
  /** epochs × trainImages, and those of the run that it starts from. */
  readonly samples: number;
  readonly origin: RunOrigin | null;
  /** Of the network. */
  readonly parameters?: number;
  /** Identifies the weights of the network whose features the loss compares; absent where it compares none. */
  readonly featuresSha256?: string;
}

const ownEntries: SchemaEntries<Omit<RunConfig, keyof Experiment>> = {
  id: v.string(),
  command: v.string(),
  dataset: v.string(),
  fingerprint: v.string(),
  synthetic: v.boolean(),
  quick: v.boolean(),
  samples: v.number(),
  origin: v.nullable(
    v.looseObject({
      run: v.string(),
      samples: v.number(),
      epochs: v.number(),
      seed: v.number(),
      weightsSha256: v.string(),
    }),
  ),
  parameters: v.optional(v.number()),
  featuresSha256: v.optional(v.string()),
};
export const runConfigSchema: v.GenericSchema<RunConfig> = v.intersect([
  experimentSchema,
  v.looseObject({ ...ownEntries, trainImages: v.number(), validationImages: v.number(), heldOutImages: v.number() }),
]);

export interface PlanOptions {
  readonly seed?: number;
  /** Planned samples, rounded to whole epochs. */
  readonly samples?: number;
  /** Other settings than the table's, by name; dots reach inside: { "step.clipNorm": 1 }. */
  readonly settings?: { readonly [key: string]: unknown };
  /** "quick": a few images and epochs. "tiny": so few that plain JavaScript trains them. */
  readonly size?: "quick" | "tiny";
  readonly bfloat16?: boolean;
  /** Exactly the planned epochs, so that early stopping can be judged afterwards; a patience that is set stays. */
  readonly exactEpochs?: boolean;
  readonly origin?: RunOrigin | null;
  /** See RunConfig. */
  readonly featuresSha256?: string;
}

const sizes = {
  quick: { trainImages: 5_000, validationImages: 1_000, epochs: 3 },
  /** Without the native engine an image takes about half a second: enough to see the loss fall. */
  tiny: { trainImages: 64, validationImages: 32, epochs: 2 },
} as const;
const tinyBatchSize = 16;

/** The whole run for this data. Throws on settings that do not exist or do not fit the data, and on a length given twice. */
export function planRun(experiment: Experiment, dataset: ExperimentData, options: PlanOptions = {}): RunConfig {
  const { size, bfloat16 = false, origin = null } = options;
  const settings = inOrder(options.settings);
  if (options.samples !== undefined && settings.epochs !== undefined) {
    throw new Error(
      `Expected a run's length once, as --samples or as --set epochs=, but received --samples ${options.samples} ` +
        `and --set epochs=${valueText(settings.epochs)}: leave one of them away.`,
    );
  }
  const changed = withSettings(experiment, settings);
  const seed = options.seed ?? changed.seed;
  const small = size === undefined ? null : sizes[size];
  const found = imageCounts(changed, dataset);
  const trainImages = atMost(found.train, changed.trainImages, small?.trainImages);
  const folder = isPhotographs(dataset) ? dataset.folder : null;
  const plannedEpochs =
    small === null || settings.epochs !== undefined ? changed.epochs : Math.min(small.epochs, changed.epochs);
  const epochs = options.samples === undefined ? plannedEpochs : Math.max(1, Math.round(options.samples / trainImages));
  const exact =
    settings.patience === undefined &&
    (options.exactEpochs === true || settings.epochs !== undefined || options.samples !== undefined);
  const id = [
    experiment.name,
    ...(experiment.repeated || seed !== experiment.seed ? [`seed${seed}`] : []),
    ...Object.entries(settings).map(([key, value]) => `${key}${valueText(value)}`),
    ...(options.samples === undefined ? [] : [`samples${options.samples}`]),
    ...(folder === null ? [] : [`images${valueText(folder)}`]),
    ...(bfloat16 ? ["bfloat16"] : []),
    ...(dataset.synthetic ? ["synthetic"] : []),
    ...(size === undefined ? [] : [size]),
  ].join("-");
  return {
    ...changed,
    id,
    command: recordCommand(experiment, options, folder),
    seed,
    dataset: dataset.title,
    fingerprint: dataset.fingerprint,
    synthetic: dataset.synthetic,
    quick: small !== null,
    trainImages,
    heldOutImages: found.heldOut,
    validationImages: atMost(found.validation, changed.validationImages, small?.validationImages),
    epochs,
    patience: exact ? null : changed.patience,
    samples: (origin?.samples ?? 0) + epochs * trainImages,
    batchSize: Math.min(size === "tiny" ? tinyBatchSize : changed.batchSize, trainImages),
    convolutions: bfloat16 ? "bfloat16" : changed.convolutions,
    origin,
    ...(options.featuresSha256 === undefined ? {} : { featuresSha256: options.featuresSha256 }),
  };
}

/** By name, so that the order in which they are typed does not matter. */
function inOrder(settings: PlanOptions["settings"] = {}): { readonly [key: string]: unknown } {
  return Object.fromEntries(
    Object.keys(settings)
      .sort()
      .map((key) => [key, settings[key]]),
  );
}

/** The command that makes such a run, and records it where that is allowed: float32, and images that others have too. */
function recordCommand(
  { name }: Experiment,
  { seed, samples, settings, bfloat16 = false }: PlanOptions,
  folder: string | null,
): string {
  const words = [
    name,
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...(samples === undefined ? [] : [`--samples ${samples}`]),
    ...Object.entries(inOrder(settings)).map(([key, value]) => `--set ${shellWord(`${key}=${JSON.stringify(value)}`)}`),
    ...(folder === null ? [] : [`--images ${shellWord(folder)}`]),
    ...(bfloat16 ? ["--bfloat16"] : []),
    ...(folder === null && !bfloat16 ? ["--record"] : []),
  ];
  return `npm run train -- ${words.join(" ")}`;
}

function atMost(there: number, ...limits: readonly (number | null | undefined)[]): number {
  return Math.min(there, ...limits.map((limit) => limit ?? Infinity));
}

function valueText(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replace(/[^\w.-]+/g, "_");
}

/** What a setting may not change: it is the experiment itself, or has an option of its own. */
const ownOptions: { readonly [key: string]: string } = {
  name: "another experiment",
  title: "another experiment",
  repeated: "another experiment",
  source: "another experiment",
  from: "another experiment",
  seed: "--seed",
  "network.options.seed": "--seed",
  step: "its parts, for example step.loss",
  convolutions: "--bfloat16",
};

/** Counts; of those with null, null means what the experiment's type says. */
const counts: { readonly [key: string]: "or null" | "always" } = {
  trainImages: "or null",
  validationImages: "or null",
  heldOutImages: "or null",
  patience: "or null",
  batchSize: "always",
  epochs: "always",
  "step.parallelParts": "always",
  "crops.size": "always",
  "crops.perPicture": "always",
  "crops.shorterSide": "or null",
};

/** Settings that may be null though the experiment's are not, beside counts. */
const mayBeNull: readonly string[] = ["augmentation", "step.clipNorm", "step.averageDecay", "step.loss.features"];

const measured: readonly string[] = [
  "test loss",
  "held-out hole PSNR",
  "accuracy",
] satisfies TrainingMeasurement["what"][];

/** Settings that are one of a few words. Other names are looked up in tables, which refuse what they do not have. */
const allowedWords: { readonly [key: string]: readonly string[] } = {
  validation: ["test", "held out"],
  input: Object.keys(networkInputs),
  "step.kind": ["supervised", "classification", "adversarial"],
  "step.loss.features": ["classifier", "vgg16"],
  "step.loss.totalVariationOver": ["dilated hole", "whole composite"],
};

/**
 * The experiment with other settings; keys with dots reach inside. Throws, naming key and way out, on a key that is not there or
 * a value of another kind or without a meaning.
 */
export function withSettings(experiment: Experiment, settings: { readonly [key: string]: unknown }): Experiment {
  let changed: object = experiment;
  for (const [key, value] of Object.entries(settings)) {
    if (Object.hasOwn(ownOptions, key)) {
      throw new Error(
        `Expected settings that may differ from run to run, but received ${key}. Use ${ownOptions[key]}.`,
      );
    }
    const allowed = Object.hasOwn(allowedWords, key) ? allowedWords[key] : undefined;
    const isNull = value === null && mayBeNull.includes(key);
    if (allowed !== undefined && !isNull && !allowed.includes(value as string)) {
      throw new Error(
        `Expected ${key} to be one of ${allowed.join(", ")}, but received ${JSON.stringify(value)}. ` +
          `Write for example "${key}=${allowed[0]}".`,
      );
    }
    checkCount(key, value);
    if (key === "measurements") checkMeasurements(value);
    checkKindOfLoss(experiment.step.loss, key, value);
    changed = withOne(changed, key.split("."), value, key);
  }
  checkStep((changed as Experiment).step);
  return changed as Experiment;
}

/** Throws where the kind of step does not go with its loss, or with the settings of a discriminator. */
function checkStep({ kind, loss, adversarial }: Experiment["step"]): void {
  const ofClasses = loss === "softmaxCrossentropy";
  if (ofClasses !== (kind === "classification")) {
    throw new Error(
      `Expected softmaxCrossentropy as the loss of a classification, and of nothing else, but received step.loss=` +
        `${JSON.stringify(loss)} with step.kind=${kind}. Leave one of them as it is.`,
    );
  }
  if ((adversarial !== undefined) !== (kind === "adversarial")) {
    throw new Error(
      `Expected step.adversarial with step.kind=adversarial, and with nothing else, but received step.kind=${kind} ` +
        `${adversarial === undefined ? "without" : "with"} it. Use another experiment.`,
    );
  }
}

/** Throws where a loss that is a name would get terms, or one of terms a name: further settings go with each. */
function checkKindOfLoss(loss: LossSettings, key: string, value: unknown): void {
  const named = typeof loss === "string";
  const wantsTerms = key.startsWith("step.loss.") || (key === "step.loss" && kindOf(value) === "an object");
  const received = `but received ${key}=${JSON.stringify(value)}`;
  if (named && wantsTerms) {
    throw new Error(
      `Expected another name for step.loss, which is ${JSON.stringify(loss)}, ${received}. ` +
        "Train an experiment whose loss has terms, for example photographs-partial, and set those: step.loss.hole=3.",
    );
  }
  if (!named && key === "step.loss" && typeof value === "string") {
    throw new Error(
      `Expected step.loss to stay a sum of terms, ${received}. ` +
        "Set its terms, those that are not wanted to 0: step.loss.valid=0. Or train another experiment.",
    );
  }
}

function checkCount(key: string, value: unknown): void {
  if (!Object.hasOwn(counts, key) || (Number.isInteger(value) && (value as number) >= 1)) return;
  const orNull = counts[key] === "or null";
  if (orNull && value === null) return;
  throw new Error(
    `Expected ${key} to be a whole number from 1 up${orNull ? ", or null" : ""}, ` +
      `but received ${JSON.stringify(value)}. Write for example ${key}=5.`,
  );
}

function checkMeasurements(value: unknown): void {
  const isMeasurement = (one: Partial<TrainingMeasurement> | null): boolean =>
    measured.includes(one?.what ?? "") && Number.isInteger(one?.everyEpochs) && (one?.everyEpochs ?? 0) >= 1;
  if (Array.isArray(value) && value.every(isMeasurement)) return;
  throw new Error(
    `Expected measurements to be a list of ${measured.map((what) => `"${what}"`).join(" or ")}, each with ` +
      `everyEpochs, but received ${JSON.stringify(value)}. ` +
      `Write for example measurements=${JSON.stringify([{ what: measured[0], everyEpochs: 1 }])}.`,
  );
}

function withOne(settings: object, path: readonly string[], value: unknown, key: string): object {
  const [first, ...rest] = path;
  const before = (settings as { readonly [name: string]: unknown })[first];
  // Options of a builder or an optimiser are not all written down: what these do not know they say themselves.
  if (!Object.hasOwn(settings, first) && !/^(network\.options|step\.optimizer)\.[^.]+$/.test(key)) {
    throw new Error(
      `Expected a setting of the experiment, but received "${key}". ` +
        `Where "${first}" stands there are ${settable(settings).join(", ")}.${insideOf(settings, first)}`,
    );
  }
  if (rest.length > 0) {
    if (typeof before !== "object" || before === null || Array.isArray(before)) {
      const whole = key.split(".").slice(0, -rest.length).join(".");
      throw new Error(
        `Expected a setting of the experiment, but received "${key}": ${whole} has no parts. Set ${whole} itself.`,
      );
    }
    return { ...settings, [first]: withOne(before, rest, value, key) };
  }
  const nullFits = value === null && (counts[key] === "or null" || mayBeNull.includes(key));
  if (before !== null && before !== undefined && kindOf(before) !== kindOf(value) && !nullFits) {
    throw new Error(
      `Expected ${key} to be ${kindOf(before)} as ${JSON.stringify(before)}, ` +
        `but received ${JSON.stringify(value)}. Write for example ${key}=${JSON.stringify(before)}.`,
    );
  }
  return { ...settings, [first]: value };
}

/** " Write step.loss." where it stands one level further in. */
function insideOf(settings: object, name: string): string {
  const owner = Object.entries(settings).find(([, part]) => kindOf(part) === "an object" && Object.hasOwn(part, name));
  return owner === undefined ? "" : ` Write ${owner[0]}.${name}.`;
}

function settable(settings: object): string[] {
  return Object.keys(settings).filter((name) => !("title" in settings && Object.hasOwn(ownOptions, name)));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  switch (typeof value) {
    case "number":
      return "a number";
    case "string":
      return "a text";
    case "boolean":
      return "true or false";
    default:
      return "an object";
  }
}
