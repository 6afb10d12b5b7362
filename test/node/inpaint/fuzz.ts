// Random command lines for inpaint, each with its files, from a seed: sizes from 1×1 to about 300 pixels, all formats, holes
// of every kind, damaged files, wrong words. After each: a sentence or a whole picture, no trace, no half file,
// nothing else changed.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { randomStream, type Random } from "../../../src/random";
import { checkLines, checkNames, contents, damaged, drawOptions, pick, some, type DrawnOption } from "./fuzzChecks";
import { drawSample, inSharp, run } from "./samples";
import { withStreams } from "./streamed";

export interface FuzzResult {
  readonly args: readonly string[];
  readonly code: number;
}

/** Makes the files of one case in the empty folder, runs it and checks what came of it. */
export async function fuzzCase(seed: number, index: number, folder: string): Promise<FuzzResult> {
  const random = randomStream(seed, "command line", index);
  mkdirSync(folder, { recursive: true });
  const args = await drawCommandLine(random, folder);
  const before = contents(folder);
  const piped = before.get(args.includes("-m") ? "mask.png" : (inputOf(before) ?? "")) ?? Buffer.alloc(0);
  const { heard, bytes } = await withStreams(piped, (output) => run(args, undefined, output));
  const { code, said, warned } = heard;
  const after = contents(folder);
  const made = [...after.keys()].filter((name) => !before.has(name));
  const has = (...words: string[]): boolean => words.some((word) => args.includes(word));
  const answered = has("--help", "--version") || args.length === 0;
  const toOutput = args[args.indexOf("-o") + 1] === "-" && has("-o");
  assert.ok([0, 1, 2].includes(code), `exit code ${code}`);
  checkLines(heard);
  checkNames(after.keys());
  if (code !== 0) assert.match(warned.find((line) => !line.startsWith("Skipped ")) ?? "", /^Expected .*\.$/);
  // Of a folder, the pictures that can be filled are written.
  if (code !== 0 && !args.includes(folder)) assert.deepEqual(made, [], "files after a failure");
  for (const [name, was] of before) {
    if (has("--force") && code === 0 && name === "existing.png") continue;
    assert.ok(after.get(name)?.equals(was), `${name} changed`);
  }
  for (const file of [...made.map((name) => after.get(name) as Buffer), ...(bytes.length > 0 ? [bytes] : [])])
    await sharp(file, { failOn: "warning" }).raw().toBuffer();
  if (toOutput) assert.deepEqual([answered ? [] : said, code === 0 && !answered], [[], bytes.length > 0]);
  else if (has("--json") && !answered) JSON.parse(said.join("\n"));
  if (code === 0 && !answered && !toOutput)
    assert.ok(
      has("--dry-run") ? made.length === 0 : made.length === 1 || has("--force", "--skip-existing"),
      `made ${made.join()}`,
    );
  return { args: args.map((word) => word.replaceAll(folder, "")), code };
}

function inputOf(files: ReadonlyMap<string, Buffer>): string | undefined {
  return [...files.keys()].find((name) => name.startsWith("in."));
}

/** Options that go with every picture and mask; a line for each. */
const options: readonly DrawnOption[] = [
  { chance: 0.3, words: () => ["--force"] },
  { chance: 0.2, words: () => ["--json"] },
  { chance: 0.2, words: () => ["--quiet"] },
  { chance: 0.1, words: () => ["--strict"] },
  { chance: 0.07, words: () => ["--skip-existing"] },
  { chance: 0.05, words: () => ["--dry-run"] },
  { chance: 0.05, words: (random) => ["--format", pick(random, ["png", "jpg", "tif", "webp", "gif", ""])] },
  { chance: 0.2, words: (random) => ["--grow", pick(random, ["0", "1", "1", "3", "3", "20", "-1", "x", "1e2"])] },
  { chance: 0.05, words: (random) => ["--threshold", pick(random, ["1", "8", "128", "255", "0", "256", "half"])] },
  { chance: 0.04, words: () => ["--invert"] },
  { chance: 0.05, words: (random) => ["--quality", pick(random, ["1", "60", "95", "100", "0", "101", "best"])] },
  { chance: 0.1, words: () => ["--accept-damaged"] },
  {
    chance: 0.15,
    words: (random) => ["--after", pick(random, ["feather:3,grain", "poisson:2", "smooth,sharpen", "blur"])],
  },
  { chance: 0.02, words: (random) => ["--mask", pick(random, ["0,0,1,1", "1,1,3,2", "alpha", "#fff"])] },
  { chance: 0.05, words: (random) => ["--limit-megapixels", pick(random, ["1000", "0.001", "0", "many"])] },
  { chance: 0.01, words: () => ["--help"] },
  { chance: 0.01, words: () => ["--version"] },
  { chance: 0.02, words: (random) => [pick(random, ["--speed", "-mask", "--model", "-q", "--", "-"])] },
];

async function drawCommandLine(random: Random, folder: string): Promise<string[]> {
  const method =
    random.uniform() < 0.6
      ? pick(random, ["mean", "harmonic", "telea", "navierStokes", "biharmonic", "exemplar"])
      : null;
  const compare = method === null && random.uniform() < 0.15;
  const slow = compare || method === "exemplar";
  const side = (): number => (random.uniform() < 0.25 ? random.integer(1, 4) : random.integer(1, slow ? 48 : 300));
  const width = side();
  const height = side();
  const input = await drawInput(random, folder, width, height);
  const mask = await drawMask(random, folder, width, height);
  const file = mask.endsWith("mask.png");
  writeFileSync(join(folder, "existing.png"), "was here");
  const output =
    random.uniform() < 0.75
      ? pick(random, ["out.png", "out.tif", "out.webp", "out.JPEG", "new/deep/out.png"])
      : pick(random, ["out.gif", "out", "existing.png", "existing.png/out.png", "-", "-"]);
  const piped = random.uniform() < 0.06;
  const pipedMask = file && random.uniform() < (piped ? 0.2 : 0.06);
  const words = [
    ...some(random, 0.98, piped ? "-" : input),
    ...some(random, 0.98, pipedMask ? "-m" : "--mask", pipedMask ? "-" : mask),
    ...some(random, 0.98, "-o", output === "-" ? "-" : join(folder, output)),
  ];
  if (method !== null) words.push("--method", random.uniform() < 0.97 ? method : "magic");
  if (compare) words.push("--compare");
  words.push(...drawOptions(random, options));
  words.push(...some(random, file ? 0.7 : 0.02, "--resize-mask"));
  words.push(
    ...some(random, mask.startsWith("#") ? 0.8 : 0.01, "--tolerance", pick(random, ["0", "40", "60", "80", "256", ""])),
  );
  return words;
}

async function drawInput(random: Random, folder: string, width: number, height: number): Promise<string> {
  const format = pick(random, ["png", "png", "jpg", "webp", "tif", "gif"] as const);
  const channels = pick(random, [1, 2, 3, 4] as const);
  const bits = pick(random, [8, 8, 16] as const);
  const sample = drawSample(width, height, channels, bits, random.integer(1, 99));
  if (channels % 2 === 0)
    for (let p = random.integer(1, 9); p < width * height; p += 7) sample.values[p * channels + channels - 1] = 0;
  const picture = inSharp(sample).withMetadata({ orientation: random.integer(1, 8) });
  const lossless = random.uniform() < 0.5;
  const file =
    format === "png"
      ? picture.png()
      : format === "jpg"
        ? picture.flatten().jpeg()
        : format === "tif"
          ? picture.tiff()
          : format === "webp"
            ? picture.webp({ lossless })
            : picture.gif();
  const bytes = damaged(random, await file.toBuffer());
  const path = join(folder, `in.${random.uniform() < 0.9 ? format : "png"}`);
  writeFileSync(path, bytes);
  return random.uniform() < 0.03 ? pick(random, [folder, join(folder, "gone.png"), "\0", " "]) : path;
}

async function drawMask(random: Random, folder: string, width: number, height: number): Promise<string> {
  const kind = random.uniform();
  const number = (): number => random.integer(0, 40);
  if (kind < 0.35) return `0,0,${random.integer(1, Math.max(1, width - 1))},${random.integer(1, height)}`;
  if (kind < 0.38) return [number(), number(), number(), number()].join(",");
  if (kind < 0.45) return pick(random, ["#808080", "#a0a0a0", "#999", "#ff00f"]);
  if (kind < 0.55) return "alpha";
  if (kind < 0.6) return pick(random, ["1,2,3", "1,2,3,x", ",,,", join(folder, "gone.png"), folder, "-1,0,2,2"]);
  const values = new Uint8Array(width * height);
  for (let n = random.integer(random.uniform() < 0.1 ? 0 : 1, 3); n > 0; n--) {
    const left = random.integer(0, width - 1);
    const top = random.integer(0, height - 1);
    const wide = random.integer(1, width);
    const high = random.integer(1, Math.ceil(height / 2));
    for (let y = top; y < Math.min(height, top + high); y++)
      values.fill(random.integer(100, 255), y * width + left, y * width + Math.min(width, left + wide));
  }
  const turned = random.uniform() < 0.3;
  const picture = inSharp({
    width: turned ? height : width,
    height: turned ? width : height,
    channels: 1,
    bits: 8,
    values,
  });
  const path = join(folder, "mask.png");
  writeFileSync(path, damaged(random, await picture.png().toBuffer()));
  return path;
}
