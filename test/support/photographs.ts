// A folder of small photographs in place of BSDS500's.
import { mkdirSync } from "node:fs";
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
