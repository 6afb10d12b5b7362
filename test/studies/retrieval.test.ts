import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imageBatch, joinImages, sliceImages, toFloat, type FloatImageBatch } from "../../src/images/batch";
import { featureRows } from "../../src/images/featureRows";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { randomStream } from "../../src/random";
import { fillByNeighbour, type ContextFeatures } from "../../src/retrieval/fillByNeighbour";
import { hogFeatures } from "../../src/retrieval/hog";
import { compareRetrieval, retrievalStudy, retrievalValuesSchema } from "../../src/studies/retrieval";
import type { StudyMethod } from "../../src/studies/study";
import { eachHolePsnrDb } from "../../src/metrics/hole";
import { near } from "../metrics/near";

const { images: all } = drawDeadLeaves({ trainCount: 150, testCount: 1 }).train;
const [images, others] = [sliceImages(all, 0, 60), sliceImages(all, 60, 150)];

test("rows by known pixels, HOG, features of networks that have an encoder, then the networks themselves", async () => {
  const shown: string[] = [];
  const progress = async (text: string): Promise<void> => void shown.push(text);
  let closed = 0;
  const grey: StudyMethod = {
    name: "grey",
    fill: (given) => imageBatch(new Float32Array(given.data.length).fill(0.5), given.shape),
    openEncoder: (weights, seed) => {
      assert.deepEqual([weights, seed], ["trained", 1]);
      return {
        architecture: "test",
        features: ({ data, shape: [count] }, known) => {
          assert.equal(known.data.filter((value) => value === 0).length, count * 256);
          return featureRows(Float32Array.from({ length: count }, (_, i) => data[i * 3072]), count); // prettier-ignore
        },
        fineTune: () => assert.fail(),
        dispose: () => void closed++,
      };
    },
  };
  const plain: StudyMethod = { name: "plain", fill: grey.fill };
  const { rows, candidates } = await compareRetrieval({ methods: { grey, plain }, progress }, images, others);
  assert.ok(v.is(retrievalValuesSchema, { rows, candidates }));
  assert.equal(candidates, 90);
  assert.deepEqual(rows.map(({ key }) => key), ["known pixels", "HOG", "features of grey", "grey", "plain"]); // prettier-ignore
  assert.equal(closed, 1);
  const floats = toFloat(images);
  const knownMask = drawCentreSquareMasks(images.shape, randomStream(1, "test"));
  let absolute = 0;
  let squared = 0;
  floats.data.forEach((value, k) => {
    if (knownMask.data[Math.floor(k / 3)] === 1) return;
    absolute += Math.abs(value - 0.5) / (60 * 768);
    squared += (value - 0.5) ** 2 / (60 * 768);
  });
  const { l1, l2, psnrDb } = rows[3];
  near(l1.value, absolute, 1e-6);
  near(l2.value, squared, 1e-6);
  near(psnrDb.value, -10 * Math.log10(squared), 1e-4);
  assert.ok(l1.low < l1.value && l1.value < l1.high);
  // The same as filling all at once, by known pixels and by HOG.
  const byRows: ContextFeatures = ({ data, shape: [count] }) => featureRows(data, count);
  for (const [i, featuresOf] of [byRows, (painted: FloatImageBatch) => hogFeatures(painted)].entries()) {
    const { filled } = fillByNeighbour(images, knownMask, others, featuresOf);
    const mse = eachHolePsnrDb(images, filled, knownMask).reduce((sum, db) => sum + 10 ** (-db / 10) / 60, 0);
    near(rows[i].l2.value, mse, 1e-6);
  }
  assert.ok(shown.includes("retrieval, HOG: features of 90 candidates") && shown.includes("retrieval, known pixels: 60 of 60 images")); // prettier-ignore
});

test("a candidate that is the image itself is found, by pixels and by HOG", async () => {
  const context = { methods: {}, progress: async (): Promise<void> => undefined };
  const { rows } = await compareRetrieval(context, images, joinImages([others, images]));
  for (const { l1 } of rows) assert.equal(l1.value, 0);
});

test("held-out images are filled from the others, a thousand at most", async () => {
  assert.equal(retrievalStudy.heldOut, true);
  const dataset = drawDeadLeaves({ trainCount: 40, testCount: 1 });
  const progress = async (): Promise<void> => undefined;
  const { images: count, values } = await retrievalStudy.measure({ dataset, methods: {}, trainings: {}, progress });
  assert.deepEqual([count, values.candidates], [8, 32]);
  assert.ok(values.rows[0].l1.value > 0);
});
