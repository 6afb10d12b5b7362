// Masks in one bit per pixel, for hashes, files and users of other languages: the bits of the array [N,H,W] one after the
// other, the first in the highest bit of a byte, the last byte filled up with zeros. This is numpy.packbits of the flattened
// array; numpy.unpackbits(bytes, count=N*H*W).reshape(N, H, W) gives it back.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";

/** One bit per pixel, 1 = known: ceil(N·H·W / 8) bytes. Throws unless knownMask is [N,H,W,1] and holds 0 and 1 only. */
export function packMasks(knownMask: ImageBatch): Uint8Array {
  checkKnownMask(knownMask, knownMask);
  const bytes = new Uint8Array(Math.ceil(knownMask.data.length / 8));
  for (let at = 0; at < knownMask.data.length; at++) bytes[at >> 3] |= knownMask.data[at] << (7 - (at & 7));
  return bytes;
}

/** knownMask uint8 [N,H,W,1] from packMasks' bytes; `shape` is that of the images. Throws if the bytes do not fit it. */
export function unpackMasks(bytes: Uint8Array, [count, height, width]: BatchShape): ImageBatch {
  const size = count * height * width;
  const wanted = Math.ceil(size / 8);
  if (bytes.length !== wanted) {
    throw new Error(
      `Expected ${wanted} bytes for ${count} masks of ${height}×${width}, one bit per pixel, but received ` +
        `${bytes.length}. Check the shape and that the file is complete.`,
    );
  }
  if (size % 8 !== 0 && (bytes[wanted - 1] & (0xff >> (size % 8))) !== 0) {
    throw new Error(
      `Expected the last byte to end in ${8 - (size % 8)} zeros, but received ${bytes[wanted - 1]}. ` +
        `Check the shape.`,
    );
  }
  const data = new Uint8Array(size);
  for (let at = 0; at < size; at++) data[at] = (bytes[at >> 3] >> (7 - (at & 7))) & 1;
  return imageBatch(data, [count, height, width, 1]);
}
