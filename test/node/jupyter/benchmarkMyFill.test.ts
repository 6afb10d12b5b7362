import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { fillMean } from "../../../src/classical/mean";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import type { FillFunction } from "../../../src/images/batch";
import { imageBatch } from "../../../src/images/batch";
import { benchmarkMyFill, type MyFillBenchmark } from "../../../src/node/jupyter/benchmarkMyFill";

const dataset = drawDeadLeaves({ trainCount: 1, testCount: 40 });

/** Runs it and gives back what it printed, too. */
async function quiet(name: string, fill: FillFunction, options = {}): Promise<MyFillBenchmark & { lines: string[] }> {
  const written: string[] = [];
  const log = mock.method(console, "log", (line: string) => void written.push(line));
  try {
    return { ...(await benchmarkMyFill(name, fill, { dataset, ...options })), lines: written };
  } finally {
    log.mock.restore();
  }
}

test("the harmonic fill itself is level with the harmonic fill", async () => {
  const { rows, leadDb, lines } = await quiet("mine", fillHarmonic);
  assert.deepEqual(
    rows.map(({ method, maskSet, images, benchmark }) => [method, maskSet, images, benchmark]),
    [
      ["mine", "square8", 40, "cifar10-inpainting-v1"],
      ["harmonic", "square8", 40, "cifar10-inpainting-v1"],
    ],
  );
  assert.deepEqual(rows[0].figures, rows[1].figures);
  assert.equal(leadDb.square8.value, 0);
  assert.match(
    lines.at(-1) as string,
    /^8×8, starts 0–23: the two cannot be told apart; they differ by 0\.00 dB \(95 %: 0\.00 to 0\.00\)\.$/,
  );
});

test("a worse method stays behind, a better one leads, on every mask set asked for", async () => {
  const worse = await quiet("mean", fillMean, { masks: ["pixels50", "square8"], images: 30 });
  assert.deepEqual(
    worse.rows.map(({ maskSet, images }) => [maskSet, images]),
    [
      ["square8", 30],
      ["square8", 30],
      ["pixels50", 30],
      ["pixels50", 30],
    ],
  );
  assert.ok(worse.leadDb.pixels50.high < 0);
  assert.match(
    worse.lines.at(-1) as string,
    /^half of the pixels: the harmonic fill stays ahead by [\d.]+ dB \(95 %: -[\d.]+ to -[\d.]+\)\.$/,
  );
  let at = 0;
  const cheat = await quiet("cheat", ({ shape, data }) => {
    const truth = dataset.test.images.data.subarray(at * 3072, (at + shape[0]) * 3072);
    at += shape[0];
    return imageBatch(
      data.map((value, i) => 0.1 * fillOr(value) + 0.9 * (truth[i] / 255)),
      shape,
    );
  });
  assert.ok(cheat.leadDb.square8.low > 0);
  assert.match(cheat.lines.at(-1) as string, /: cheat beats the harmonic fill by [\d.]+ dB/);
});

const fillOr = (value: number): number => (value === 0 ? 0.45 : value);

test("asynchronous functions and bytes are taken; the images handed over may be written to", async () => {
  const { rows } = await quiet("grey", async (images) => {
    images.data.fill(0.9);
    return Promise.resolve(imageBatch(new Uint8Array(images.data.length).fill(128), images.shape));
  });
  assert.ok(rows[0].figures.pooledHolePsnrDb.value < rows[1].figures.pooledHolePsnrDb.value);
});

test("what is no function, returns nothing, another shape or NaN is refused with the way out", async () => {
  await assert.rejects(
    quiet("mine", 3 as never),
    /Expected a function \(images, knownMask\) => images for "mine", but received number\. Write for/,
  );
  await assert.rejects(
    quiet("mine", (() => undefined) as never),
    /Expected mine to return images of shape \[40,32,32,3\], but received undefined\. End it with: return imageBatch\(/,
  );
  await assert.rejects(
    quiet("mine", ({ data }) => ({ data: data.subarray(0, 3072), shape: [1, 32, 32, 3] })),
    /but received \[1,32,32,3\] with 3072 values\./,
  );
  await assert.rejects(
    quiet("mine", ({ data, shape }) => ({ data: data.map(() => NaN), shape })),
    /NaN/,
  );
  await assert.rejects(
    quiet("mine", () => {
      throw new Error("division by my zero");
    }),
    /division by my zero/,
  );
});

test("options out of range are refused before anything is filled", async () => {
  const never: FillFunction = () => assert.fail("not called");
  await assert.rejects(
    quiet("mine", never, { masks: ["squares"] }),
    /Expected masks to name some of square8, .*, but received "squares"\. Write for/,
  );
  await assert.rejects(quiet("mine", never, { masks: [] }), /but received none\./);
  for (const images of [0, 10_001, 2.5]) {
    await assert.rejects(
      quiet("mine", never, { images }),
      new RegExp(`Expected images to be a whole number from 1 to 10000, but received ${images}\\.`),
    );
  }
});
