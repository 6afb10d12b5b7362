import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { temporaryFolder } from "../../support/temporaryFolder";
import { run } from "./samples";

const folder = temporaryFolder("inpaint-dry-");
const at = (name: string): string => join(folder, name);

before(() => {
  for (const name of ["in", "masks"]) mkdirSync(at(name));
  for (const name of ["in/a.png", "in/b.jpg", "masks/a_mask.png"]) writeFileSync(at(name), "not opened");
});

test("--dry-run says which file would come from which picture and mask, and writes nothing", async () => {
  const words = [at("in"), "-m", at("masks"), "-o", at("out"), "--dry-run"];
  const { code, said, warned } = await run(words);
  assert.equal(code, 1);
  assert.deepEqual(said, [`${at("in/a.png")} -> ${at("out/a.png")}, mask ${at("masks/a_mask.png")}`]);
  assert.match(warned[0], /^Expected one mask for .*b\.jpg/);
  assert.equal(existsSync(at("out")), false);
  const { pictures, failures } = JSON.parse((await run([...words, "--json"])).said.join("\n"));
  assert.deepEqual(pictures, [{ input: at("in/a.png"), output: at("out/a.png"), mask: at("masks/a_mask.png") }]);
  assert.equal(failures.length, 1);
});

test("a mask that is no file is not named", async () => {
  const { code, said } = await run([at("in/a.png"), "-m", "1,1,2,2", "-o", at("x.png"), "--dry-run"]);
  assert.deepEqual([code, said], [0, [`${at("in/a.png")} -> ${at("x.png")}`]]);
});
