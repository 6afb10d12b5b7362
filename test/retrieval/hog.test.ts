import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageBatch, joinImages, type ImageBatch } from "../../src/images/batch";
import { hogFeatures, type HogOptions } from "../../src/retrieval/hog";

interface Case extends Required<HogOptions> {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly features: readonly number[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/hog.json"), "utf8")) as {
  readonly cases: readonly Case[];
};

/** The formula of the fixture. */
function picture({ height, width, channels }: Pick<Case, "height" | "width" | "channels">): ImageBatch {
  const data = Uint8Array.from({ length: height * width * channels }, (_, k) => {
    const c = k % channels;
    const x = Math.floor(k / channels) % width;
    const y = Math.floor(k / channels / width);
    return Math.abs(((8 * x + 6 * y + 47 * c + Math.floor((x * y) / 9) + 13 * ((x * x + y) % 5)) % 510) - 255);
  });
  return imageBatch(data, [1, height, width, channels]);
}

test(`scikit-image's histograms of ${cases.length} pictures: cells, blocks, orientations, channels`, () => {
  assert.equal(cases.length, 4);
  for (const one of cases) {
    const { data, count, size } = hogFeatures(picture(one), one);
    assert.deepEqual([count, size], [1, one.features.length]);
    data.forEach((value, k) =>
      assert.ok(Math.abs(value - one.features[k]) < 1e-6, `${k}: ${value} ${one.features[k]}`),
    );
  }
});

test("images do not hear of one another, and a brighter copy has the same histograms", () => {
  const [one, other] = [0, 1].map((shift) => {
    const { data, shape } = picture({ height: 16, width: 16, channels: 3 });
    return imageBatch(
      Float32Array.from(data, (value, k) => ((value + shift * (k % 50)) / 255) * 0.5),
      shape,
    );
  });
  const { data, size } = hogFeatures(joinImages([one, other]));
  assert.deepEqual(data.subarray(0, size), hogFeatures(one).data);
  assert.deepEqual(data.subarray(size), hogFeatures(other).data);
  const brighter = hogFeatures(
    imageBatch(
      one.data.map((value) => 2 * value),
      one.shape,
    ),
  );
  brighter.data.forEach((value, k) => assert.ok(Math.abs(value - data[k]) < 1e-3));
});

test("a flat image has no gradient: zeros", () => {
  const { data } = hogFeatures(imageBatch(new Float32Array(16 * 16).fill(0.5), [1, 16, 16, 1]));
  assert.ok(data.length === 36 && data.every((value) => value === 0));
});

test("too small images and odd settings are refused with the way out", () => {
  assert.throws(() => hogFeatures(picture({ height: 15, width: 40, channels: 1 })), {
    message:
      "Expected images of at least 16×16 pixels for blocks of 2×2 cells of 8 pixels, but received 15×40. Use smaller cells.",
  });
  assert.throws(() => hogFeatures(picture({ height: 16, width: 16, channels: 1 }), { cellSize: 2.5 }), {
    message: "Expected cellSize to be a whole number from 1 up, but received 2.5. Use for example 8.",
  });
});
