// Random folders for inpaint, with their masks, from a seed: pictures of all formats, damaged files, formats that are not read,
// folders in folders, links, files that may not be read, outputs that are there or cannot be written. After each run: every
// picture is filled, refused in a sentence or named as skipped; inputs and known pixels are as they were.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import sharp from "sharp";
import { randomStream, type Random } from "../../../src/random";
import { checkLines, checkNames, contents, damaged, drawOptions, pick, some, type DrawnOption } from "./fuzzChecks";
import { drawSample, inSharp, run, storedValues } from "./samples";
import type { FuzzResult } from "./fuzz";
import { withStreams } from "./streamed";

/** What --json says. */
interface Told {
  readonly pictures: readonly { input: string; output: string; width: number; height: number; holePixels: number }[];
  readonly failures: readonly { input?: string; error: string }[];
  readonly skipped: readonly { input: string; reason: string }[];
}

/** Options that go with every folder and mask; a line for each. */
const options: readonly DrawnOption[] = [
  { chance: 0.3, words: () => ["--strict"] },
  { chance: 0.35, words: (random) => pick(random, [["--force"], ["--skip-existing"], ["--skip-existing"]]) },
  { chance: 0.15, words: () => ["--quiet"] },
  { chance: 0.1, words: () => ["--dry-run"] },
  { chance: 0.15, words: (random) => ["--format", pick(random, ["png", "jpg", "tif"])] },
  { chance: 0.25, words: (random) => ["--grow", pick(random, ["1", "1", "2", "2", "30"])] },
  { chance: 0.2, words: (random) => ["--threshold", pick(random, ["8", "128"])] },
  { chance: 0.1, words: () => ["--invert"] },
  { chance: 0.1, words: (random) => ["--quality", pick(random, ["40", "90"])] },
  { chance: 0.2, words: () => ["--accept-damaged"] },
  { chance: 0.3, words: (random) => ["--method", pick(random, ["mean", "harmonic", "telea", "navierStokes"])] },
];

/** Makes the folders of one case below the empty folder, runs it and checks what came of it. */
export async function fuzzFolder(seed: number, index: number, folder: string): Promise<FuzzResult> {
  const random = randomStream(seed, "folder", index);
  mkdirSync(join(folder, "in"), { recursive: true });
  await drawPictures(random, join(folder, "in"));
  const mask = await drawMasks(random, folder);
  const output = drawOutput(random, folder);
  const args = [join(folder, "in"), "-m", mask, "-o", output, ...drawOptions(random, options), "--json"];
  args.push(...some(random, mask.startsWith(folder) ? 0.3 : 0.02, "--resize-mask"));
  const has = (word: string): boolean => args.includes(word);
  const before = contents(folder);
  const { heard } = await withStreams(await drawMask(random), (output) => run(args, undefined, output));
  const { code, said, warned } = heard;
  const after = contents(folder);
  checkLines(heard);
  checkNames(after.keys());
  const told: Told = JSON.parse(said.join("\n"));
  const strict = has("--strict") && told.skipped.some(({ reason }) => !reason.endsWith("exists already."));
  assert.equal(code === 2 ? 1 : code, told.failures.length > 0 || strict ? 1 : 0, `exit code ${code}`);
  for (const { error } of told.failures) assert.ok(/^Expected [^\n]*\.$/.test(error) && warned.includes(error), error);
  if (told.failures.every(({ input }) => input !== undefined)) checkAllNamed(told, before.keys(), folder);
  const made = [...after.keys()].filter((name) => !before.has(name)).map((name) => join(folder, name));
  const outputs = told.pictures.map((picture) => picture.output);
  for (const { reason } of told.skipped) {
    const there = / exists already\.$/.test(reason)
      ? reason.slice(folder.length + 1, -" exists already.".length)
      : null;
    assert.ok(there === null || before.has(there), `${there} was not there`);
  }
  if (has("--dry-run")) assert.deepEqual(made, []);
  else for (const path of made) assert.ok(outputs.includes(path), `${path} was made and not told of`);
  for (const [name, bytes] of before) {
    if (has("--force") && outputs.includes(join(folder, name))) continue;
    assert.ok(after.get(name)?.equals(bytes), `${name} changed`);
  }
  if (!has("--dry-run")) for (const picture of told.pictures) await checkPicture(picture, mask, has("--grow"));
  return { args: args.map((word) => word.replaceAll(folder, "")), code };
}

/** Every picture of the folder, read or not, is told of; masks beside pictures are none. */
function checkAllNamed({ pictures, failures, skipped }: Told, files: Iterable<string>, folder: string): void {
  const told = new Set([...pictures, ...failures, ...skipped].map(({ input }) => input));
  for (const name of files) {
    const isPicture =
      /^in\/[^./][^/]*\.(png|jpe?g|jfif|webp|tif|gif|heic|bmp)$/i.test(name) && !/[-_]mask\./.test(name);
    assert.ok(!isPicture || told.has(join(folder, name)), `${name} was passed over`);
  }
}

/** The output is whole, and differs from the input in no more than the hole. */
async function checkPicture(
  { input, output, width, height, holePixels }: Told["pictures"][number],
  mask: string,
  grown: boolean,
): Promise<void> {
  const { width: wide, height: high, depth } = await sharp(output, { failOn: "warning" }).metadata();
  assert.deepEqual([wide, high], [width, height]);
  if (!/\.(png|tif)$/.test(output) || !/\.(png|tif|gif)$/i.test(input)) return;
  const bits = depth === "ushort" ? 16 : 8;
  const [was, is] = [await storedValues(input, bits), await storedValues(output, bits)];
  const opaqueGif = was.channels === 4 && is.channels === 3; // sharp gives every GIF an alpha channel
  assert.ok(opaqueGif || is.channels === was.channels);
  const changed = Array.from({ length: width * height }, (_, p) => p).filter(
    (p) =>
      Array.from({ length: is.channels }, (_, c) => c).some(
        (c) => is.values[p * is.channels + c] !== was.values[p * was.channels + c],
      ) ||
      (opaqueGif && was.values[4 * p + 3] !== 255),
  );
  assert.ok(changed.length <= holePixels, `${changed.length} pixels of ${output} changed, the hole has ${holePixels}`);
  if (!/^\d+(,\d+){3}$/.test(mask) || grown) return;
  const [left, top, w, h] = mask.split(",").map(Number);
  for (const p of changed) {
    const [x, y] = [p % width, Math.floor(p / width)];
    assert.ok(x >= left && x < left + w && y >= top && y < top + h, `known pixel ${x},${y} of ${output} changed`);
  }
}

const usual = [24, 18] as const;

async function drawPictures(random: Random, folder: string): Promise<void> {
  for (let n = 0, count = random.integer(0, 6); n < count; n++) {
    const stem = pick(random, [`p${n}`, `p${n}`, `p${n}`, "same", `grün ${n}`, `p${n}_mask`]);
    const ending = pick(random, ["png", "png", "jpg", "JPEG", "webp", "tif", "gif", "jfif"]);
    const size = random.uniform() < 0.8 ? usual : ([random.integer(1, 40), random.integer(1, 40)] as const);
    const file = await drawPicture(random, ending, ...size);
    writeFileSync(join(folder, `${stem}.${ending}`), random.uniform() < 0.2 ? damaged(random, file) : file);
  }
  const strange: readonly (() => void)[] = [
    () => writeFileSync(join(folder, "phone.heic"), "no picture"),
    () => writeFileSync(join(folder, "scan.bmp"), "BM"),
    () => writeFileSync(join(folder, "empty.png"), ""),
    () => writeFileSync(join(folder, "text.jpg"), "words"),
    () => writeFileSync(join(folder, "Thumbs.db"), "x"),
    () => writeFileSync(join(folder, ".hidden.png"), "x"),
    () => mkdirSync(join(folder, "folder.png")),
    () => symlinkSync(join(folder, "nowhere.png"), join(folder, "broken-link.png")),
    () => symlinkSync(folder, join(folder, "loop")),
  ];
  for (const make of strange) if (random.uniform() < 0.08) make();
  if (random.uniform() < 0.2) {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub/x.png"), await drawPicture(random, "png", ...usual));
    if (random.uniform() < 0.5) symlinkSync(join(folder, "sub/x.png"), join(folder, "linked.png"));
  }
  if (random.uniform() < 0.15) {
    writeFileSync(join(folder, "locked.png"), await drawPicture(random, "png", ...usual));
    chmodSync(join(folder, "locked.png"), 0);
  }
}

async function drawPicture(random: Random, ending: string, width: number, height: number): Promise<Buffer> {
  const sample = drawSample(
    width,
    height,
    pick(random, [1, 2, 3, 3, 4]),
    pick(random, [8, 8, 16]),
    random.integer(1, 99),
  );
  const { channels, values } = sample;
  if (channels % 2 === 0) for (let p = 3; p < width * height; p += 5) values[p * channels + channels - 1] = 0;
  const picture = inSharp(sample);
  if (ending === "png") return picture.png().toBuffer();
  if (ending === "tif") return picture.tiff({ compression: "lzw" }).toBuffer();
  if (ending === "gif") return picture.gif().toBuffer();
  return ending === "webp" ? picture.webp({ lossless: true }).toBuffer() : picture.flatten().jpeg().toBuffer();
}

/** What stands behind -m: a rectangle, a colour, alpha, a file, or a folder of masks for the pictures that are there. */
async function drawMasks(random: Random, folder: string): Promise<string> {
  const kind = random.uniform();
  if (kind < 0.3) return pick(random, ["3,3,5,6", "0,0,4,4", "20,2,9,9", "0,0,24,18"]);
  if (kind < 0.36) return pick(random, ["alpha", "#808080"]);
  if (kind < 0.5) {
    if (random.uniform() < 0.1) return "-";
    writeFileSync(
      join(folder, "mask.png"),
      random.uniform() < 0.2 ? damaged(random, await drawMask(random)) : await drawMask(random),
    );
    return join(folder, pick(random, ["mask.png", "mask.png", "mask.png", "mask.png", "gone.png"]));
  }
  const isBeside = random.uniform() < 0.3;
  const masks = isBeside ? join(folder, "in") : join(folder, "masks");
  mkdirSync(masks, { recursive: true });
  const stems = [...contents(join(folder, "in")).keys()]
    .filter((name) => !name.includes("/") && !name.startsWith("."))
    .map((name) => basename(name, extname(name)));
  for (const stem of new Set([...stems, ...some(random, 0.3, "nobody")])) {
    if (random.uniform() < 0.15) continue;
    const suffix = isBeside ? pick(random, ["-mask", "_mask"]) : pick(random, ["", "", "-mask", "_mask"]);
    const path = join(masks, `${stem}${suffix}.${random.uniform() < 0.9 ? "png" : "bmp"}`);
    if (!existsSync(path)) writeFileSync(path, random.uniform() < 0.9 ? await drawMask(random) : "no mask");
  }
  return masks;
}

/** Hard, soft, grey, black, white, with transparency, or of another size. */
async function drawMask(random: Random): Promise<Buffer> {
  const kind = pick(random, [
    "hard",
    "hard",
    "hard",
    "soft",
    "grey",
    "black",
    "white",
    "strokes",
    "erased",
    "size",
    "turned",
  ]);
  const [width, height] = kind === "size" ? [13, 40] : kind === "turned" ? [usual[1], usual[0]] : usual;
  const inside = (p: number): boolean => p % width > 4 && p % width < 12 && p > 3 * width && p < 9 * width;
  if (kind === "strokes" || kind === "erased") {
    const values = new Uint8Array(4 * width * height);
    for (let p = 0; p < width * height; p++)
      values.fill(255, 4 * p + 3, 4 * p + (inside(p) === (kind === "strokes") ? 4 : 3));
    return inSharp({ width, height, channels: 4, bits: 8, values }).png().toBuffer();
  }
  const level = (p: number): number =>
    kind === "black" ? 0 : kind === "white" ? 255 : kind === "grey" ? (p * 37) % 256 : inside(p) ? 255 : 0;
  const values = Uint8Array.from({ length: width * height }, (_, p) => level(p));
  const mask = inSharp({ width, height, channels: 1, bits: 8, values });
  return (kind === "soft" ? mask.blur(1) : mask).png().toBuffer();
}

/** A new folder, one with some outputs, one that may not be written to, one among the pictures, or a file. */
function drawOutput(random: Random, folder: string): string {
  const kind = random.uniform();
  const output = join(folder, kind < 0.85 ? "out" : "in/out");
  if (kind < 0.5) return output;
  if (kind >= 0.97) {
    writeFileSync(join(folder, "file"), "in the way");
    return join(folder, "file");
  }
  mkdirSync(output);
  if (kind < 0.75) for (const name of ["p0.png", "p1.png", "p1.jpg"]) writeFileSync(join(output, name), "was here");
  else if (kind < 0.85) chmodSync(output, 0o555);
  return output;
}
