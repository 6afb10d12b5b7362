import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { splitPictures } from "../../../src/datasets/photographs";
import { openWholePhotographs } from "../../../src/node/pictures/wholePhotographs";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("whole-photographs-");

/** A wide picture for the even of the 300, a high one for the odd. */
async function jpeg(width: number, height: number): Promise<Buffer> {
  const create = { width, height, channels: 3, background: "#806040" } as const;
  return sharp({ create }).jpeg().toBuffer();
}

before(async () => {
  const pictures = [await jpeg(24, 16), await jpeg(16, 24)];
  for (const [part, count] of [
    ["train", 200],
    ["val", 100],
  ] as const) {
    mkdirSync(join(folder, "images", part), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(folder, "images", part, `${1000 + i}.jpg`), pictures[i % 2]);
  }
});

test("the 30 that trainings hold out, whole, at their own size, and another fingerprint for other files", async () => {
  const { title, fingerprint, images } = await openWholePhotographs(folder);
  const positions = Array.from(splitPictures(300).heldOut);
  assert.deepEqual([title, images.length], ["BSDS500", 30]);
  assert.deepEqual(
    images.map(({ shape }) => shape),
    positions.map((position) => (position % 2 === 0 ? [1, 16, 24, 3] : [1, 24, 16, 3])),
  );
  assert.ok(images.every(({ data }) => data instanceof Uint8Array && Math.abs(data[0] - 0x80) < 4));
  assert.equal((await openWholePhotographs(folder)).fingerprint, fingerprint);
  const first = positions[0];
  const name = first < 200 ? `train/${1000 + first}.jpg` : `val/${800 + first}.jpg`;
  writeFileSync(join(folder, "images", name), await jpeg(17, 16));
  assert.notEqual((await openWholePhotographs(folder)).fingerprint, fingerprint);
  writeFileSync(join(folder, "images", name), "no picture");
  await assert.rejects(openWholePhotographs(folder), /Expected .*, but /);
});

test("nowhere: one sentence says what to do", async () => {
  await assert.rejects(
    openWholePhotographs(""),
    /Expected BSDS500_IMAGES to name .*, but it is not set\. Fetch BSR_bsds500\.tgz .*set the variable to its path\.$/,
  );
});
