// The figures of the study after-the-fill with their intervals, a step's as the difference to no step, and the verdict on it.
import * as v from "valibot";
import type { ErrorRatio } from "../metrics/errorFigures";
import { studyDifference, studyInterval } from "./interval";
import type { Interval } from "./records";
import { stepFigureNames, type StepErrors, type StepFigureName } from "./stepErrors";

/** Ends of the 95 % interval behind the value, in four digits: the record has some hundred rows. */
export type Bounds = readonly [value: number, low: number, high: number];

/**
 * `hole` and `known`: mean squared error at the distances 1, 2, … from the hole's edge; `known` is empty where all known
 * pixels are as they were. `milliseconds`: of the step alone, per image; of no step, of putting known pixels back.
 */
export type StepFigures = { readonly [name in StepFigureName]: Bounds } & {
  readonly hole: readonly Bounds[];
  readonly known: readonly Bounds[];
};

/** "helps": PSNR in the hole or the seam is better by an interval without 0; "hurts": one is worse so, and neither better. */
export type StepVerdict = "helps" | "hurts" | "no difference";

/** Of a step: its figures − those of no step. */
export type StepDifference = StepFigures & {
  /** null: of too few images for one. */
  readonly verdict: StepVerdict | null;
  /** The figures of quality that are worse by an interval without 0, whatever the verdict; none without one. */
  readonly worse: readonly StepFigureName[];
};

const bounds = v.tuple([v.number(), v.number(), v.number()]);

/** Entries of a schema. */
export const stepFigureEntries = {
  holePsnrDb: bounds,
  holeSsim: bounds,
  gradientShare: bounds,
  seamError: bounds,
  fullPsnrDb: bounds,
  milliseconds: bounds,
  hole: v.array(bounds),
  known: v.array(bounds),
};
export const stepDifferenceEntries = {
  verdict: v.nullable(v.picklist(["helps", "hurts", "no difference"])),
  worse: v.array(v.picklist(stepFigureNames)),
  ...stepFigureEntries,
};

/** Distances from the edge that are kept: no step changes more than four known pixels; what lies deeper is left out. */
const reach = 8;

/** Images from which on there is a verdict: an interval over a handful of them is too narrow. */
const fewestImages = 20;

/** Which figures tell quality, and where to. A fill may be blurred or too busy: the gradient energy's share tells neither. */
const better: { readonly [name in StepFigureName]?: "higher" | "lower" } = {
  holePsnrDb: "higher",
  holeSsim: "higher",
  seamError: "lower",
  fullPsnrDb: "higher",
};

/** The figures themselves. */
export function figuresOf(errors: StepErrors): StepFigures {
  const ratios = errors.figures();
  const byDistance = (region: "hole" | "known"): Bounds[] => errors.byDistance(region, reach).map(ownBounds);
  return {
    ...eachFigure((name) => ownBounds(ratios[name])),
    hole: byDistance("hole"),
    known: changesKnown(errors) ? byDistance("known") : [],
  };
}

/** A step compared with no step on the same fills. */
export function compareSteps(after: StepErrors, none: StepErrors): StepDifference {
  const [own, others] = [after.figures(), none.figures()];
  const differences = eachFigure((name) => studyDifference(own[name], others[name]));
  const byDistance = (region: "hole" | "known"): Bounds[] => {
    const before = none.byDistance(region, reach);
    return after.byDistance(region, reach).map((ratio, i) => rounded(studyDifference(ratio, before[i])));
  };
  const judged = own.holePsnrDb.numerators.length >= fewestImages;
  return {
    verdict: judged ? stepVerdict(differences) : null,
    worse: stepFigureNames.filter((name) => judged && sign(name, differences[name]) < 0),
    ...eachFigure((name) => rounded(differences[name])),
    hole: byDistance("hole"),
    known: changesKnown(after) ? byDistance("known") : [],
  };
}

/** The verdict by the rule that StepVerdict states, on differences to no step. */
export function stepVerdict(differences: { readonly [name in "holePsnrDb" | "seamError"]: Interval }): StepVerdict {
  const signs = [sign("holePsnrDb", differences.holePsnrDb), sign("seamError", differences.seamError)];
  if (signs.includes(1)) return "helps";
  return signs.includes(-1) ? "hurts" : "no difference";
}

/** 1 where all of the interval is better than 0, −1 where all of it is worse. */
function sign(name: StepFigureName, { low, high }: Interval): -1 | 0 | 1 {
  const direction = better[name];
  if (direction === undefined || (low <= 0 && high >= 0)) return 0;
  return low > 0 === (direction === "higher") ? 1 : -1;
}

function changesKnown(errors: StepErrors): boolean {
  return errors.byDistance("known", reach).some(({ numerators }) => numerators.some((squared) => squared > 0));
}

function eachFigure<Value>(value: (name: StepFigureName) => Value): { readonly [name in StepFigureName]: Value } {
  return Object.fromEntries(stepFigureNames.map((name) => [name, value(name)])) as {
    readonly [name in StepFigureName]: Value;
  };
}

function ownBounds(ratio: ErrorRatio): Bounds {
  return rounded(studyInterval(ratio));
}

function rounded({ value, low, high }: Interval): Bounds {
  const digits = (number: number): number => Number(number.toPrecision(4));
  return [digits(value), digits(low), digits(high)];
}
