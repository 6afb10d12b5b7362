// The table of steps, by the name that commands use, with the number that each takes, and chains of them from one line of
// text. One line each: to add a step, add its line.
import { toFloat } from "../images/batch";
import { editHoles } from "./editHoles";
import { feather, featherRadius } from "./feather";
import { grain, grainStrength } from "./grain";
import { inOrder } from "./inOrder";
import { matchRim, matchRimStrength } from "./matchRim";
import { poisson, poissonReach } from "./poisson";
import type { Postprocess, PostprocessStep } from "./postprocess";
import { sharpen, sharpenAmount } from "./sharpen";
import { smooth, smoothColour } from "./smooth";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface NamedStep {
  /** As it is added to a method's title. */
  readonly title: string;
  /** The number that may stand behind its name; null where there is none. */
  readonly setting: StepSetting | null;
  /** The step with this number; without one with the usual one. Throws where it is out of range. */
  readonly make: (value?: number) => PostprocessStep;
}

export const postprocessSteps: { readonly [name: string]: NamedStep } = {
  composite: {
    title: "composited",
    setting: null,
    make: () => (filled, image, knownMask) => editHoles(filled, image, knownMask, () => {}),
  },
  feather: { title: "feathered", setting: featherRadius, make: (radius) => feather({ radius }) },
  poisson: { title: "Poisson-blended", setting: poissonReach, make: (reach) => poisson({ reach }) },
  matchRim: { title: "matched at the rim", setting: matchRimStrength, make: (strength) => matchRim({ strength }) },
  smooth: { title: "smoothed", setting: smoothColour, make: (sigmaColour) => smooth({ sigmaColour }) },
  sharpen: { title: "sharpened", setting: sharpenAmount, make: (amount) => sharpen({ amount }) },
  grain: { title: "with grain", setting: grainStrength, make: (strength) => grain({ strength }) },
};

/**
 * A chain of steps from its text, "feather:3,grain": names with commas between them, behind each a colon and its number where
 * it is not the usual one; "match-rim" is matchRim. Throws on a name that is none, naming all, and on a number out of range.
 */
export function afterSteps(text: string): Postprocess {
  const chosen = text.split(",").map((part) => readStep(part.trim()));
  const step = inOrder(chosen.map(({ step }) => step));
  return {
    name: chosen.map(({ name }) => name).join(","),
    title: chosen.map(({ title }) => title).join(", "),
    apply: (filled, images, knownMask) => step(toFloat(filled), images, knownMask),
  };
}

function readStep(text: string): { name: string; title: string; step: PostprocessStep } {
  const [typed, number, ...more] = text.split(":");
  const plain = (name: string): string => name.toLowerCase().replaceAll("-", "");
  const found = Object.entries(postprocessSteps).find(([name]) => plain(name) === plain(typed));
  if (found === undefined) {
    const names = Object.keys(postprocessSteps).join(", ");
    throw new Error(`Expected steps among ${names}, but received "${typed}". Write for example feather:3,grain.`);
  }
  const [name, { title, setting, make }] = found;
  if (number === undefined) return { name, title, step: make() };
  const behind = [number, ...more].join(":");
  if (setting === null)
    throw new Error(`Expected ${name} without a number, but received "${text}". Write ${name} alone.`);
  const value = /^\d*\.?\d+$/.test(behind) ? Number(behind) : NaN;
  checkSetting(name, setting, value, `"${behind}"`);
  return { name: `${name}:${value}`, title, step: make(value) };
}
