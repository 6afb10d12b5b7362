// The kinds of files that are refused are tested in regularFile.test.ts.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { create } from "tar";
import { decodePhotograph, readPhotographs } from "../../../src/node/files/photographs";
import { writePhotographs } from "../../support/photographs";
import { temporaryFolder } from "../../support/temporaryFolder";

const small = { height: 12, width: 16 };

test("without the variable the sentence says where the photographs come from", async () => {
  for (const place of [undefined, ""]) {
    if (place === undefined) delete process.env.BSDS500_IMAGES;
    await assert.rejects(readPhotographs(1, place), {
      message:
        "Expected BSDS500_IMAGES to name the tar archive of BSDS500's images or their folder, but it is not set. " +
        "Fetch BSR_bsds500.tgz from the page of the Berkeley segmentation data set, and set the variable to its path.",
    });
  }
});

test("a folder and an archive of it give the same photographs, in the order of their names as text", async () => {
  const folder = await writePhotographs(["20", "3", "100"].map((name) => ({ name, ...small })));
  const archive = join(temporaryFolder("photographs-"), "images.tgz");
  await create({ file: archive, gzip: true, cwd: folder }, ["images"]);
  const fromFolder = await readPhotographs(3, folder);
  assert.deepEqual(
    fromFolder.map(({ name }) => name),
    ["100", "20", "3"],
  );
  assert.deepEqual(await readPhotographs(3, archive), fromFolder);
  assert.deepEqual(await readPhotographs(2), fromFolder.slice(0, 2), "BSDS500_IMAGES names the folder");
});

test("a photograph is decoded to bytes in its own size; half a file is refused", async () => {
  const folder = await writePhotographs([{ name: "1", ...small }]);
  const [photograph] = await readPhotographs(1);
  assert.deepEqual((await decodePhotograph(photograph)).shape, [1, 12, 16, 3]);
  const path = join(folder, "images/test/1.jpg");
  writeFileSync(path, readFileSync(path).subarray(0, 300));
  const [half] = await readPhotographs(1);
  await assert.rejects(
    decodePhotograph(half),
    /^Error: Expected the photograph 1\.jpg as a whole JPEG file, but it cannot be read \(.*\)\. Name a sound copy/s,
  );
});
