import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-jobs-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "5,5,4,4", "-o"];

before(async () => {
  mkdirSync(at("in"));
  const photo = inSharp(drawSample(30, 22, 3));
  for (const name of ["a.png", "b.png"])
    await photo
      .clone()
      .png()
      .toFile(at(`in/${name}`));
  for (const name of ["c.JPEG", "d.jfif", "e.jpe"])
    writeFileSync(at(`in/${name}`), await photo.clone().jpeg().toBuffer());
  await photo.clone().gif().toFile(at("in/f.gif"));
});

test("in a folder names are kept, and what is not written under its ending gets another", async () => {
  assert.equal((await run([at("in"), ...hole, at("own")])).code, 0);
  assert.deepEqual(readdirSync(at("own")).sort(), ["a.png", "b.png", "c.JPEG", "d.jpg", "e.jpg", "f.png"]);
});

test("--format is the format of all pictures of a folder", async () => {
  assert.equal((await run([at("in"), ...hole, at("jpegs"), "--format", "jpg"])).code, 0);
  const names = readdirSync(at("jpegs")).sort();
  assert.deepEqual(names, ["a.jpg", "b.jpg", "c.JPEG", "d.jpg", "e.jpg", "f.jpg"]);
  for (const name of names) assert.equal((await sharp(at(`jpegs/${name}`)).metadata()).format, "jpeg");
  assert.equal((await run([at("in/a.png"), ...hole, at("single.tif"), "--format", "tif"])).code, 0);
});

test("--skip-existing leaves what is there, fills the rest and names both", async () => {
  mkdirSync(at("half"));
  writeFileSync(at("half/b.png"), "was here");
  const { code, said } = await run([at("in"), ...hole, at("half"), "--skip-existing", "--json"]);
  const { pictures, skipped } = JSON.parse(said.join("\n"));
  assert.deepEqual([code, pictures.length], [0, 5]);
  assert.deepEqual(skipped, [{ input: at("in/b.png"), reason: `${at("half/b.png")} exists already.` }]);
  assert.equal(readFileSync(at("half/b.png"), "utf8"), "was here");
  const again = await run([at("in"), ...hole, at("half"), "--skip-existing", "--strict"]);
  assert.deepEqual([again.code, again.said, again.warned], [0, [], ["6 of 6 pictures were there already."]]);
});

test("without it a folder's first output that exists is refused, with both ways out", async () => {
  mkdirSync(at("taken"));
  writeFileSync(at("taken/a.png"), "was here");
  const { code, warned } = await run([at("in"), ...hole, at("taken")]);
  assert.equal(code, 1);
  assert.match(
    warned[0],
    /not to exist yet, .* Add --force to overwrite it, or --skip-existing to leave what is there\.$/,
  );
});
