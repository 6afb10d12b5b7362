// Rows as the study after-the-fill records them, made up.
import type { AfterTheFillValues, StepRow, StepValues } from "../../src/studies/afterTheFill";
import type { Bounds, StepFigures } from "../../src/studies/stepFigures";

const around = (value: number): Bounds => [value, value - 0.1, value + 0.1];
const figures = (holePsnrDb: number): StepFigures => ({
  holePsnrDb: around(holePsnrDb),
  holeSsim: around(0),
  gradientShare: around(0),
  seamError: around(0),
  fullPsnrDb: around(0),
  milliseconds: around(1),
  hole: [around(0)],
  known: [],
});

export function stepRow(
  method: string,
  family: string,
  step: string,
  number: number,
  holePsnrDb: number,
  verdict: StepRow["verdict"] = "no difference",
  worse: StepRow["worse"] = [],
): StepRow {
  return { method, family, step, number, verdict, worse, ...figures(holePsnrDb) };
}

/** Fills of harmonic under square8 and pixels50, with these steps after them. */
export function valuesOf(...steps: StepRow[]): StepValues {
  const fills = ["square8", "pixels50"].map((family) => ({
    method: "harmonic",
    family,
    images: 9,
    ...figures(18),
  }));
  return { title: "CIFAR-10", fills, steps };
}

/** The same with photographs beside them. */
export function bothOf(cifar10: StepValues, photographs: StepValues | null = null): AfterTheFillValues {
  return { cifar10, photographs: photographs && { ...photographs, title: "BSDS500" } };
}
