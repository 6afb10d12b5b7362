// npm run bench -- photos: what the methods of npx inpaint do on photographs. Twenty of BSDS500, each with lines and with text
// over it; the command itself fills them, and the hole is compared with what was there. README.md says what is measured.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { range } from "../../src/images/batch";
import { drawArticleLineMasks } from "../../src/masks/articleLines";
import { refusal } from "../../src/methods/inpaintingMethod";
import { pooledHolePsnrDb } from "../../src/metrics/hole";
import { holeFraction } from "../../src/metrics/holeFraction";
import { ssimPerImage } from "../../src/metrics/ssim";
import { svgToPng } from "../../src/node/figures/encode";
import { readMaskFile, writeMaskFile } from "../../src/node/files/maskFiles";
import { readImageFile } from "../../src/node/files/pixels";
import { progressLine } from "../../src/node/files/progressLine";
import { offeredMethods } from "../../src/node/inpaint/methods";
import { runInpaint } from "../../src/node/inpaint/runInpaint";
import { randomStream } from "../../src/random";
import { runBenchmark, writeRows, type BenchOptions } from "../command";
import { measureProcesses, processTable } from "./ownProcess";
import { readPhotographs } from "../../src/node/files/photographs";
import { markdownTable } from "../../src/textTable";

type Options = BenchOptions<"photos">;

/** exemplar searches the whole picture for every patch: it fills fewer photographs, and harmonic these once more beside it. */
const fewer: { readonly [method: string]: number } = { exemplar: 2 };
const sentence = "The quick brown fox jumps over the lazy dog.";

export interface PhotoRow {
  readonly method: string;
  readonly mask: string;
  readonly images: number;
  readonly holeShare: number;
  readonly holePsnrDb: number;
  readonly ssim: number;
  readonly secondsPerImage: number;
}

async function benchPhotos({ images = 20, json, sheet }: Options): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bench-photos-"));
  const line = progressLine();
  const rows: PhotoRow[] = [];
  try {
    const photographs = await readPhotographs(images);
    for (const { name, jpeg } of photographs)
      await sharp(jpeg)
        .png()
        .toFile(join(folder, `${name}.png`));
    const names = photographs.map(({ name }) => name);
    for (const mask of ["lines", "text"] as const) {
      for (const [index, name] of names.entries())
        await drawMask(mask, join(folder, `${name}.png`), join(folder, `${mask}-${name}.png`), index);
      for (const { method, count } of contenders(images)) {
        rows.push(await measure(folder, names.slice(0, count), mask, method, (text) => line.show(text)));
        const { holePsnrDb, ssim, secondsPerImage } = rows[rows.length - 1];
        line.show(
          `${mask}, ${method}: ${holePsnrDb.toFixed(2)} dB, SSIM ${ssim.toFixed(4)}, ${secondsPerImage.toFixed(2)} s`,
        );
        line.end();
      }
    }
    console.log(`\n${table(rows)}`);
    const processes = await measureProcesses(folder, names[0], (text) => line.show(text));
    line.end();
    console.log(`\n${processTable(processes)}`);
    if (sheet !== undefined) await drawSheet(folder, names[0], sheet);
    if (json !== undefined) await writeRows(json, [...rows, ...processes]);
    return 0;
  } finally {
    line.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All methods of the command but those that know 32×32 pixels only, and the number of photographs that each fills. */
function contenders(images: number): { method: string; count: number }[] {
  return offeredMethods()
    .filter((method) => refusal(method, 321, 481) === null)
    .flatMap(({ name }) => {
      const count = Math.min(images, fewer[name] ?? images);
      const row = { method: name, count };
      return count < images ? [row, { method: "harmonic", count }] : [row];
    });
}

async function drawMask(kind: "lines" | "text", photograph: string, file: string, index: number): Promise<void> {
  const { width, height } = await sharp(photograph).metadata();
  const shape = [1, height, width, 3] as const;
  if (kind === "lines") return writeMaskFile(file, drawArticleLineMasks(shape, randomStream(1, "lines", index)));
  const step = Math.round(height / 8);
  const text = Array.from(range(7, 1)).reduce(
    (all, row) => `${all}<text x="${(17 * row) % 60}" y="${row * step}">${sentence}</text>`,
    "",
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
    `<g font-family="DejaVu Sans" font-size="${Math.round(height / 18)}" fill="#fff">${text}</g></svg>`;
  // Half covered is hole: the command would take a letter's grey rim for hole as well.
  await sharp(svgToPng(svg)).greyscale().threshold(128).png().toFile(file);
}

async function measure(
  folder: string,
  names: readonly string[],
  mask: string,
  method: string,
  show: (text: string) => void,
): Promise<PhotoRow> {
  let squared = 0;
  let hole = 0;
  let pixels = 0;
  let similarity = 0;
  let seconds = 0;
  for (const [index, name] of names.entries()) {
    show(`${mask}, ${method}, ${index + 1} of ${names.length}`);
    const input = join(folder, `${name}.png`);
    const maskFile = join(folder, `${mask}-${name}.png`);
    const output = join(folder, "filled.png");
    let told = "";
    const code = await runInpaint(
      [input, "--mask", maskFile, "--method", method, "-o", output, "--json", "--force", "--quiet"],
      { say: (text) => (told += text), warn: (text) => console.error(text), open: () => undefined },
    );
    if (code !== 0) throw new Error(`Expected ${method} to fill ${name}, but the command ended with ${code}.`);
    const truth = await readImageFile(input);
    const filled = await readImageFile(output);
    const knownMask = await readMaskFile(maskFile);
    const [share] = holeFraction(knownMask);
    const size = knownMask.data.length;
    squared += 10 ** (-pooledHolePsnrDb(truth, filled, knownMask) / 10) * share * size;
    hole += share * size;
    pixels += size;
    similarity += ssimPerImage(truth, filled)[0];
    seconds += (JSON.parse(told) as { pictures: { seconds: number }[] }).pictures[0].seconds;
  }
  const count = names.length;
  return {
    method,
    mask,
    images: count,
    holeShare: hole / pixels,
    holePsnrDb: -10 * Math.log10(squared / hole),
    ssim: similarity / count,
    secondsPerImage: seconds / count,
  };
}

function table(rows: readonly PhotoRow[]): string {
  return markdownTable([
    ["mask", "method", "photographs", "hole PSNR in dB, pooled", "SSIM, mean", "seconds per picture"],
    ...rows.map(({ method, mask, images, holeShare, holePsnrDb, ssim, secondsPerImage }) => [
      `${mask} (${(100 * holeShare).toFixed(1)} % hole)`,
      method,
      String(images),
      holePsnrDb.toFixed(2),
      ssim.toFixed(4),
      secondsPerImage.toFixed(2),
    ]),
  ]);
}

async function drawSheet(folder: string, name: string, file: string): Promise<void> {
  const code = await runInpaint([
    join(folder, `${name}.png`),
    "--mask",
    join(folder, `text-${name}.png`),
    "--compare",
    "-o",
    file,
    "--force",
  ]);
  if (code !== 0) throw new Error(`Expected a sheet of ${name}, but the command ended with ${code}.`);
}

runBenchmark("photos", benchPhotos);
