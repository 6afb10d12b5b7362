import assert from "node:assert/strict";
import { test } from "node:test";
import { range, takeImages, takeMasks } from "../../src/images/batch";
import { errorByDistance } from "../../src/metrics/errorByDistance";
import { errorFigure, ratioValue } from "../../src/metrics/errorFigures";
import { measureImages } from "../../src/metrics/imageErrors";
import { seamError } from "../../src/metrics/seamError";
import { randomStream } from "../../src/random";
import { StepErrors } from "../../src/studies/stepErrors";
import { near } from "../metrics/near";
import { noisyImages, randomImages, randomMasks } from "../metrics/samples";

const random = randomStream(1, "step errors");
const shape = [7, 12, 13, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
const knownMask = randomMasks(shape, random, 0.01);

test("parts give the figures of the whole set, and the time per image", () => {
  const errors = new StepErrors();
  for (const [positions, milliseconds] of [
    [range(3), 6],
    [range(4, 3), 15],
  ] as const) {
    errors.add(
      takeImages(truth, positions),
      takeImages(filled, positions),
      takeMasks(knownMask, positions),
      milliseconds,
    );
  }
  const figures = errors.figures();
  const whole = measureImages(truth, filled, knownMask);
  const wanted = {
    holePsnrDb: errorFigure(whole, "pooledHolePsnrDb"),
    holeSsim: errorFigure(whole, "pooledHoleSsim"),
    gradientShare: errorFigure(whole, "pooledHoleGradientShare"),
    seamError: seamError(truth, filled, knownMask),
    fullPsnrDb: errorFigure(whole, "pooledFullPsnrDb"),
    milliseconds: 3,
  };
  assert.deepEqual(Object.keys(figures), Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted))
    near(ratioValue(figures[name as keyof typeof figures]), value, 1e-12, name);
  for (const region of ["hole", "known"] as const) {
    const rows = errorByDistance(truth, filled, knownMask).filter((row) => row.region === region);
    const ratios = errors.byDistance(region, 2);
    assert.equal(ratios.length, Math.min(2, rows.length));
    for (const [i, ratio] of ratios.entries()) {
      const row = rows.find(({ distance }) => distance === i + 1);
      near(ratioValue(ratio), row?.pooledMse ?? NaN, 1e-12, ratio.name);
    }
  }
});
