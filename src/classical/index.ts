// The table of classical methods, by the name that commands and workers use. One line each: to add a method, add its line.
import { fillBiharmonic } from "./biharmonic";
import { fillExemplar } from "./exemplar";
import type { Fill } from "./fillEach";
import { fillHarmonic } from "./harmonic";
import { fillMean } from "./mean";
import { fillNavierStokes } from "./navierStokes";
import { fillTelea } from "./telea";

export interface ClassicalMethod {
  /** As tables and figures show it. */
  readonly title: string;
  readonly fill: Fill;
  /**
   * Holes with at least so many known pixels between them are filled as if the others were not there. Undefined where what is
   * filled depends on the whole image.
   */
  readonly separation?: number;
}

// Telea's front also runs three pixels outward from each rim; a gradient there looks one pixel further.
export const classicalMethods: { readonly [name: string]: ClassicalMethod } = {
  mean: { title: "Mean of the known", fill: fillMean },
  harmonic: { title: "Harmonic", fill: fillHarmonic, separation: 1 },
  telea: { title: "Telea", fill: fillTelea, separation: 8 },
  navierStokes: { title: "Navier-Stokes", fill: fillNavierStokes, separation: 4 },
  biharmonic: { title: "Biharmonic", fill: fillBiharmonic, separation: 2 },
  exemplar: { title: "Exemplar-based", fill: fillExemplar },
};
