// From the sources, where the worker is loaded by tsx, and from dist, as notebooks and commands run it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { fillExemplar } from "../../../src/classical/exemplar";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { drawSquareMasks } from "../../../src/masks/square";
import { projectRoot } from "../../../src/node/paths";
import { fillInWorkers } from "../../../src/node/workers/fillInWorkers";
import { randomStream } from "../../../src/random";

const shape = [40, 32, 32, 3] as const;
const random = randomStream(4, "batch");
const image = imageBatch(
  Uint8Array.from({ length: 40 * 3072 }, () => random.integer(0, 255)),
  shape,
);
const unitImage = imageBatch(
  Float32Array.from(image.data, (value) => value / 255),
  shape,
);
const knownMask = drawSquareMasks(shape, random);

/** What the function throws, as an Error. */
function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

/** The compiled function. */
function compiledFill(): typeof fillInWorkers {
  const file = join(projectRoot, "dist/node/workers/fillInWorkers.js");
  assert.ok(existsSync(file), "run npm run setup first");
  return (require(file) as { fillInWorkers: typeof fillInWorkers }).fillInWorkers;
}

test("from dist every method gives in workers what it gives directly, bit for bit and in the type it was given", async () => {
  const fill = compiledFill();
  for (const [i, [name, method]] of Object.entries(classicalMethods).entries()) {
    const images: ImageBatch = i % 2 === 0 ? image : unitImage;
    assert.deepEqual(await fill(name, images, knownMask, { workers: 2 }), method.fill(images, knownMask), name);
  }
});

test("from the sources as well, with the method's options and with progress", async () => {
  const told: number[] = [];
  const options = { patchSize: 3, searchRadius: 4 };
  const filled = await fillInWorkers("exemplar", unitImage, knownMask, {
    options,
    workers: 2,
    onProgress: (done, count) => told.push(done, count),
  });
  assert.deepEqual(filled, fillExemplar(unitImage, knownMask, options));
  assert.notDeepEqual(filled, fillExemplar(unitImage, knownMask));
  // Chunks of 5 images; which one is done first is open.
  const done = told.filter((_, i) => i % 2 === 0);
  assert.equal(done.length, 8);
  assert.ok(done.every((value, i) => value > (done[i - 1] ?? 0)));
  assert.deepEqual(told.slice(-2), [40, 40]);
});

test("a batch of large images is cut into chunks of few", async () => {
  const large = imageBatch(new Uint8Array(5 * 300 * 400).fill(9), [5, 300, 400, 1]);
  const chunks: number[] = [];
  const masks = imageBatch(
    Uint8Array.from(large.data, (_, i) => (i % 7 === 0 ? 0 : 1)),
    large.shape,
  );
  const filled = await compiledFill()("mean", large, masks, { workers: 2, onProgress: (done) => chunks.push(done) });
  assert.deepEqual(filled, large);
  assert.deepEqual(chunks, [1, 2, 3, 4, 5]);
});

test("small batches, no image and one worker go without threads", async () => {
  let started = 0;
  const told: number[] = [];
  const onWorker = (): void => void started++;
  const fillMean = classicalMethods.mean.fill;
  process.on("worker", onWorker);
  const few = imageBatch(image.data.slice(0, 31 * 3072), [31, 32, 32, 3]);
  const fewMasks = imageBatch(knownMask.data.slice(0, 31 * 1024), [31, 32, 32, 1]);
  const filled = await fillInWorkers("mean", few, fewMasks, {
    workers: 2,
    onProgress: (...numbers) => told.push(...numbers),
  });
  assert.deepEqual(filled, fillMean(few, fewMasks));
  assert.deepEqual(told, [31, 31]);
  assert.deepEqual(await fillInWorkers("mean", image, knownMask, { workers: 1 }), fillMean(image, knownMask));
  const none = imageBatch(new Uint8Array(0), [0, 32, 32, 3]);
  assert.deepEqual(await fillInWorkers("mean", none, imageBatch(new Uint8Array(0), [0, 32, 32, 1])), none);
  await new Promise(setImmediate);
  process.off("worker", onWorker);
  assert.equal(started, 0);
});

test("errors are those of the method, with the numbers of the whole batch", async () => {
  const gone = imageBatch(Uint8Array.from(knownMask.data).fill(0, 37 * 1024, 38 * 1024), knownMask.shape);
  const broken = imageBatch(Float32Array.from(unitImage.data).fill(NaN, 100_000, 100_001), shape);
  const cases: [string, ImageBatch, ImageBatch, object?][] = [
    ["mean", image, gone],
    ["mean", broken, knownMask],
    ["mean", image, imageBatch(new Uint8Array(1024), [1, 32, 32, 1])],
    ["mean", image, imageBatch(new Uint8Array(40 * 1024).fill(2), [40, 32, 32, 1])],
    ["exemplar", image, knownMask, { patchSize: 4 }],
  ];
  for (const [method, images, masks, options] of cases) {
    const fill = classicalMethods[method].fill as (...args: unknown[]) => unknown;
    const { message } = errorOf(() => fill(images, masks, options));
    await assert.rejects(fillInWorkers(method, images, masks, { workers: 2, options }), { message });
  }
  assert.match(
    errorOf(() => classicalMethods.mean.fill(image, gone)).message,
    /image 37 of \[40,32,32,3\] is all hole/,
  );
});

test("an unknown method is refused by name, with the list; so is a number of workers that makes no sense", async () => {
  const names = Object.keys(classicalMethods).join(", ");
  for (const method of ["telae", "toString"]) {
    const message = `Expected the name of a classical method, but received "${method}". Use one of ${names}.`;
    await assert.rejects(fillInWorkers(method, image, knownMask, { workers: 2 }), { message });
    await assert.rejects(fillInWorkers(method, image, knownMask, { workers: 1 }), { message });
  }
  await assert.rejects(
    fillInWorkers("mean", image, knownMask, { workers: 0 }),
    /workers to be a whole number from 1 up/,
  );
});

test("what onProgress throws and an abort end the work; an abort that came before starts none", async () => {
  const fill = compiledFill();
  const fail = (): never => {
    throw new Error("Enough.");
  };
  await assert.rejects(fill("mean", image, knownMask, { workers: 2, onProgress: fail }), { message: "Enough." });
  const stop = new AbortController();
  const settings = { workers: 2, signal: stop.signal, onProgress: () => stop.abort() };
  await assert.rejects(fill("mean", image, knownMask, settings), { name: "AbortError" });
  const late = fill("mean", image, knownMask, { signal: stop.signal, onProgress: fail });
  await assert.rejects(late, { name: "AbortError" });
});
