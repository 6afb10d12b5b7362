import assert from "node:assert/strict";
import { test } from "node:test";
import { classHolePsnr, classTexture, measureClasses } from "../../src/studies/classes";
import { imageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { measureImages } from "../../src/metrics/imageErrors";
import { near } from "../metrics/near";

// Four images whose holes are two pixels wide: steps of .5, .5, 0 and 0; fills that are off by .1, .1, .01 and .01.
const shape = [4, 12, 12, 1] as const;
const knownMask = placeRectangleMask(shape, { top: 5, left: 5, height: 1, width: 2 });
const truth = imageBatch(new Float32Array(4 * 144).fill(0.25), shape);
for (const image of [0, 1]) truth.data[image * 144 + 5 * 12 + 6] = 0.75;
const filled = imageBatch(
  truth.data.map((value, k) => value + (k < 288 ? 0.1 : 0.01)),
  shape,
);
const errors = measureImages(truth, filled, knownMask);
const labels = [1, 1, 0, 0];

test("each class has its own PSNR and its own texture", () => {
  const [second, first] = classHolePsnr(errors, labels, 2);
  near(first.value, 20, 1e-5);
  near(second.value, 40, 1e-4);
  near(first.high - first.low, 0, 1e-5);
  assert.deepEqual(classTexture(errors, labels, 2), [0, 0.25]);
});

test("a class without images is named", () => {
  assert.throws(
    () => classHolePsnr(errors, labels, 3),
    /Expected images of every class, 0 to 2, but received none of class 2\. Measure more images\./,
  );
});

test("any methods are measured class by class, and the texture is the truth's", async () => {
  const classNames = ["smooth", "rough"];
  const grey = () =>
    imageBatch(
      truth.data.map(() => 0.25),
      shape,
    );
  const { methods, texture } = await measureClasses(
    { near: () => filled, grey },
    { images: truth, knownMask },
    { classNames, labels },
  );
  assert.deepEqual(Object.keys(methods), ["near", "grey"]);
  near(methods.near[1].value, 20, 1e-5);
  assert.equal(methods.grey[0].value, Infinity);
  near(methods.grey[1].value, -10 * Math.log10(0.25 / 2), 1e-5);
  assert.deepEqual(texture, [0, 0.25]);
});
