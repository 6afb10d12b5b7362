// The log.csv of the residual inpainter: per pass over the images the samples seen so far and the two losses, and where it was
// measured the pooled hole PSNR on held-out images for each mask set of the benchmark, else nothing.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { benchmarkMaskSets } from "../../benchmarks/cifar10InpaintingV1";
import { writeFileSafely } from "../files/safeWrite";

/** Pooled hole PSNR in dB on the held-out images, by mask set. */
export type HeldOutPsnr = { readonly [maskSet: string]: number };

export interface InpainterLogRow {
  /** Passes over the images. */
  readonly epoch: number;
  readonly samples: number;
  readonly loss: number;
  readonly valLoss: number;
  readonly psnr: HeldOutPsnr | null;
}

const file = "log.csv", names = benchmarkMaskSets.map(({ name }) => name);
const header = ["epoch", "samples", "loss", "valLoss", ...names].join(",");

export async function writeInpainterLog(folder: string, rows: readonly InpainterLogRow[]): Promise<void> {
  const lines = rows.map(({ epoch, samples, loss, valLoss, psnr }) =>
    [epoch, samples, loss, valLoss, ...names.map((name) => psnr?.[name].toFixed(3) ?? "")].join(","));
  await writeFileSafely(join(folder, file), [header, ...lines].join("\n") + "\n");
}

/** The rows of FOLDER/log.csv; none where there is no such file. Throws where it has other columns. */
export function readInpainterLog(folder: string): InpainterLogRow[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  const [first, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  if (first !== header) {
    throw new Error(`Expected a table "${header}", but ${path} has other columns. ` +
      `Train again: npm run train -- residual-inpainter.`);
  }
  return lines.map((line) => {
    const [epoch, samples, loss, valLoss, ...psnr] = line.split(",");
    const measured = psnr.some((value) => value !== "");
    return {
      epoch: Number(epoch), samples: Number(samples), loss: Number(loss), valLoss: Number(valLoss),
      psnr: measured ? Object.fromEntries(names.map((name, i) => [name, Number(psnr[i])])) : null,
    };
  });
}
