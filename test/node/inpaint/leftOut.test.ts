import assert from "node:assert/strict";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { findLeftOut, leftOutLines } from "../../../src/node/inpaint/leftOut";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-left-out-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "5,5,4,4", "-o"];
const unread = "Save it as JPEG or PNG first.";
const entered = "Folders within folders are not entered. Name them beside the folder.";

before(async () => {
  const photo = await inSharp(drawSample(30, 22, 3))
    .png()
    .toBuffer();
  const painted = drawSample(30, 22, 1).values.map((_, p) => (p > 100 && p < 110 ? 255 : 0));
  const mask = await inSharp({ ...drawSample(30, 22, 1), values: painted })
    .png()
    .toBuffer();
  for (const name of ["in/sub/deeper", "in/empty", "in/.thumbnails", "in/masks", "in/filled", "heic", "masks"])
    mkdirSync(at(name), { recursive: true });
  for (const name of ["in/a.png", "in/sub/deeper/x.png", "in/.thumbnails/t.png", "in/filled/old.png"])
    writeFileSync(at(name), photo);
  for (const name of [
    "in/phone.heic",
    "in/old.BMP",
    "in/Thumbs.db",
    "in/notes.txt",
    "in/.hidden.bmp",
    "in/empty/x.txt",
  ])
    writeFileSync(at(name), "x");
  writeFileSync(at("heic/b.heic"), "x");
  for (const name of ["a.png", "a_mask2.png", "c.png", "b-mask.png"]) writeFileSync(at(`masks/${name}`), mask);
  writeFileSync(at("masks/a.bmp"), mask);
  writeFileSync(at("in/masks/a.png"), mask);
  symlinkSync(at("in"), at("in/empty/loop"));
});

test("a folder's pictures that are not read and folders with pictures are named; nothing else is", async () => {
  const { code, said, warned } = await run([at("in"), ...hole, at("in/filled"), "--json"]);
  assert.equal(code, 0);
  const { skipped } = JSON.parse(said.join("\n"));
  assert.deepEqual(skipped, [
    { input: at("in/masks"), reason: entered },
    { input: at("in/old.BMP"), reason: `BMP is not read. ${unread}` },
    { input: at("in/phone.heic"), reason: `HEIC is not read. ${unread}` },
    { input: at("in/sub"), reason: entered },
  ]);
  assert.deepEqual(warned, [
    `Skipped ${at("in/masks")} and ${at("in/sub")}: ${entered}`,
    `Skipped ${at("in/old.BMP")}: BMP is not read. ${unread}`,
    `Skipped ${at("in/phone.heic")}: HEIC is not read. ${unread}`,
  ]);
});

test("the folders of masks and outputs, and those named themselves, are no folders passed over", () => {
  const passed = findLeftOut({ inputs: [at("in"), at("in/sub")], maskPath: at("in/masks"), output: at("in/filled") });
  assert.deepEqual(
    passed.map(({ input }) => input),
    [at("in/old.BMP"), at("in/phone.heic"), at("in/sub/deeper")],
  );
});

test("a mask in a folder of masks that belongs to no picture is named, and one that is not read", () => {
  const places = { maskPath: at("masks"), output: at("out") };
  const masks = findLeftOut({ ...places, inputs: [at("in")] }).filter(({ input }) => input.startsWith(at("masks")));
  assert.deepEqual(masks, [
    { input: at("masks/a.bmp"), reason: `BMP is not read. ${unread}` },
    { input: at("masks/b-mask.png"), reason: "No picture has the name of this mask." },
    { input: at("masks/c.png"), reason: "No picture has the name of this mask." },
  ]);
  assert.deepEqual(findLeftOut({ ...places, inputs: [at("in/a.png")] }), [], "one picture out of many");
});

test("masks beside their pictures are not passed over", async () => {
  mkdirSync(at("beside"));
  for (const name of ["a.png", "a-mask.png"]) writeFileSync(at(`beside/${name}`), "x");
  assert.deepEqual(findLeftOut({ inputs: [at("beside")], maskPath: at("beside"), output: at("out") }), []);
});

test("--strict makes what was passed over a failure, and says it beside --quiet too; the rest is filled", async () => {
  const { code, said, warned } = await run([at("in"), ...hole, at("strict"), "--strict", "--quiet"]);
  assert.deepEqual([code, said, warned.length], [1, [], 3]);
  assert.deepEqual(readdirSync(at("strict")), ["a.png"]);
  const quiet = await run([at("in"), ...hole, at("quiet"), "--quiet"]);
  assert.deepEqual([quiet.code, quiet.warned], [0, []]);
});

test("a folder that holds only pictures that are not read says which", async () => {
  const { code, warned } = await run([at("heic"), ...hole, at("no")]);
  assert.deepEqual(
    [code, warned],
    [
      1,
      [
        `Expected pictures in ${at("heic")}, but received only such as are not read: b.heic. ` +
          `Save them as JPEG or PNG first.`,
      ],
    ],
  );
});

test("files with one reason are one line", () => {
  const names = ["1", "2", "3", "4", "5", "6", "7"];
  const lines = leftOutLines(names.map((name) => ({ input: `${name}.bmp`, reason: "BMP is not read." })));
  assert.deepEqual(lines, ["Skipped 1.bmp, 2.bmp, 3.bmp, 4.bmp, 5.bmp and 2 more: BMP is not read."]);
});
