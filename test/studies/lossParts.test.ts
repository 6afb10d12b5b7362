import assert from "node:assert/strict";
import { test } from "node:test";
import { measureLossParts, withComposited } from "../../src/studies/lossParts";
import { imageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { crossentropyParts, imageCrossentropy } from "../../src/metrics/crossentropy";
import { randomStream } from "../../src/random";
import { near } from "../metrics/near";
import { randomImages } from "../metrics/samples";

// More than one part of 500.
const truth = randomImages([620, 4, 4, 1], randomStream(1, "loss parts"));
const knownMask = placeRectangleMask(truth.shape, { top: 1, left: 1, height: 2, width: 2 });

test("parts of the set weigh as much as they have images, and the three add up to the loss", async () => {
  const done: number[] = [];
  const grey = imageBatch(new Float32Array(truth.data.length).fill(0.5), truth.shape);
  const methods = await measureLossParts(
    {
      grey: (given) => imageBatch(new Float32Array(given.data.length).fill(0.5), given.shape),
      black: (given) => given,
    },
    truth,
    knownMask,
    (images) => void done.push(images),
  );
  assert.deepEqual(done, [500, 620]);
  const whole = crossentropyParts(truth, grey, knownMask);
  for (const part of ["floor", "knownExcess", "holeExcess"] as const)
    near(methods.grey[part], whole[part], 1e-12, part);
  near(methods.grey.crossentropy, imageCrossentropy(truth, grey), 1e-12);
  near(methods.black.knownExcess, 0, 1e-6, "known pixels were left alone");
  assert.ok(methods.black.holeExcess > methods.grey.holeExcess);
});

test("behind the first method stands the same with the known pixels put back", async () => {
  const half = (given: typeof truth) =>
    imageBatch(
      given.data.map(() => 0.5),
      given.shape,
    );
  const fills = withComposited({ grey: half, black: (given) => given });
  assert.deepEqual(Object.keys(fills), ["grey", "composited", "black"]);
  const { grey, composited } = await measureLossParts(fills, truth, knownMask);
  assert.equal(composited.holeExcess, grey.holeExcess);
  near(composited.knownExcess, 0, 1e-6);
  assert.ok(grey.knownExcess > 0.1);
});
