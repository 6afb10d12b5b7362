// A folder of small photographs in place of BSDS500's.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { randomStream } from "../../src/random";
import { temporaryFolder } from "./temporaryFolder";

export interface SmallPhotograph {
  /** A number, without ".jpg". */
  readonly name: string;
  readonly height: number;
  readonly width: number;
}

/** Writes JPEG files of smooth colours, and sets BSDS500_IMAGES to their folder for the rest of the test file. */
export async function writePhotographs(photographs: readonly SmallPhotograph[]): Promise<string> {
  const folder = temporaryFolder("photographs-");
  mkdirSync(join(folder, "images/test"), { recursive: true });
  for (const { name, height, width } of photographs) {
    const random = randomStream(Number(name), "small photograph");
    const colours = Uint8Array.from({ length: 4 * 3 * 3 }, () => random.integer(0, 255));
    await sharp(colours, { raw: { width: 4, height: 3, channels: 3 } })
      .resize({ width, height, fit: "fill", kernel: "cubic" })
      .jpeg({ quality: 95 })
      .toFile(join(folder, "images/test", `${name}.jpg`));
  }
  process.env.BSDS500_IMAGES = folder;
  return folder;
}

/** A folder with all 300 of BSDS500's parts "train" and "val" by name: 24×16 pixels where the position is even, else 16×24. */
export async function writeTrainingPhotographs(): Promise<string> {
  const folder = temporaryFolder("training-photographs-");
  const pictures = [await smallJpeg(24, 16), await smallJpeg(16, 24)];
  for (const [part, count] of [
    ["train", 200],
    ["val", 100],
  ] as const) {
    mkdirSync(join(folder, "images", part), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(folder, "images", part, `${1000 + i}.jpg`), pictures[i % 2]);
  }
  return folder;
}

/** Grey, darker from column to column and from row to row; at most 24 pixels a side. */
export async function smallJpeg(width: number, height: number): Promise<Buffer> {
  const colours = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return 128 - 3 * (pixel % width) - 2 * Math.floor(pixel / width);
  });
  return sharp(colours, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100 })
    .toBuffer();
}
