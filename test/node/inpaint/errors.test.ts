// Bad input: one sentence, an exit code, nothing written.
import assert from "node:assert/strict";
import fs from "node:fs";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { pngChunk, pngSignature } from "../../../src/node/files/pngChunks";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-errors-");
const at = (name: string): string => join(folder, name);

before(async () => {
  await inSharp(drawSample(30, 22, 3))
    .png()
    .toFile(at("photo.png"));
  await inSharp(drawSample(30, 22, 4))
    .png()
    .toFile(at("sprite.png"));
  await inSharp(drawSample(30, 22, 3))
    .jpeg()
    .toFile(at("photo.jpg"));
  await inSharp(drawSample(30, 22, 3))
    .toColourspace("cmyk")
    .jpeg()
    .toFile(at("print.jpg"));
  for (const [name, level] of [
    ["black.png", 0],
    ["white.png", 255],
    ["grey.png", 127],
  ] as const) {
    await inSharp({ ...drawSample(30, 22, 1), values: new Uint8Array(30 * 22).fill(level) })
      .png()
      .toFile(at(name));
  }
  await inSharp(drawSample(15, 11, 1))
    .png()
    .toFile(at("small.png"));
  writeFileSync(at("text.png"), "this is no picture");
  writeFileSync(at("empty.png"), "");
  writeFileSync(at("phone.heic"), Buffer.from(heicHeader, "base64"));
  writeFileSync(at("drawing.svg"), `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="22"/>`);
  const whole = readFileSync(at("photo.png"));
  writeFileSync(at("cut.png"), whole.subarray(0, Math.floor(whole.length / 2)));
  writeFileSync(at("bomb.png"), bomb(20_000, 10_000));
  await sharp({ create: { width: 16_390, height: 2, channels: 3, background: "#808080" } })
    .png()
    .toFile(at("strip.png"));
  for (const name of ["masks", "nothing", "other", "frames", "same"]) mkdirSync(at(name));
  for (const name of ["same/photo.jpg", "same/photo.png"]) writeFileSync(at(name), whole);
  symlinkSync(at("other"), at("linked"));
  symlinkSync(at("nowhere.png"), at("dangling.png"));
  writeFileSync(at("masks/photo.png"), readFileSync(at("white.png")));
  writeFileSync(at("masks/photo_mask.png"), readFileSync(at("white.png")));
  writeFileSync(at("other/photo.png"), whole);
  writeFileSync(at("frames/a.gif"), whole);
  writeFileSync(at("frames/a.png"), whole);
  writeFileSync(at("frames/photo.png"), readFileSync(at("white.png")));
  writeFileSync(at("there.png"), "already here");
});

/** The first bytes of a HEIC file that Pillow's HEIF plugin wrote: all of its header. */
const heicHeader = [
  "AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWljAAABf21ldGEAAAAAAAAAIWhkbHIAAAAAAAAAAHBpY3QAAAAAAAAAAAAAAAAAAAAAImlsb2MAAAAARE",
  "AAAQABAAAAAAGfAAEAAAAAAAAIMgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAADnBpdG0AAAAAAAEAAAD/aXBycAAAAN9p",
  "cGNvAAAAeGh2Y0MBA3AAAACQAAAAAAAe8AD8/fj4AAAPA2AAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAYQABACtCAQEDcAAAAwCQAAADAA",
  "ADAB6gFSBxyXlupJKa5uAhoMCAAAAMgAAAAwCEYgABAAdEAcFysGJAAAAAE2NvbHJuY2x4AAEADQAGgAAAABRpc3BlAAAAAAAAAKIAAABsAAAA",
  "KGNsYXAAAAChAAAAAQAAAGsAAAAB/////wAAAAL/////AAAAAgAAABBwaXhpAAAAAAMICAgAAAAYaXBtYQAAAAAAAAABAAEFgQIDBYQAAAg6bW",
  "RhdAA=",
].join("");

/** A PNG whose header promises so many pixels, and which holds none of them. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    pngSignature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(10))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

const hole = ["--mask", "5,5,4,4"];
const rowHole = ["--mask", "5,0,4,1"];
const p = (name: string): string => `@${name}`;
/** Words typed (those with @ lie in the folder), exit code, what the sentence says. */
const cases: [string, string[], 1 | 2, RegExp][] = [
  ["a missing picture", [p("gone.png"), ...hole], 1, /Expected a file at .*gone\.png, but received nothing/],
  [
    "text named .png",
    [p("text.png"), ...hole],
    1,
    /Expected a picture at .*text\.png, but received a file that is none/,
  ],
  ["an empty file", [p("empty.png"), ...hole], 1, /Expected a picture at .*empty\.png/],
  ["a drawing", [p("drawing.svg"), ...hole], 1, /but received SVG, which is not read\. Save it as PNG first/],
  [
    "a photograph as some telephones keep it",
    [p("phone.heic"), ...hole],
    1,
    /but received HEIC, which is not read\. Save it/,
  ],
  [
    "a file that was cut off",
    [p("cut.png"), ...hole],
    1,
    /Expected a whole picture at .*cut\.png, but received a damaged or cut off file/,
  ],
  [
    "inks into a format without",
    [p("print.jpg"), ...hole],
    1,
    /Expected a format with CMYK for .*print\.jpg, but received .*Write a TIFF or JPEG/,
  ],
  [
    "a bomb",
    [p("bomb.png"), ...hole],
    1,
    /Expected at most 100 megapixels.*20000×10000, 200\.0 megapixels.*--limit-megapixels 200/,
  ],
  ["a bomb as mask", [p("photo.png"), "--mask", p("bomb.png")], 1, /Expected at most 100 megapixels/],
  [
    "a bomb let in holds nothing",
    [p("bomb.png"), ...hole, "--limit-megapixels", "0.0001"],
    1,
    /Expected at most 0\.0001 megapixels/,
  ],
  ["a mask that is missing", [p("photo.png"), "--mask", p("gone.png")], 1, /Expected a file at .*gone\.png/],
  [
    "a mask that was cut off",
    [p("photo.png"), "--mask", p("cut.png")],
    1,
    /Expected a whole picture as mask at .*cut\.png/,
  ],
  [
    "a mask of another size",
    [p("photo.png"), "--mask", p("small.png")],
    1,
    /Expected a mask of 30×22 pixels for .*photo\.png, but .*small\.png has 15×11\. Add --resize-mask/,
  ],
  [
    "a mask without hole",
    [p("photo.png"), "--mask", p("black.png")],
    1,
    /Expected a mask with a hole.*without a white pixel/,
  ],
  ["a mask just below half of white", [p("photo.png"), "--mask", p("grey.png")], 1, /without a white pixel/],
  [
    "a mask that is all hole",
    [p("photo.png"), "--mask", p("white.png")],
    1,
    /leave something of .*photo\.png, but all of it is hole\. White is the hole: leave something black/,
  ],
  [
    "a hole that grows over everything",
    [p("photo.png"), ...hole, "--grow", "40"],
    1,
    /--grow 40 makes all of it a hole\. Let it grow less/,
  ],
  [
    "a rectangle over everything",
    [p("photo.png"), "--mask", "0,0,30,22"],
    1,
    /all of it is hole\. Give a smaller rectangle/,
  ],
  [
    "a colour that is everywhere",
    [p("photo.png"), "--mask", "#808080", "--tolerance", "255"],
    1,
    /hole\. Lower --tolerance/,
  ],
  [
    "a rectangle outside",
    [p("photo.png"), "--mask", "28,5,4,4"],
    1,
    /Expected a rectangle x,y,w,h inside the picture of 30×22 pixels/,
  ],
  [
    "no pixel of the colour",
    [p("photo.png"), "--mask", "#ff00ff"],
    1,
    /Expected pixels of the colour rgb\(255,0,255\).*none lies within 16/,
  ],
  ["alpha of an opaque format", [p("photo.jpg"), "--mask", "alpha"], 1, /has no alpha channel/],
  [
    "transparency into JPEG",
    [p("sprite.png"), ...hole, "-o", p("out.jpg")],
    1,
    /Expected a format with transparency for .*sprite\.png/,
  ],
  ["an ending that cannot be written", [p("photo.png"), ...hole, "-o", p("out.gif")], 2, /Expected -o to end in \.png/],
  [
    "output that exists",
    [p("photo.png"), ...hole, "-o", p("there.png")],
    1,
    /Expected .*there\.png not to exist yet.*--force/,
  ],
  [
    "a link that leads nowhere as output",
    [p("photo.png"), ...hole, "-o", p("dangling.png")],
    1,
    /dangling\.png not to exist yet/,
  ],
  [
    "a side that a format does not take",
    [p("strip.png"), ...rowHole, "-o", p("out.webp")],
    1,
    /Expected at most 16383 pixels a side for .*out\.webp, but .*strip\.png has 16390×2\. Write a PNG or TIFF/,
  ],
  [
    "the mask as output",
    [p("photo.png"), "--mask", p("masks/photo.png"), "-o", p("masks/photo.png"), "--force"],
    1,
    /Expected -o to name another file than a mask, but .*photo\.png is one/,
  ],
  [
    "a mask of a folder as output",
    [p("other"), "--mask", p("frames"), "-o", p("frames"), "--force"],
    1,
    /but .*frames\/photo\.png is one/,
  ],
  [
    "another picture's mask as output",
    [p("photo.png"), "--mask", p("frames"), "-o", p("frames/a.png"), "--force"],
    1,
    /but .*frames\/a\.png is one\. Write to another place/,
  ],
  [
    "a folder that is not there",
    [p("photoz"), ...hole, "-o", p("out")],
    1,
    /Expected a file at .*photoz, but received nothing/,
  ],
  [
    "a photograph beside the picture as its mask",
    [p("same/photo.jpg"), "--mask", p("same")],
    1,
    /named photo-mask\.png or photo_mask\.png, but received none/,
  ],
  [
    "the picture as its own mask, by a link to its folder",
    [p("linked/photo.png"), "--mask", p("other")],
    1,
    /but received none/,
  ],
  [
    "a file's name for several pictures",
    [p("photo.png"), p("photo.jpg"), ...hole, "-o", p("all.png")],
    2,
    /Expected -o to name a folder for several pictures, but received .*all\.png/,
  ],
  [
    "an = behind a short option",
    [p("photo.png"), ...hole, `-o=${"out.png"}`],
    2,
    /behind -o, but received "=out\.png"/,
  ],
  [
    "output below a file",
    [p("photo.png"), ...hole, "-o", p("text.png/out.png")],
    1,
    /Expected a folder above .*text\.png is a file/,
  ],
  [
    "a folder without pictures",
    [p("nothing"), ...hole, "-o", p("out")],
    1,
    /Expected pictures in .*nothing, but received none/,
  ],
  [
    "several pictures into a file",
    [p("photo.png"), p("photo.jpg"), ...hole, "-o", p("there.png")],
    2,
    /Expected -o to name a folder/,
  ],
  [
    "two pictures, one name",
    [p("photo.png"), p("other/photo.png"), ...hole, "-o", p("out")],
    1,
    /would both become .*photo\.png/,
  ],
  ["two names that become one", [p("frames"), ...hole, "-o", p("out")], 1, /would both become .*a\.png/],
  [
    "no mask of that name",
    [p("sprite.png"), "--mask", p("masks")],
    1,
    /Expected one mask for .*sprite\.png.*received none/,
  ],
  ["two masks of that name", [p("photo.png"), "--mask", p("masks")], 1, /received photo\.png and photo_mask\.png/],
  [
    "an unknown method",
    [p("photo.png"), ...hole, "--method", "magic"],
    2,
    /among mean, harmonic, .*exemplar.*, but received "magic"/,
  ],
  [
    "a colour without its #",
    [p("photo.png"), "--mask", "ff00ff", "-o", p("out.png")],
    1,
    /Expected a file for --mask, but there is none called ff00ff\. For the colour write --mask '#ff00ff'\./,
  ],
  [
    "a mistyped method",
    [p("photo.png"), ...hole, "--method", "telae"],
    2,
    /"telae"\. Did you mean telea\? See inpaint --help/,
  ],
  [
    "an unknown option",
    [p("photo.png"), ...hole, "--fast"],
    2,
    /Expected an option of inpaint, but received --fast\. See inpaint --help/,
  ],
  ["an option twice", [p("photo.png"), ...hole, "--grow", "1", "--grow", "2"], 2, /Expected --grow once/],
  ["a value for a switch", [p("photo.png"), ...hole, "--quiet=yes"], 2, /Expected --quiet without a value/],
  [
    "no value",
    [p("photo.png"), "--method"],
    2,
    /Expected a value behind --method, but received none\. See inpaint --help/,
  ],
  [
    "a colour that the shell took for a comment",
    [p("photo.png"), "-o", p("out.png"), "--mask"],
    2,
    /Expected a value behind --mask.*A colour needs quotes: --mask '#ff00ff'/,
  ],
  ["--force beside --skip-existing", [p("photo.png"), ...hole, "--force", "--skip-existing"], 2, /Expected --force or/],
  ["two pictures, one from standard input", ["-", p("photo.png"), ...hole], 2, /Expected - as the only picture/],
  ["picture and mask from standard input", ["-", "-m", "-"], 2, /Expected - for the picture or for --mask/],
  ["a folder for standard input", ["-", ...hole, "-o", p("masks")], 2, /a file for a picture from standard input/],
  ["a folder of masks for standard input", ["-", "-m", p("masks")], 2, /a file for a picture .* Name the mask itself/],
  ["a folder to standard output", [p("masks"), ...hole, "-o", "-"], 2, /Expected one picture for -o -/],
  ...["--open", "--dry-run"].map((option): [string, string[], 2, RegExp] => [
    `${option} beside standard output`,
    [p("photo.png"), ...hole, "-o", "-", option],
    2,
    new RegExp(`Expected -o - without ${option}, but received both\\. .* name a file`),
  ]),
  [
    "a format that the name contradicts",
    [p("photo.png"), ...hole, "--format", "jpg"],
    2,
    /Expected -o to end as --format says, but received .*out\.png and jpeg\. Leave --format out/,
  ],
  [
    "a format that is not written",
    [p("photo.png"), ...hole, "--format", "gif"],
    2,
    /Expected --format to be png or jpg/,
  ],
  [
    "one hyphen before a name",
    [p("photo.png"), "-mask", "1,1,2,2"],
    2,
    /Expected --mask, but received -mask\. Type two/,
  ],
  ["another program's name", [p("photo.png"), ...hole, "--model", "lama"], 2, /--model\. Here that is --method\./],
  [
    "another program's way to name a picture",
    ["-i", p("photo.png"), ...hole],
    2,
    /-i\. Type the picture's name without/,
  ],
  ["no picture", [...hole], 2, /Expected a picture or a folder/],
  ["no mask", [p("photo.png")], 2, /Expected --mask to say where the hole is/],
  ["an empty name", ["", ...hole], 2, /Expected a picture, but received ""/],
  ["half a rectangle", [p("photo.png"), "--mask", "5,5,4"], 2, /four whole numbers, but received 5,5,4/],
  ["half a colour", [p("photo.png"), "--mask", "#ff00f"], 2, /a colour such as #ff00ff, but received #ff00f/],
  ["tolerance of no colour", [p("photo.png"), ...hole, "--tolerance", "3"], 2, /beside --tolerance/],
  [
    "a tolerance too large",
    [p("photo.png"), "--mask", "#fff", "--tolerance", "256"],
    2,
    /--tolerance to be a whole number from 0 to 255/,
  ],
  [
    "growing by half a pixel",
    [p("photo.png"), ...hole, "--grow", "0.5"],
    2,
    /--grow to be a whole number from 0 to 1000/,
  ],
  [
    "a limit of nothing",
    [p("photo.png"), ...hole, "--limit-megapixels", "0"],
    2,
    /--limit-megapixels to be a number above 0/,
  ],
  ["stretching what is no file", [p("photo.png"), ...hole, "--resize-mask"], 2, /Leave --resize-mask out/],
  [
    "a quality of what loses nothing",
    [p("photo.png"), ...hole, "--quality", "80", "-o", p("out.tif")],
    2,
    /Expected a JPEG, WebP or AVIF to write with --quality, but received .*out\.tif, which loses nothing\. Leave --qu/,
  ],
  [
    "a quality of no per cent",
    [p("photo.png"), ...hole, "--quality", "0", "-o", p("out.jpg")],
    2,
    /--quality to be a whole number from 1 to 100/,
  ],
  [
    "a step that is none",
    [p("photo.png"), ...hole, "--after", "feather,blur"],
    2,
    /Expected steps among composite, feather, .*, grain, but received "blur"\. Write for example feather:3,grain/,
  ],
  [
    "a step's number out of range",
    [p("photo.png"), ...hole, "--after", "feather:9"],
    2,
    /Expected the radius of feather to be a whole number from 1 to 4, but received "9"\. Use for example 2/,
  ],
  [
    "no step",
    [p("photo.png"), ...hole, "--after", " "],
    2,
    /Expected steps behind --after, but received " "\. Type for/,
  ],
  ["another program's step", [p("photo.png"), ...hole, "--denoise"], 2, /--denoise\. Here that is --after smooth\./],
  [
    "method and comparison",
    [p("photo.png"), ...hole, "--method", "mean", "--compare"],
    2,
    /Expected --method or --compare/,
  ],
];

for (const [what, words, expected, sentence] of cases) {
  test(`${what}: a sentence, exit code ${expected}, nothing written`, async () => {
    const args = words.map((word) => (word.startsWith("@") ? at(word.slice(1)) : word));
    const list = readdirSync(folder, { recursive: true }).sort();
    const { code, said, warned } = await run(
      args.some((arg) => arg.startsWith("-o")) ? args : [...args, "-o", at("out.png")],
    );
    assert.equal(code, expected);
    assert.deepEqual(said, []);
    assert.equal(warned.length, 1);
    assert.match(warned[0], sentence);
    assert.match(warned[0], /^Expected [^\n]*\.$/);
    assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), list);
  });
}

test("a picture without -o is refused", async () => {
  const { code, warned } = await run([at("photo.png"), ...hole]);
  assert.deepEqual(
    [code, warned],
    [2, ["Expected -o with the file to write, but received none. Add for example -o filled.png."]],
  );
});

test("what the existing file held is still there, and --force replaces it", async () => {
  assert.equal(readFileSync(at("there.png"), "utf8"), "already here");
  assert.equal((await run([at("photo.png"), ...hole, "-o", at("there.png"), "--force"])).code, 0);
  assert.notEqual(readFileSync(at("there.png")).toString("latin1", 0, 7), "already");
});

test("--force keeps permissions, and follows a link", async () => {
  writeFileSync(at("private.png"), "mine");
  chmodSync(at("private.png"), 0o600);
  symlinkSync(at("private.png"), at("link.png"));
  assert.equal((await run([at("photo.png"), ...hole, "-o", at("link.png"), "--force"])).code, 0);
  assert.ok(lstatSync(at("link.png")).isSymbolicLink());
  assert.equal(statSync(at("private.png")).mode & 0o777, 0o600);
  assert.equal((await sharp(at("private.png")).metadata()).width, 30);
});

test("a file that appears while the picture is filled is not overwritten", async (context) => {
  // The check before the fill finds nothing, and at that moment the file is made.
  const { lstatSync: look } = fs;
  const looking = context.mock.method(fs, "lstatSync", (path: string) => {
    if (path !== at("race.png")) return look(path);
    looking.mock.restore();
    writeFileSync(path, "someone else's");
    throw Object.assign(new Error("nothing there"), { code: "ENOENT" });
  });
  const { code, warned } = await run([at("photo.png"), ...hole, "-o", at("race.png")]);
  assert.equal(code, 1);
  assert.match(warned[0], /Expected .*race\.png not to exist yet, but it does by now\. Add --force to overwrite it/);
  assert.equal(readFileSync(at("race.png"), "utf8"), "someone else's");
});

test("with --json a refusal is JSON too", async () => {
  const { code, said } = await run([at("photo.png"), ...hole, "-o", at("text.png"), "--json"]);
  assert.equal(code, 1);
  const { pictures, failures } = JSON.parse(said.join("\n")) as { pictures: unknown[]; failures: { error: string }[] };
  assert.deepEqual(pictures, []);
  assert.match(failures[0].error, /text\.png not to exist yet/);
});

test("everything transparent outside the hole is refused", async () => {
  const sample = drawSample(30, 22, 4);
  for (let pixel = 0; pixel < 30 * 22; pixel++) sample.values[4 * pixel + 3] = 0;
  await inSharp(sample).png().toFile(at("glass.png"));
  const { code, warned } = await run([at("glass.png"), ...hole, "-o", at("glass-filled.png")]);
  assert.equal(code, 1);
  assert.match(warned[0], /Expected something visible outside the hole/);
});
