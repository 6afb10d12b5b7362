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
}

export const classicalMethods: { readonly [name: string]: ClassicalMethod } = {
  mean: { title: "Mean of the known", fill: fillMean },
  harmonic: { title: "Harmonic", fill: fillHarmonic },
  telea: { title: "Telea", fill: fillTelea },
  navierStokes: { title: "Navier-Stokes", fill: fillNavierStokes },
  biharmonic: { title: "Biharmonic", fill: fillBiharmonic },
  exemplar: { title: "Exemplar-based", fill: fillExemplar },
};
