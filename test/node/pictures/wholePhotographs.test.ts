import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { splitPictures } from "../../../src/datasets/photographs";
import { openWholePhotographs } from "../../../src/node/pictures/wholePhotographs";
import { smallJpeg, writeTrainingPhotographs } from "../../support/photographs";

test("the 30 that trainings hold out, whole, at their own size, and another fingerprint for other files", async () => {
  const folder = await writeTrainingPhotographs();
  const { title, fingerprint, images } = await openWholePhotographs(folder);
  const positions = Array.from(splitPictures(300).heldOut);
  assert.deepEqual([title, images.length], ["BSDS500", 30]);
  assert.deepEqual(
    images.map(({ shape }) => shape),
    positions.map((position) => (position % 2 === 0 ? [1, 16, 24, 3] : [1, 24, 16, 3])),
  );
  assert.ok(images.every(({ data }) => data instanceof Uint8Array && Math.abs(data[0] - 128) < 4));
  assert.equal((await openWholePhotographs(folder)).fingerprint, fingerprint);
  const first = positions[0];
  const name = first < 200 ? `train/${1000 + first}.jpg` : `val/${800 + first}.jpg`;
  writeFileSync(join(folder, "images", name), await smallJpeg(17, 16));
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
