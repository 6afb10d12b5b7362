// Folders opened for a training: what is left out and what is said, bounded memory, and the same bits as without workers.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fullAugmentation, plainCrops } from "../../../src/augmentation/cropSettings";
import { photographsInMemory } from "../../../src/datasets/photographs";
import { range, type ImageBatch } from "../../../src/images/batch";
import { bsds500TrainingPhotographs } from "../../../src/node/files/bsds500";
import { findPictures } from "../../../src/node/pictures/findPictures";
import {
  openPhotographs,
  type OpenPhotographs,
  type OpenPhotographsOptions,
} from "../../../src/node/pictures/openPhotographs";
import { decodePictureFile } from "../../../src/node/pictures/pictureFile";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp } from "../inpaint/samples";
import { writePictures } from "./pictureFiles";

const folder = temporaryFolder("photographs-");
const many = temporaryFolder("photographs-many-");
const crops = { ...plainCrops, ...fullAugmentation, shorterSide: 40, size: 32, perPicture: 2 };

before(async () => {
  await writePictures(folder);
  for (let i = 0; i < 12; i++) {
    const png = await inSharp(drawSample(50 + i, 64 - i, 3, 8, i))
      .png()
      .toBuffer();
    writeFileSync(join(many, `${String(i).padStart(2, "0")}.png`), png);
  }
});

async function opened<Result>(
  place: string,
  options: Partial<OpenPhotographsOptions>,
  use: (photographs: OpenPhotographs) => Promise<Result>,
): Promise<Result> {
  const { files, leftOut } = findPictures(place);
  const photographs = await openPhotographs(files, crops, {
    title: "test",
    workers: 2,
    leftOut,
    say: () => undefined,
    ...options,
  });
  try {
    return await use(photographs);
  } finally {
    await photographs.close();
  }
}

async function inMemory(): Promise<ReturnType<typeof photographsInMemory>> {
  const pictures: ImageBatch[] = [];
  for (const file of findPictures(many).files)
    pictures.push((await decodePictureFile(file, crops.shorterSide)).picture);
  return photographsInMemory(pictures, crops, { title: "test", fingerprint: "" });
}

test("damaged files, unread formats and pictures smaller than a crop are named and counted; the rest is trained on", async () => {
  const said: string[] = [];
  const progress: string[] = [];
  const options = {
    say: (line: string) => said.push(line),
    onProgress: (...numbers: number[]) => progress.push(numbers.join("/")),
  };
  await opened(folder, options, async ({ leftOut, trainCount, heldOut }) => {
    assert.deepEqual(
      leftOut.map(({ name }) => name),
      ["phone.heic", "damaged/cut.jpg", "damaged/empty.png", "damaged/text.jpg", "small.png"],
    );
    assert.deepEqual([trainCount, heldOut.shape], [2 * 6, [2, 32, 32, 3]]);
  });
  assert.equal(said.length, 1);
  assert.match(
    said[0],
    /^7 pictures are used; left out: 5, phone\.heic \(HEIC is not read\), damaged\/cut\.jpg \(a damaged or cut off file\), /,
  );
  assert.match(said[0], /small\.png \(20×20 is smaller than a crop of 32×32\)\.$/);
  assert.equal(progress.at(-1), "11/11");
});

test("crops are those of the decoded pictures in memory, bit for bit, prepared or not, kept or decoded again", async () => {
  const expected = await inMemory();
  const all = Array.from(range(expected.trainCount));
  for (const cacheBytes of [2 ** 30, 20_000, 0]) {
    await opened(many, { cacheBytes }, async (photographs) => {
      assert.ok(photographs.keptBytes <= cacheBytes);
      assert.deepEqual(photographs.heldOut, expected.heldOut);
      assert.equal(photographs.trainCount, expected.trainCount);
      for (const epoch of [1, 2]) {
        const source = photographs.trainCrops(3, epoch);
        const wanted = expected.trainCrops(3, epoch);
        const order = epoch === 1 ? all : [...all].reverse();
        for (let at = 0; at < order.length; at += 5) {
          const positions = order.slice(at, at + 5);
          await source.prepare?.(positions, order.slice(at + 5));
          assert.deepEqual(source.batch(positions), wanted.batch(positions));
        }
        if (cacheBytes === 2 ** 30) assert.deepEqual(source.batch([4, 4, 0]), wanted.batch([4, 4, 0]));
        else
          assert.throws(
            () => source.batch([4]),
            /Expected crops to be prepared before they are asked for.*Await prepare/,
          );
      }
    });
  }
});

test("the fingerprint follows names and contents", async () => {
  const fingerprint = (place: string): Promise<string> =>
    opened(place, {}, async (photographs) => photographs.fingerprint);
  const first = await fingerprint(many);
  assert.match(first, /^sha256:[0-9a-f]{32}$/);
  assert.equal(await fingerprint(many), first);
  writeFileSync(
    join(many, "99.png"),
    await inSharp(drawSample(50, 50, 3))
      .png()
      .toBuffer(),
  );
  assert.notEqual(await fingerprint(many), first);
  rmSync(join(many, "99.png"));
});

test("a file that changes or goes while it is trained on ends the training with a sentence", async () => {
  await opened(many, { cacheBytes: 0 }, async (photographs) => {
    const source = photographs.trainCrops(1, 1);
    const first = findPictures(many).files.find((_, i) => i > 0);
    assert.ok(first !== undefined && "path" in first && existsSync(first.path));
    const all = Array.from(range(source.count));
    writeFileSync(
      first.path,
      await inSharp(drawSample(70, 70, 3))
        .png()
        .toBuffer(),
    );
    const asked = source.prepare?.(all, []) ?? Promise.resolve();
    await assert.rejects(
      asked,
      /Expected 01\.png as it was when the training began, but it has changed\. Start the training again\./,
    );
    await assert.doesNotReject(source.prepare?.([5], []) ?? Promise.resolve());
  });
});

test("one picture, or one whole one among damaged ones, is too few", async () => {
  const one = temporaryFolder("photographs-one-");
  const png = await inSharp(drawSample(50, 50, 3))
    .png()
    .toBuffer();
  writeFileSync(join(one, "a.png"), png);
  await assert.rejects(
    opened(one, {}, async () => undefined),
    /Expected at least two pictures, one to train on and one to hold out, but received 1 of 1 files\. Add pictures/,
  );
  mkdirSync(join(one, "b"));
  writeFileSync(join(one, "b/no.jpg"), "no");
  await assert.rejects(
    opened(one, {}, async () => undefined),
    /received 1 of 2 files: b\/no\.jpg \(a file that is no picture/,
  );
  await assert.rejects(
    openPhotographs([], { ...crops, size: 0 }, { title: "test" }),
    /Expected crops\.size to be a whole number/,
  );
});

test(
  "BSDS500: 270 photographs to train on, 30 held out, none of the test set",
  { skip: !process.env.BSDS500_IMAGES },
  async () => {
    const files = await bsds500TrainingPhotographs();
    assert.equal(files.length, 300);
    assert.ok(files.every(({ name }) => /^(train|val)\/\d+\.jpg$/.test(name)));
    assert.equal(files.filter(({ name }) => name.startsWith("val/")).length, 100);
    const photographs = await openPhotographs(
      files,
      { ...crops, shorterSide: null, perPicture: 1 },
      { title: "BSDS500" },
    );
    await photographs.close();
    assert.deepEqual([photographs.trainCount, photographs.heldOut.shape[0], photographs.leftOut.length], [270, 30, 0]);
    assert.ok(photographs.keptBytes === 270 * 321 * 481 * 3);
  },
);
