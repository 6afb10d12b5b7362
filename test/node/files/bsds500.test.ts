import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { create } from "tar";
import { bsds500TrainingPhotographs } from "../../../src/node/files/bsds500";
import { notFiles } from "../../support/notFiles";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("bsds500-");
const images = join(folder, "BSDS500/data/images");

before(() => {
  for (const [part, count] of [
    ["train", 200],
    ["val", 100],
    ["test", 3],
  ] as const) {
    mkdirSync(join(images, part), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(images, part, `${1000 + i}.jpg`), `${part} ${i}`);
  }
  writeFileSync(join(images, "train/Thumbs.db"), "");
});

test("train and val, by name, from the folder, the folder of images and the archive", async () => {
  const archive = join(folder, "images.tar");
  await create({ file: archive, cwd: folder }, ["BSDS500"]);
  for (const place of [folder, images, archive]) {
    const found = await bsds500TrainingPhotographs(place);
    assert.equal(found.length, 300);
    assert.deepEqual(
      [found[0].name, found[199].name, found[200].name],
      ["train/1000.jpg", "train/1199.jpg", "val/1000.jpg"],
    );
    const [, second] = found;
    const bytes = "path" in second ? readFileSync(second.path) : second.bytes;
    assert.equal(Buffer.from(bytes).toString(), "train 1");
    if ("bytes" in second) assert.equal(second.bytes.buffer.byteLength, second.bytes.length, "memory of its own");
  }
});

test("not set, nowhere, another kind, no archive, photographs missing", async () => {
  await assert.rejects(
    bsds500TrainingPhotographs(""),
    /Expected BSDS500_IMAGES to name .*, but it is not set\. Set it, or name a folder of pictures by --images\./,
  );
  await assert.rejects(bsds500TrainingPhotographs("", "Ask for it."), /but it is not set\. Ask for it\.$/);
  await assert.rejects(
    bsds500TrainingPhotographs(join(folder, "none")),
    /Expected BSDS500_IMAGES to name .*none does not exist\. Correct the variable\./,
  );
  for (const [kind, place] of Object.entries(await notFiles("kinds-"))) {
    if (kind === "folder") continue;
    await assert.rejects(
      bsds500TrainingPhotographs(place),
      new RegExp(`but received a ${kind}\\. Correct BSDS500_IMAGES\\.`),
    );
  }
  const none = join(folder, "none.tar");
  writeFileSync(none, "no archive");
  await assert.rejects(
    bsds500TrainingPhotographs(none),
    /Expected (a whole tar archive in BSDS500_IMAGES|300 photographs)/,
  );
  await assert.rejects(
    bsds500TrainingPhotographs(join(images, "val")),
    /Expected 300 photographs images\/train\/\*\.jpg and images\/val\/\*\.jpg in .*, but received 0\. Check the path/,
  );
});
