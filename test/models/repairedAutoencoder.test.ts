import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { range, takeMasks, toFloat } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { toTensor } from "../../src/tensors";
import { prefillHoles } from "../../src/layers/prefill";
import { drawNamedMasks } from "../../src/masks/named";
import { buildRepairedAutoencoder } from "../../src/models/repairedAutoencoder";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";
import { fillWithModel } from "../../src/training/predict";
import { addMaskChannel } from "../../src/training/step";

before(async () => {
  await startEngine({ quiet: true });
});

const images = toFloat(drawDeadLeaves({ trainCount: 6, testCount: 1 }).train.images);
const masks = drawNamedMasks("inpainterMixture", images.shape, randomStream(1, "test"));

test("without repairs it is the report's network, bit for bit", () => {
  const report = buildReportAutoencoder({ seed: 5 });
  const same = buildRepairedAutoencoder({ seed: 5 });
  assert.equal(same.countParams(), 13_347);
  assert.deepEqual(fillWithModel(same, images, masks).data, fillWithModel(report, images, masks).data);
});

test("each repair adds the weights that its input channels need", () => {
  const count = (options: Parameters<typeof buildRepairedAutoencoder>[0]): number =>
    buildRepairedAutoencoder(options).countParams();
  assert.equal(count({ maskChannel: true }), 13_347 + 9 * 32);
  assert.equal(count({ maskChannel: true, skips: true }), 13_347 + 9 * 32 + 9 * 16 * 32 + 9 * 32 * 3);
  assert.equal(
    count({ maskChannel: true, skips: true, prefill: true }),
    13_347 + 9 * 32 * 4 + 9 * 16 * 32 + 9 * 32 * 3,
  );
});

test("with the prefill it starts at the prefill, known pixels untouched", () => {
  const model = buildRepairedAutoencoder({ maskChannel: true, prefill: true });
  const filled = fillWithModel(model, images, masks, { prepareInput: addMaskChannel });
  const prefill = tf.tidy(() =>
    prefillHoles(toTensor(paintHoles(images, masks)), toTensor(takeMasks(masks, range(6)))).dataSync(),
  );
  filled.data.forEach((value, i) => assert.ok(Math.abs(value - prefill[i]) < 1e-6));
});

test("a prefill without the mask is refused", () => {
  assert.throws(
    () => buildRepairedAutoencoder({ prefill: true }),
    /Expected maskChannel with prefill, .* received prefill alone\. Use \{ maskChannel: true, prefill: true \}\./,
  );
});
