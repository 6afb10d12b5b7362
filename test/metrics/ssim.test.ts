import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, toFloat } from "../../src/images/batch";
import { ssimMap, ssimPerImage } from "../../src/metrics/ssim";
import { randomStream } from "../../src/random";
import { formulaPictures } from "./formulaPictures";
import { near } from "./near";
import { noisyImages, randomImages } from "./samples";

test("equal to scikit-image: the mean over the interior, and the map up to the mirrored borders", () => {
  for (const { name, truth, filled, measured } of formulaPictures) {
    near(ssimPerImage(truth, filled)[0], measured.filledSsim, 1e-12, name);
    const map = ssimMap(truth, filled);
    const channels = truth.shape[3];
    assert.deepEqual(map.shape, truth.shape);
    const end = map.data.length - 2 * channels;
    measured.filledMapCorner.forEach((value, c) => near(map.data[c], value, 1e-7, `${name} corner`));
    measured.filledMapEnd.forEach((value, c) => near(map.data[end + c], value, 1e-7, `${name} end`));
  }
});

test("equal images have 1 everywhere, in either type", () => {
  const images = randomImages([3, 12, 15, 2], randomStream(1, "equal images"));
  assert.deepEqual([...ssimPerImage(images, toFloat(images))], [1, 1, 1]);
  assert.ok(ssimMap(toFloat(images), images).data.every((value) => value === 1));
});

test("the order of the two images does not matter, and the map stays within [-1,1]", () => {
  const random = randomStream(2, "symmetry");
  const truth = toFloat(randomImages([6, 13, 20, 3], random));
  const inverted = imageBatch(
    truth.data.map((value) => 1 - value),
    truth.shape,
  );
  for (const other of [noisyImages(truth, random, 0.2), inverted, toFloat(randomImages(truth.shape, random))]) {
    const there = ssimPerImage(truth, other);
    const back = ssimPerImage(other, truth);
    there.forEach((value, i) => near(back[i], value, 1e-12));
    assert.ok(ssimMap(truth, other).data.every((value) => value >= -1 && value <= 1));
  }
  assert.ok(ssimPerImage(truth, inverted)[0] < 0);
});

test("more noise, less similarity; each image on its own", () => {
  const random = randomStream(3, "noise");
  const truth = randomImages([4, 16, 16, 3], random);
  const means = [0.01, 0.05, 0.2, 0.5].map((strength) => ssimPerImage(truth, noisyImages(truth, random, strength)));
  for (let i = 0; i < 4; i++) for (let k = 1; k < means.length; k++) assert.ok(means[k][i] < means[k - 1][i]);
});

test("too small, of other shapes, or not finite: errors that name it", () => {
  const small = imageBatch(new Uint8Array(110), [1, 10, 11, 1]);
  const fit = imageBatch(new Uint8Array(121), [1, 11, 11, 1]);
  assert.throws(() => ssimPerImage(small, small), {
    message:
      "Expected images of at least 11×11 pixels for SSIM's window, but received 10×11. " +
      "For smaller ones take pooledMse or pooledHolePsnrDb.",
  });
  assert.throws(
    () => ssimMap(fit, small),
    /^Error: Expected filled images of shape \[1,11,11,1\], but received \[1,10,11,1\]\./,
  );
  const broken = imageBatch(new Float32Array(121).fill(NaN, 7, 8), fit.shape);
  assert.throws(() => ssimMap(fit, broken), /received NaN in image 0 of the filled images/);
  assert.throws(() => ssimPerImage(broken, fit), /received NaN in image 0 of the ground truth/);
});
