// Writes what all contenders share into a folder, once: for each workload images with black holes and masks as raw uint8, and
// in workloads.json their shapes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { imageBatch, type BatchShape, type ImageBatch } from "../../src/images/batch";
import type { Pictures, Workload } from "./workloads";

/** What one workload looks like in workloads.json, under its name. */
export interface PreparedFiles {
  /** File names in the folder. */
  readonly images: string;
  readonly masks: string;
  /** Of the images; a mask has one channel. */
  readonly shape: BatchShape;
}

export interface Prepared {
  readonly workload: Workload;
  readonly truth: ImageBatch;
  /** 1 = known, 0 = hole. */
  readonly knownMask: ImageBatch;
  /** Over all images. */
  readonly holePixels: number;
}

/** Fills the folder and keeps the truth. */
export function prepareWorkloads(workloads: readonly Workload[], pictures: Pictures, folder: string): Prepared[] {
  mkdirSync(folder, { recursive: true });
  const files: { [name: string]: PreparedFiles } = {};
  const prepared = workloads.map((workload, i): Prepared => {
    const { truth, knownMask } = workload.draw(pictures);
    const images = `${i}.images.u8`;
    const masks = `${i}.masks.u8`;
    const { bytes, holePixels } = paintBlack(truth, knownMask);
    writeFileSync(join(folder, images), bytes);
    writeFileSync(join(folder, masks), knownMask.data);
    files[workload.name] = { images, masks, shape: truth.shape };
    return { workload, truth, knownMask, holePixels };
  });
  writeFileSync(join(folder, "workloads.json"), JSON.stringify(files));
  return prepared;
}

function paintBlack(
  { data, shape: [, , , channels] }: ImageBatch,
  knownMask: ImageBatch,
): { bytes: Uint8Array; holePixels: number } {
  const bytes = Uint8Array.from(data);
  let holePixels = 0;
  for (let p = 0; p < knownMask.data.length; p++) {
    if (knownMask.data[p] === 1) continue;
    bytes.fill(0, p * channels, (p + 1) * channels);
    holePixels++;
  }
  return { bytes, holePixels };
}

/** The images with black holes and the masks. Throws where the folder has no such workload. */
export function readWorkload(folder: string, name: string): { images: ImageBatch; knownMask: ImageBatch } {
  const files = JSON.parse(readFileSync(join(folder, "workloads.json"), "utf8")) as {
    [name: string]: PreparedFiles | undefined;
  };
  const found = files[name];
  if (found === undefined) throw new Error(`Expected one of ${Object.keys(files).join(", ")}, but received "${name}".`);
  const {
    images,
    masks,
    shape: [count, height, width, channels],
  } = found;
  return {
    images: imageBatch(readBytes(join(folder, images)), [count, height, width, channels]),
    knownMask: imageBatch(readBytes(join(folder, masks)), [count, height, width, 1]),
  };
}

/** As a plain Uint8Array: slice() of a Buffer would be a view. */
export function readBytes(path: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
