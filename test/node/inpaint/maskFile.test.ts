// Mask files as people make them, given to the command: what is filled, what is said, what is refused.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-masks-");
const at = (name: string): string => join(folder, name);
const width = 90;
const height = 60;
const pixels = width * height;

interface Done {
  readonly code: number;
  readonly warned: readonly string[];
  /** Undefined where the picture was refused. */
  readonly holePixels?: number;
  readonly notes: readonly string[];
}

async function fill(mask: string, ...more: string[]): Promise<Done> {
  const { code, said, warned } = await run([
    at("marked.png"),
    "--mask",
    at(mask),
    "-o",
    at("out.png"),
    "--force",
    "--json",
    ...more,
  ]);
  const { pictures } = JSON.parse(said.join("\n")) as { pictures: { holePixels: number; notes: string[] }[] };
  return { code, warned, holePixels: pictures[0]?.holePixels, notes: pictures[0]?.notes ?? [] };
}

/** Letters of a kind: curved strokes, antialiased. Opacity 0..255 of each pixel. */
let strokes: Buffer;
let hard: Uint8Array;
const grey = (levels: Uint8Array): sharp.Sharp =>
  sharp(levels, { raw: { width, height, channels: 1 } }).toColourspace("b-w");
const count = (levels: Uint8Array, from: number): number => levels.filter((level) => level >= from).length;

before(async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <g stroke="#f00" stroke-width="2.4" fill="none"><path d="M6,50 Q20,-30 32,50 M10,32 L29,33"/>
    <circle cx="48" cy="36" r="13.3"/><path d="M70,8 L70.7,52 M70,33 Q90,20 83,52"/></g></svg>`;
  const layer = await sharp(Buffer.from(svg)).png().toBuffer();
  strokes = await sharp(layer).extractChannel(3).raw().toBuffer();
  hard = strokes.map((level) => (level >= 128 ? 255 : 0));
  const photo = await inSharp(drawSample(width, height, 3))
    .png()
    .toBuffer();
  await sharp(photo).toFile(at("photo.png"));
  await sharp(photo)
    .composite([{ input: layer }])
    .removeAlpha()
    .png()
    .toFile(at("marked.png"));
  await grey(strokes).png().toFile(at("soft.png"));
  await grey(hard).png().toFile(at("hard.png"));
  await sharp(layer).toFile(at("red-layer.png"));
});

/** Decibels against the picture as it was, where the strokes are. */
async function psnr(): Promise<number> {
  const [was, is] = [await storedValues(at("photo.png")), await storedValues(at("out.png"))];
  let squares = 0;
  let n = 0;
  for (let i = 0; i < 3 * pixels; i++) {
    if (strokes[Math.floor(i / 3)] === 0) continue;
    squares += (was.values[i] - is.values[i]) ** 2;
    n++;
  }
  return 10 * Math.log10(255 ** 2 / (squares / n));
}

test("letters with soft edges leave no trace, and a note says what was taken; --threshold takes what it says", async () => {
  const soft = await fill("soft.png");
  assert.deepEqual([soft.code, soft.holePixels], [0, count(strokes, 8)]);
  assert.match(soft.notes[0], /soft\.png has soft edges: levels from 8 up are taken for the hole/);
  assert.deepEqual(soft.warned, soft.notes);
  const whole = await psnr();
  const half = await fill("soft.png", "--threshold", "128", "--quiet");
  assert.deepEqual([half.holePixels, half.notes], [count(strokes, 128), []]);
  assert.ok(whole > 25 && whole > (await psnr()) + 5, `${whole} against ${await psnr()} dB`);
});

test("--quiet leaves notes out, --json keeps them; without --json they stand beside the output", async () => {
  const quiet = await fill("soft.png", "--quiet");
  assert.deepEqual([quiet.warned.length, quiet.notes.length], [0, 1]);
  const words = [at("marked.png"), "--mask", at("soft.png"), "-o", at("out.png"), "--force"];
  const heard = await run(words);
  assert.match(heard.warned[0], /soft edges/);
  assert.match(heard.said.join("\n"), /^[^\n]*out\.png: 90×60/);
  const { warned } = await run([...words, "--quiet"]);
  assert.deepEqual(warned, []);
});

test("the same hole from 1 bit, palette, 16 bit, GIF, WebP, AVIF, JPEG, and white that is 200", async () => {
  const holes = count(hard, 128);
  const sixteen = Uint16Array.from(hard, (level) => 257 * level);
  const files: { [name: string]: sharp.Sharp } = {
    "one.tif": grey(hard).tiff({ bitdepth: 1 }),
    "two-colours.png": grey(hard).png({ palette: true, colours: 2 }),
    "deep.png": sharp(sixteen, { raw: { width, height, channels: 1 } })
      .toColourspace("grey16")
      .png(),
    "a.gif": grey(hard).gif(),
    "a.webp": grey(hard).webp({ quality: 90 }),
    "a.avif": grey(hard).avif({ quality: 80 }),
    "a.jpg": grey(hard).jpeg({ quality: 90 }),
    "pale.png": grey(hard.map((level) => (level > 0 ? 200 : 0))).png(),
  };
  for (const [name, file] of Object.entries(files)) {
    await file.toFile(at(name));
    const { code, holePixels = 0 } = await fill(name, "--method", "mean");
    assert.ok(code === 0 && Math.abs(holePixels - holes) <= 0.03 * holes, `${name}: ${holePixels} of ${holes}`);
  }
});

test("masks without white are refused with a way out that works", async () => {
  await grey(hard.map((level) => Number(level > 0)))
    .png()
    .toFile(at("ones.png"));
  const refused = await fill("ones.png");
  assert.match(refused.warned[0], /its brightest level is 1 of 255\. Add --threshold 1 to take/);
  assert.equal((await fill("ones.png", "--threshold", "1")).holePixels, count(hard, 128));
  await sharp(Uint16Array.from(hard), { raw: { width, height, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toFile(at("deep-255.png"));
  assert.match((await fill("deep-255.png")).warned[0], /Paint the hole white, 65535 in this file\.$/);
  assert.match(
    (await fill("ones.png", "--threshold", "2")).warned[0],
    /no level of it lies at or above --threshold 2\. Lower/,
  );
});

test("a photograph as mask is refused unless a threshold says what is meant", async () => {
  const refused = await fill("photo.png");
  assert.equal(refused.code, 1);
  assert.match(
    refused.warned[0],
    /^Expected black and white in the mask .*photo\.png, but received many greys.*--threshold N/,
  );
  assert.equal((await fill("photo.png", "--threshold", "180")).code, 0);
});

test("--invert: black marks the hole, with soft edges and with a threshold", async () => {
  await grey(strokes.map((level) => 255 - level))
    .png()
    .toFile(at("inverted.png"));
  assert.match(
    (await fill("inverted.png")).notes.join("\n"),
    /% of .*marked\.png is hole: add --invert if black marks it\./,
  );
  assert.equal((await fill("inverted.png", "--invert")).holePixels, count(strokes, 8));
  assert.equal((await fill("inverted.png", "--invert", "--threshold", "100")).holePixels, count(strokes, 156));
  assert.match(
    (await fill("inverted.png", "--threshold", "1", "--method", "mean", "--grow", "1")).notes.join(),
    /% of .*marked\.png is hole: add --invert if black marks it\./,
  );
});

test("strokes on a transparent layer are the hole, what was erased from a picture too, and each is told", async () => {
  const holes = count(strokes, 8);
  const strokesFound = await fill("red-layer.png");
  assert.equal(strokesFound.holePixels, holes);
  assert.match(
    strokesFound.notes[0],
    /red-layer\.png has strokes of one colour on a transparent layer: the strokes are taken/,
  );
  const photo = await storedValues(at("photo.png"));
  const erased = Uint8Array.from({ length: 4 * pixels }, (_, i) =>
    i % 4 === 3 ? 255 - strokes[i >> 2] : photo.values[3 * (i >> 2) + (i % 4)],
  );
  await sharp(erased, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(at("erased.png"));
  const erasedFound = await fill("erased.png");
  assert.equal(erasedFound.holePixels, holes);
  assert.match(erasedFound.notes[0], /erased\.png is transparent in part: that part is taken for the hole/);
  assert.equal((await fill("erased.png", "--threshold", "128")).holePixels, count(strokes, 128));
  const greyAlpha = Uint8Array.from({ length: 2 * pixels }, (_, i) => (i % 2 === 1 ? hard[i >> 1] : 255));
  await sharp(greyAlpha, { raw: { width, height, channels: 2 } })
    .toColourspace("b-w")
    .png()
    .toFile(at("white-layer.png"));
  assert.equal((await fill("white-layer.png")).holePixels, count(hard, 128));
});

test("a layer that may mean two things is refused", async () => {
  const white = Uint8Array.from({ length: 4 * pixels }, (_, i) => (i % 4 === 3 ? 255 - hard[i >> 2] : 255));
  await sharp(white, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(at("white-sheet.png"));
  const { code, warned } = await fill("white-sheet.png");
  assert.equal(code, 1);
  assert.match(
    warned[0],
    /^Expected .*white-sheet\.png to show whether its opaque or its transparent part is the hole, but its opaque part has one colour, white, and covers \d\d %\. Save it without transparency, the hole white on black\.$/,
  );
});

test("a mask that lies on its side as the picture is stored is turned with it", async () => {
  for (const orientation of [5, 6, 7, 8]) {
    const stored = await sharp(at("marked.png")).withMetadata({ orientation }).png().toBuffer();
    writeFileSync(at("phone.png"), stored);
    const words = [at("phone.png"), "--mask", at("hard.png"), "-o", at("phone-out.png"), "--force", "--json"];
    const { code, said } = await run(words);
    assert.equal(code, 0, said.join());
    const [{ notes }] = (JSON.parse(said.join("\n")) as { pictures: { notes: string[] }[] }).pictures;
    assert.match(notes[0], /hard\.png lies on its side, as .*phone\.png is stored: it is turned upright with it\./);
    const upright = await sharp(await grey(hard).withMetadata({ orientation }).png().toBuffer())
      .autoOrient()
      .extractChannel(0)
      .raw()
      .toBuffer();
    const [before, after] = await Promise.all([
      sharp(stored).autoOrient().raw().toBuffer(),
      sharp(at("phone-out.png")).raw().toBuffer(),
    ]);
    for (let i = 0; i < before.length; i++)
      if (upright[Math.floor(i / 3)] === 0) assert.equal(after[i], before[i], `orientation ${orientation}`);
    await sharp(at("hard.png")).resize(45, 30, { kernel: "nearest" }).png().toFile(at("half-side.png"));
    words[2] = at("half-side.png");
    assert.match((await run(words)).warned[0], /Expected a mask of 60×90 pixels .* has 45×30\. Add --resize-mask/);
    assert.equal((await run([...words, "--resize-mask"])).code, 0);
  }
});

test("--resize-mask keeps proportions to within rounding, and thin lines", async () => {
  const line = Uint8Array.from({ length: 4 * pixels }, (_, p) => (p % (2 * width) === 60 ? 255 : 0));
  await sharp(line, { raw: { width: 2 * width, height: 2 * height, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toFile(at("double.png"));
  assert.equal((await fill("double.png", "--resize-mask")).holePixels, height);
  for (const [size, more] of [
    [[90, 90], []],
    [[90, 90], ["--resize-mask"]],
    [[60, 90], ["--resize-mask"]],
  ] as const) {
    await sharp(at("hard.png")).resize(size[0], size[1], { fit: "fill" }).png().toFile(at("odd.png"));
    const { code, warned } = await fill("odd.png", ...more);
    assert.equal(code, 1);
    assert.match(
      warned[0],
      /Expected a mask of 90×60 pixels .*, other proportions\. Export it at the picture's size\.$/,
    );
  }
});

test("notes of a folder stand beside each picture, and --compare tells them too", async () => {
  mkdirSync(at("in"));
  for (const name of ["a.png", "b.png"]) await sharp(at("marked.png")).toFile(at(`in/${name}`));
  const { code, said } = await run([at("in"), "--mask", at("soft.png"), "-o", at("many"), "--json", "--quiet"]);
  const { pictures } = JSON.parse(said.join("\n")) as { pictures: { notes: string[] }[] };
  assert.deepEqual([code, pictures.map(({ notes }) => notes.length)], [0, [1, 1]]);
  const sheet = await run([at("marked.png"), "--mask", at("red-layer.png"), "--compare", "-o", at("sheet.png")]);
  assert.equal(sheet.code, 0);
  assert.match(sheet.warned.join("\n"), /strokes of one colour.*\n.*soft edges/);
});

test("LaMa's names: photo_mask001 belongs to photo; several are fills of their own", async () => {
  mkdirSync(at("lama"));
  await sharp(at("marked.png")).toFile(at("lama/x.png"));
  await sharp(at("hard.png")).toFile(at("lama/x_mask001.png"));
  const words = [at("lama"), "--mask", at("lama"), "-o", at("lama-out")];
  assert.equal((await run(words)).code, 0);
  assert.deepEqual(readdirSync(at("lama-out")), ["x.png"]);
  await sharp(at("hard.png")).toFile(at("lama/x_mask002.png"));
  const { code, warned } = await run([...words, "--force"]);
  assert.equal(code, 1);
  assert.match(
    warned[0],
    /Expected one mask for .*x\.png in .*lama, but received x_mask001\.png and x_mask002\.png\. Each is a fill of its own: name one by --mask, or leave one in the folder\.$/,
  );
});

test("several rectangles, one --mask each; nothing else stands several times", async () => {
  const holePixels = async (...words: string[]): Promise<number> => {
    const { said } = await run([at("marked.png"), ...words, "-o", at("out.png"), "--force", "--json"]);
    return (JSON.parse(said.join("\n")) as { pictures: { holePixels: number }[] }).pictures[0].holePixels;
  };
  assert.equal(await holePixels("--mask", "2,3,10,4", "--mask", "40,20,5,5", "--mask", "42,22,5,5"), 40 + 25 + 25 - 9);
  const refused: [string[], RegExp][] = [
    [
      ["--mask", "2,3,10,4", "--mask", at("hard.png")],
      /Expected --mask once, or rectangles alone, but received a file as one of 2\. Leave the others out\.$/,
    ],
    [["--mask", "alpha", "--mask", "#fff"], /but received alpha as one of 2\./],
    [
      ["--mask", "2,3,10,4", "--invert"],
      /Expected a file for --mask beside --invert, but received a rectangle\. Leave --invert out\.$/,
    ],
    [["--mask", "alpha", "--threshold", "9"], /Expected a file for --mask beside --threshold, but received alpha\./],
    [
      ["--mask", at("hard.png"), "--threshold", "256"],
      /--threshold to be a whole number from 1 to 255, but received "256"/,
    ],
  ];
  for (const [words, sentence] of refused) {
    const { code, warned } = await run([at("marked.png"), ...words, "-o", at("no.png")]);
    assert.equal(code, 2);
    assert.match(warned[0], sentence);
  }
});
