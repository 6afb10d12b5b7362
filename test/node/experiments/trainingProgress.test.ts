import assert from "node:assert/strict";
import { test } from "node:test";
import { experimentNamed } from "../../../src/experiments";
import { trainingProgress } from "../../../src/node/experiments/trainingProgress";

test("there is a line at once and one for every epoch; none for a step where nothing can be written over", (context) => {
  const written: string[] = [];
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const { onStep, onEpoch, end } = trainingProgress({ epochs: 3, trainImages: 100 });
    onStep({ epoch: 1, epochs: 3, step: 1, steps: 2, loss: 0.6, images: 50 });
    onEpoch({ epoch: 1, loss: 0.61234, valLoss: 0.59876 }, { epoch: 1, seconds: 0.5, imagesPerSecond: 200 });
    onStep({ epoch: 2, epochs: 3, step: 1, steps: 2, loss: 0.58, images: 50 });
    end();
  } finally {
    process.stderr.isTTY = isTTY;
  }
  assert.deepEqual(written, [
    "preparing the training\n",
    "epoch 1/3  loss 0.6123  validation 0.5988  200 images/s\n",
    "epoch 2/3  step 1/2  loss 0.5800\n",
  ]);
});

test("images per second and the time left are those of the clock; measured values below 1 have four digits", (context) => {
  let now = 0;
  const written: string[] = [];
  context.mock.method(performance, "now", () => now);
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const { onStep, onEpoch, end } = trainingProgress({ epochs: 4, trainImages: 100 });
    onStep({ epoch: 1, epochs: 4, step: 1, steps: 2, loss: 0.7, images: 50 });
    const measured = { square8: 17.123, testLoss: 0.561234, one: 1 };
    onEpoch(
      { epoch: 1, samples: 2000, loss: 0.6, valLoss: 0.59, measured },
      { epoch: 1, seconds: 5, imagesPerSecond: 20 },
    );
    now = 2000;
    onStep({ epoch: 2, epochs: 4, step: 1, steps: 2, loss: 0.5, images: 50 });
    end();
  } finally {
    process.stderr.isTTY = isTTY;
  }
  assert.equal(
    written[1],
    "epoch 1/4  2,000 samples  loss 0.6000  validation 0.5900  20 images/s\n" +
      "  measured: square8 17.12  testLoss 0.5612  one 1.00\n",
  );
  // 50 images in 2 seconds; 250 are left.
  assert.equal(written[2], "epoch 2/4  step 1/2  loss 0.5000  25 images/s  0:10 left\n");
});

test("nor is the first step counted where what goes on was at the end of an epoch", (context) => {
  let now = 0;
  const written: string[] = [];
  context.mock.method(performance, "now", () => now);
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const { onStep, onEpoch, end } = trainingProgress({ epochs: 2, trainImages: 10_000 });
    onEpoch({ epoch: 1, loss: 0.6, valLoss: 0.6 }, { epoch: 1, seconds: 9, imagesPerSecond: 9 });
    now = 9_000;
    onStep({ epoch: 2, epochs: 2, step: 1, steps: 100, loss: 0.5, images: 100 });
    now = 11_000;
    onStep({ epoch: 2, epochs: 2, step: 2, steps: 100, loss: 0.5, images: 200 });
    end();
  } finally {
    process.stderr.isTTY = isTTY;
  }
  assert.equal(written.at(-1), "epoch 2/2  step 2/100  loss 0.5000  50 images/s  3:16 left\n");
});

test("a training that goes on counts what it trains now: no estimate before there is one, the first step left out", (context) => {
  let now = 0;
  const written: string[] = [];
  context.mock.method(performance, "now", () => now);
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const { onStep } = trainingProgress({ epochs: 2, trainImages: 10_000 });
    const step = (at: number, images: number): void => {
      now = at;
      onStep({ epoch: 1, epochs: 2, step: images / 100, steps: 100, loss: 0.5, images });
    };
    // The first step of this part takes 40 seconds, the others 0.1 each.
    step(40_000, 5000);
    for (let i = 1; i <= 49; i++) step(40_000 + 100 * i, 5000 + 100 * i);
    step(70_000, 9900);
    step(100_000, 10_000);
  } finally {
    process.stderr.isTTY = isTTY;
  }
  assert.deepEqual(written, [
    "preparing the training\n",
    "epoch 1/2  step 50/100  loss 0.5000\n",
    "epoch 1/2  step 99/100  loss 0.5000  163 images/s  1:02 left\n",
    "epoch 1/2  step 100/100  loss 0.5000  validating\n",
  ]);
});

test("a collapse of the adversarial training is said once, below the epoch in which it shows", (context) => {
  const written: string[] = [];
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const { onEpoch, end } = trainingProgress({ epochs: 9, trainImages: 100 });
    [0.8, 1, 1, 0.995, 1].forEach((discriminatorAccuracy, i) =>
      onEpoch(
        { epoch: i + 1, loss: 0.5, valLoss: 0.5, others: { discriminatorAccuracy } },
        { epoch: i + 1, seconds: 1, imagesPerSecond: 100 },
      ),
    );
    end();
  } finally {
    process.stderr.isTTY = isTTY;
  }
  const warnings = written
    .map((text, i) => [i, text] as const)
    .filter(([, text]) => /^The discriminator has been right/.test(text));
  assert.deepEqual(
    warnings.map(([i]) => i),
    [5],
    "behind the first line and four epochs",
  );
  assert.match(warnings[0][1], /in 99 % of cases or more since epoch 2/);
});

test("rows from before the discriminator learns do not count, and where it learns in one epoch alone that one does", (context) => {
  const written: string[] = [];
  context.mock.method(process.stderr, "write", (text: string) => written.push(text) > 0);
  const step = experimentNamed("context-joint").step;
  const { onEpoch, end } = trainingProgress({ epochs: 5, trainImages: 100, step });
  const warnings = [1, 1, 1, 1, 1].map((discriminatorAccuracy, i) => {
    const times = { epoch: i + 1, seconds: 1, imagesPerSecond: 100 };
    onEpoch({ epoch: i + 1, loss: 0.5, valLoss: 0.5, others: { discriminatorAccuracy } }, times);
    return written.filter((text) => text.includes("The discriminator has been right")).length;
  });
  end();
  assert.deepEqual(
    warnings.map((count) => count > 0),
    [false, false, false, false, true],
  );
});
