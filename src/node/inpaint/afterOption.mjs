// The option of inpaint about what is done after the fill. Its steps are read by their table, src/postprocess/index.ts, once
// the code may be loaded; here they are explained.
import { OptionError } from "../options/declare.mjs";

/** @type {import("../options/declare.mjs").Option<string>} */
export const after = {
  value: "STEPS",
  help: "what is done to the fill afterwards: steps, with commas between them",
  forms: [
    ["feather:N", "blends the hole's edge, N pixels on each side, known ones too (from 1 to 4, usually 2)"],
    [
      "poisson:N",
      "keeps the fill's gradients and no step at the edge; blends N known pixels too (from 0 to 4, usually 0)",
    ],
    ["matchRim:N", "brings the fill's mean colour to that around the hole, N of the way (from 0 to 1, usually 1)"],
    ["smooth:N", "smooths the hole where colours differ by less than about N of white (from 0.01 to 1, usually 0.1)"],
    ["sharpen:N", "sharpens the hole by N (from 0 to 3, usually 0.5)"],
    ["grain:N", "adds N times the noise that the fill lacks beside its surroundings (from 0 to 2, usually 1)"],
    ["composite", "keeps known pixels as they are, as do all steps but feather and poisson:1 to poisson:4"],
    ["feather:3,grain", "for example: one after another, each as usual where no :N stands behind it"],
  ],
  read: (text, name) => {
    if (text.trim() !== "") return text;
    throw new OptionError(
      `Expected steps behind ${name}, but received "${text}".`,
      "Type for example feather:3,grain.",
    );
  },
};
