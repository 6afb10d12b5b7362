import assert from "node:assert/strict";
import { test } from "node:test";
import { excessPerImage, measureExcess } from "../../src/studies/excess";
import { imageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { entropyFloor, imageCrossentropy } from "../../src/metrics/crossentropy";
import { randomStream } from "../../src/random";
import { near } from "../metrics/near";
import { noisyImages, randomImages } from "../metrics/samples";

test("the truth itself has no excess; a grey value predicted as another has their divergence", () => {
  const truth = imageBatch(Float32Array.of(0.25, 0.5), [2, 1, 1, 1]);
  const predicted = imageBatch(Float32Array.of(0.25, 0.25), [2, 1, 1, 1]);
  const [none, some] = excessPerImage(truth, predicted);
  near(none, 0, 1e-15);
  near(some, 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75), 1e-14);
});

test("a whole set, measured in parts, has the mean that the whole loss has above its floor", async () => {
  const random = randomStream(1, "excess");
  const truth = randomImages([7, 6, 6, 3], random);
  const filled = noisyImages(truth, random);
  const knownMask = placeRectangleMask(truth.shape, { top: 1, left: 1, height: 2, width: 2 });
  const parts: number[] = [];
  const excess = await measureExcess(
    () => filled,
    truth,
    knownMask,
    (done) => void parts.push(done),
  );
  // The floor of bytes is computed from byte / 255 in double precision, that of a part from float32.
  near(excess.reduce((sum, value) => sum + value) / 7, imageCrossentropy(truth, filled) - entropyFloor(truth), 1e-7);
  assert.deepEqual(parts, [7]);
});
