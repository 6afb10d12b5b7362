// Drawings and images as JPEG, for photographs: of these a PNG weighs several times as much. Images also as PNG, where what is shown
// is measured. sharp is loaded when it is first wanted.
import type { Sharp } from "sharp";
import { imageBytes } from "../../figures/raster";
import type { ImageBatch } from "../../images/batch";
import { svgToPng, drawingToSvg, type Drawing } from "./encode";

/** Text and thin lines stay sharp: no colour is stored at half the resolution. */
const settings = { quality: 85, chromaSubsampling: "4:4:4", mozjpeg: true } as const;

/** The drawing as JPEG, grids pixel for pixel. */
export async function drawingToJpeg(drawing: Drawing): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  return sharp(svgToPng(drawingToSvg(drawing)))
    .flatten({ background: "#ffffff" })
    .jpeg(settings)
    .toBuffer();
}

/** Image `index` of a batch [N,H,W,1] or [N,H,W,3] as JPEG; float32 is clamped to [0,1]. */
export async function imageToJpeg(images: ImageBatch, index = 0): Promise<Buffer> {
  return (await openImage(images, index)).jpeg(settings).toBuffer();
}

/** The same as PNG, which keeps every byte. */
export async function imageToPng(images: ImageBatch, index = 0): Promise<Buffer> {
  return (await openImage(images, index)).png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
}

async function openImage(images: ImageBatch, index: number): Promise<Sharp> {
  const [, height, width] = images.shape;
  const { default: sharp } = await import("sharp");
  return sharp(imageBytes(images, index), { raw: { width, height, channels: 3 } });
}

/** The address under which HTML shows it. */
export function jpegAddress(jpeg: Buffer): string {
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}
