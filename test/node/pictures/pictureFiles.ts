// A folder of small pictures of every kind that is read, and of files that are none.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawSample, inSharp } from "../inpaint/samples";

/** Sides of most of the pictures. */
export const width = 60;
export const height = 44;

/** Pictures by name; what "damaged" holds is no whole picture, and "small.png" is 20×20. */
export async function writePictures(folder: string): Promise<void> {
  const draw = (channels: 1 | 2 | 3 | 4, bits: 8 | 16 = 8) => inSharp(drawSample(width, height, channels, bits));
  const jpeg = await draw(3).jpeg({ quality: 95 }).toBuffer();
  const files: { readonly [name: string]: Buffer | string } = {
    "colours.jpg": jpeg,
    "deep/turned.JPEG": await draw(3).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer(),
    "deep/deeper/grey.png": await draw(1).png().toBuffer(),
    "deep/sixteen.png": await draw(3, 16).png().toBuffer(),
    "alpha.webp": await draw(4).webp({ lossless: true }).toBuffer(),
    "inks.tif": await draw(3).toColourspace("cmyk").tiff().toBuffer(),
    "plain.tiff": await draw(3).tiff({ compression: "lzw" }).toBuffer(),
    "small.png": await inSharp(drawSample(20, 20, 3))
      .png()
      .toBuffer(),
    "damaged/text.jpg": "This is a letter and no photograph.\n",
    "damaged/cut.jpg": jpeg.subarray(0, jpeg.length >> 1),
    "damaged/empty.png": "",
    ".hidden.jpg": jpeg,
    "notes.txt": "no picture, and not named as one",
    "phone.heic": "whatever",
  };
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, bytes);
  }
}
