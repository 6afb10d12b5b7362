// The tables of optimisers and of learning rate schedules, by the names that settings use. One line each, with the function that
// its file exports and the options that it takes.
import { adam, adamW, type AdamOptions, type AdamWOptions } from "./adam";
import { muon, type MuonOptions } from "./muon";
import type { Optimizer } from "./optimizer";
import {
  constantRate,
  cosineDecay,
  linearDecay,
  piecewiseConstant,
  type DecayOptions,
  type Schedule,
} from "./schedule";
import { momentum, sgd, type MomentumOptions, type SgdOptions } from "./sgd";

export interface NamedOptimizer {
  readonly build: (options: object) => Optimizer;
  readonly optionNames: readonly string[];
}

export interface NamedSchedule {
  /** From the options in the settings, with `steps` of the whole training and `warmupSteps` cut to fit them. */
  readonly build: (options: object) => Schedule;
  readonly optionNames: readonly string[];
  /** The function that computes the rates, as its file exports it. */
  readonly code: (...given: never[]) => Schedule;
}

export const optimizers: { readonly [name: string]: NamedOptimizer } = {
  sgd: optimizer<SgdOptions>(sgd, ["learningRate"]),
  momentum: optimizer<MomentumOptions>(momentum, ["learningRate", "momentum", "nesterov"]),
  adam: optimizer<AdamOptions>(adam, ["learningRate", "beta1", "beta2", "epsilon"]),
  adamW: optimizer<AdamWOptions>(adamW, ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"]),
  muon: optimizer<MuonOptions>(muon, ["learningRate", "momentum", "weightDecay"]),
};

const decayOptions = ["peak", "warmupSteps", "floor"] as const;

export const schedules: { readonly [name: string]: NamedSchedule } = {
  constant: schedule<{ readonly rate: number }>(({ rate }) => constantRate(rate), ["rate"], constantRate),
  cosine: schedule<DecayOptions>(cosineDecay, decayOptions, cosineDecay),
  linear: schedule<DecayOptions>(linearDecay, decayOptions, linearDecay),
  piecewise: schedule<{ readonly until: readonly number[]; readonly rates: readonly number[] }>(
    ({ until, rates }) => piecewiseConstant(until, rates),
    ["until", "rates"],
    piecewiseConstant,
  ),
};

/** A line whose option names are checked against the type of the options. */
function optimizer<Options extends object>(
  build: (options: Options) => Optimizer,
  optionNames: readonly (keyof Options & string)[],
): NamedOptimizer {
  return { build: build as (options: object) => Optimizer, optionNames };
}

function schedule<Options extends object>(
  build: (options: Options) => Schedule,
  optionNames: readonly (keyof Options & string)[],
  code: NamedSchedule["code"],
): NamedSchedule {
  return { build: build as (options: object) => Schedule, optionNames, code };
}
