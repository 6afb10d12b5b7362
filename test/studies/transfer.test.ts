import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as v from "valibot";
import "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { heldOutCount, holdOutValidation } from "../../src/datasets/split";
import { featureRows } from "../../src/images/featureRows";
import type { ImageBatch } from "../../src/images/batch";
import { startEngine } from "../../src/node/engine/startEngine";
import type { FineTuning, StudyEncoder, StudyMethod } from "../../src/studies/study";
import { measureTransfer, transferSettings, transferStudy, type TransferSettings } from "../../src/studies/transfer";
import { transferValuesSchema } from "../../src/studies/transferValues";

before(async () => {
  await startEngine({ quiet: true });
});

const dataset = drawDeadLeaves({ trainCount: 300, testCount: 1 });
/** The first value of each picture says its class. */
const { train, validation } = holdOutValidation(
  {
    labels: dataset.train.labels,
    images: {
      ...dataset.train.images,
      data: dataset.train.images.data.map((value, k) => (k % 3072 === 0 ? dataset.train.labels[k / 3072] * 20 : value)),
    },
  },
  1,
  heldOutCount(300),
);
const classAt = ({ data }: ImageBatch, i: number): number => Math.round(data[i * 3072] / 20);

const settings: TransferSettings = {
  seeds: [1, 2],
  shares: [
    { share: 0.1, passes: 5 },
    { share: 1, passes: 3 },
  ],
  samplesAtMost: { slow: 200 },
  neighbours: 3,
};

interface Seen {
  readonly opened: string[];
  readonly tasks: FineTuning[];
  closed: number;
}

/** Trained, its features tell the class; drawn, they are the same for all but for noise. Fine-tuned it is right about all or about none. */
function method(name: string, architecture: string, seen: Seen): StudyMethod {
  const openEncoder = (weights: "trained" | "drawn", seed: number): StudyEncoder => {
    seen.opened.push(`${name} ${weights} ${seed}`);
    return {
      architecture,
      features: (images) => {
        const [count] = images.shape;
        const data = Float32Array.from({ length: count * 10 }, (_, k) =>
          weights === "trained" ? Number(classAt(images, Math.floor(k / 10)) === k % 10) : ((k * 7919) % 101) / 101,
        );
        return featureRows(data, count);
      },
      fineTune: async (task, images) => {
        seen.tasks.push(task);
        await task.onEpoch(1);
        const wrong = weights === "trained" && seed === 1 ? 0 : 1;
        return Uint8Array.from({ length: images.shape[0] }, (_, i) => (classAt(images, i) + wrong) % 10);
      },
      dispose: () => void seen.closed++,
    };
  };
  return { name, openEncoder, fill: () => assert.fail("nothing is filled") };
}

test("every encoder trained, then each architecture drawn; mean and spread over seeds; nothing of the held-out images is learned from", async () => {
  const seen: Seen = { opened: [], tasks: [], closed: 0 };
  const shown: string[] = [];
  const methods = { a: method("a", "fast", seen), b: method("b", "slow", seen), c: method("c", "fast", seen) };
  const progress = async (text: string): Promise<void> => void shown.push(text);
  const values = await measureTransfer({ methods, progress }, train, validation, settings);
  assert.ok(v.is(transferValuesSchema, JSON.parse(JSON.stringify(values))));
  assert.deepEqual(
    values.rows.map(({ key, architecture, weights }) => [key, architecture, weights]),
    [
      ["a", "fast", "trained"],
      ["b", "slow", "trained"],
      ["c", "fast", "trained"],
      ["fast", "fast", "drawn"],
      ["slow", "slow", "drawn"],
    ],
  );
  assert.deepEqual(seen.opened.slice(0, 3), ["a trained 1", "a trained 2", "b trained 1"]);
  assert.equal(seen.closed, seen.opened.length);
  // 240 images, of which 48 choose.
  assert.deepEqual([values.seeds, values.fitted, validation.labels.length], [[1, 2], 192, 60]);
  const [a, b, , drawn] = values.rows;
  assert.deepEqual([a.features, a.probe, a.nearest.mean], [10, { seeds: [1, 1], mean: 1, spread: 0 }, 1]);
  assert.ok(drawn.probe.mean < 0.5 && drawn.nearest.mean < 0.5);
  assert.deepEqual(a.fineTuned[0].accuracy, { seeds: [1, 0], mean: 0.5, spread: Math.SQRT1_2 });
  assert.deepEqual(
    b.fineTuned.map(({ share, labelled, samples }) => [share, labelled, samples]),
    [[0.1, a.fineTuned[0].labelled, 5 * a.fineTuned[0].labelled], [1, 192, 192]], // prettier-ignore
  );
  assert.deepEqual(a.fineTuned[1].samples, 3 * 192);
  const few = { ...settings, samplesAtMost: { slow: 191 } };
  const { rows } = await measureTransfer({ methods: { b: methods.b }, progress }, train, validation, few);
  assert.deepEqual(
    rows.map(({ fineTuned }) => fineTuned.map(({ share }) => share)),
    [[0.1], [0.1]],
  );
  const pictures = (set: ImageBatch): string[] =>
    Array.from({ length: set.shape[0] }, (_, i) => set.data.subarray(i * 3072, (i + 1) * 3072).join());
  const asked = new Set(pictures(validation.images));
  for (const { fit, validation: other, seed } of seen.tasks) {
    const learned = pictures(fit.images);
    assert.ok([...learned, ...pictures(other.images)].every((picture) => !asked.has(picture)));
    const chosen = new Set(pictures(other.images));
    assert.ok(learned.every((picture) => !chosen.has(picture)) && [1, 2].includes(seed));
  }
  assert.ok(shown.includes("transfer, slow, seed 2: fine-tuning with 192 labels, 1 of 1 passes"), shown.join("\n"));
});

test("methods without an encoder are refused, and the study is one of held-out images", async () => {
  const progress = async (): Promise<void> => undefined;
  const telea: StudyMethod = { name: "telea", fill: () => assert.fail() };
  await assert.rejects(
    measureTransfer({ methods: { telea }, progress }, train, validation),
    /Expected networks with an encoder, but received telea\. Name some: --methods report-fixed-seed1,residual-inpainter\./,
  );
  assert.equal(transferStudy.heldOut, true);
  assert.deepEqual(
    transferSettings.shares.map(({ share }) => share),
    [0.01, 0.05, 0.1, 1],
  );
  assert.equal(transferSettings.neighbours, 20);
  assert.ok(transferSettings.seeds.length === 3);
});
