// An optimiser as settings that can be written as JSON: its name, its options, and a learning rate that is a number or a schedule
// by its name. A decay runs over the whole training, so that its steps are given where the optimiser is made.
import * as v from "valibot";
import type { SchemaEntries } from "../schema";
import type { AdamOptions, AdamWOptions } from "./adam";
import type { MuonOptions } from "./muon";
import type { Optimizer } from "./optimizer";
import { optimizers, schedules } from "./index";
import type { LearningRate } from "./schedule";
import type { MomentumOptions, SgdOptions } from "./sgd";

/** The options of constantRate, cosineDecay, linearDecay and piecewiseConstant but for the steps of the training. */
export type ScheduleSettings =
  | { readonly schedule: "constant"; readonly rate: number }
  | {
      readonly schedule: "cosine" | "linear";
      /** The highest learning rate. */
      readonly peak: number;
      /** Steps of a linear rise from 0, at most half of the training's; default 0. */
      readonly warmupSteps?: number;
      /** The learning rate at the end; default 0. */
      readonly floor?: number;
    }
  | { readonly schedule: "piecewise"; readonly until: readonly number[]; readonly rates: readonly number[] };

export type RateSettings = number | ScheduleSettings;

type Decay = Extract<ScheduleSettings, { readonly schedule: "cosine" | "linear" }>;
const rateSchema = v.union([
  v.number(),
  v.variant("schedule", [
    v.looseObject({ schedule: v.literal("constant"), rate: v.number() }),
    v.looseObject({
      schedule: v.picklist(["cosine", "linear"]),
      peak: v.number(),
      warmupSteps: v.optional(v.number()),
      floor: v.optional(v.number()),
    } satisfies SchemaEntries<Decay>),
    v.looseObject({ schedule: v.literal("piecewise"), until: v.array(v.number()), rates: v.array(v.number()) }),
  ]),
]);

/** An optimiser's options, its learning rate as settings. */
type Named<Name extends string, Options> = { readonly name: Name; readonly learningRate?: RateSettings } & Omit<
  Options,
  "learningRate"
>;

/** Options that are left out have the optimiser's own defaults. */
export type OptimizerSettings =
  | Named<"sgd", SgdOptions>
  | Named<"momentum", MomentumOptions>
  | Named<"adam", AdamOptions>
  | Named<"adamW", AdamWOptions>
  | Named<"muon", MuonOptions>;

type Settings<Name> = Extract<OptimizerSettings, { readonly name: Name }>;
const anyRate = { learningRate: v.optional(rateSchema) };
const betas = { beta1: v.optional(v.number()), beta2: v.optional(v.number()), epsilon: v.optional(v.number()) };
const decay = { weightDecay: v.optional(v.number()) };
export const optimizerSettingsSchema: v.GenericSchema<OptimizerSettings> = v.variant("name", [
  v.looseObject({ name: v.literal("sgd"), ...anyRate } satisfies SchemaEntries<Settings<"sgd">>),
  v.looseObject({
    name: v.literal("momentum"),
    ...anyRate,
    momentum: v.optional(v.number()),
    nesterov: v.optional(v.boolean()),
  } satisfies SchemaEntries<Settings<"momentum">>),
  v.looseObject({ name: v.literal("adam"), ...anyRate, ...betas } satisfies SchemaEntries<Settings<"adam">>),
  v.looseObject({
    name: v.literal("adamW"),
    ...anyRate,
    ...betas,
    ...decay,
  } satisfies SchemaEntries<Settings<"adamW">>),
  v.looseObject({
    name: v.literal("muon"),
    ...anyRate,
    ...decay,
    momentum: v.optional(v.number()),
  } satisfies SchemaEntries<Settings<"muon">>),
]);

/**
 * The optimiser of these settings for a training of so many steps: epochs × images / batch size, rounded up in each epoch.
 * Throws on names and options that there are not, on steps that are no whole number from 1 up, and on a learning rate below 0.
 */
export function optimizerFrom(settings: OptimizerSettings, steps: number): Optimizer {
  checkSteps(steps);
  const { name, learningRate, ...others } = settings;
  const { build, optionNames } = entry(optimizers, name, "an optimiser");
  checkOptions(`the optimiser ${name}`, others, optionNames);
  const rate = learningRate === undefined ? {} : { learningRate: learningRateFrom(learningRate, steps) };
  const optimizer = build({ ...others, ...rate });
  // A learning rate that is none shows in the first step: sooner here than after data and network are made.
  optimizer.stepInputs(1);
  return optimizer;
}

/** The learning rate of these settings for a training of so many steps; a warm-up is cut to half of them. */
function learningRateFrom(settings: RateSettings, steps: number): LearningRate {
  if (typeof settings === "number") return settings;
  const { schedule: name, ...options } = settings;
  const { build, optionNames } = entry(schedules, name, "a learning rate schedule");
  checkOptions(`the schedule ${name}`, options, optionNames);
  const { warmupSteps = 0 } = options as { readonly warmupSteps?: number };
  return build({ ...options, steps, warmupSteps: Math.min(warmupSteps, Math.floor(steps / 2)) });
}

/** What decides how this optimiser moves parameters, for the key of a cache: functions, each exported by the file of its code. */
export function optimizerFunctions({ name, learningRate }: OptimizerSettings): ((...given: never[]) => unknown)[] {
  const { build } = entry(optimizers, name, "an optimiser");
  if (learningRate === undefined || typeof learningRate === "number") return [optimizerFrom, build];
  return [optimizerFrom, build, entry(schedules, learningRate.schedule, "a learning rate schedule").code];
}

function checkSteps(steps: number): void {
  if (Number.isInteger(steps) && steps >= 1) return;
  throw new Error(
    `Expected the steps of a training to be a whole number from 1 up, but received ${steps}. ` +
      `Count epochs × images / batch size.`,
  );
}

function entry<Entry>(table: { readonly [name: string]: Entry }, name: string, what: string): Entry {
  if (Object.hasOwn(table, name)) return table[name];
  throw new Error(
    `Expected ${what} among ${Object.keys(table).join(", ")}, but received "${name}". Use one of these names.`,
  );
}

function checkOptions(what: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((option) => !known.includes(option));
  if (unknown === undefined) return;
  throw new Error(
    `Expected options of ${what} among ${known.join(", ")}, but received "${unknown}". Use one of these names.`,
  );
}
