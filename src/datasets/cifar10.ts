// CIFAR-10 in its binary version (A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009): records of
// 3,073 bytes, one label and then the red, green and blue plane of 32×32 bytes each. The planes are interleaved here, since
// the project keeps channels last; the order of the images stays that of the files.
import type { LabelledImages } from "./dataset";

/** The class of each label. */
export const cifar10ClassNames: readonly string[] = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
];

const plane = 32 * 32;
const recordBytes = 1 + 3 * plane;

/** Whole records as images uint8 [N,32,32,3] and N labels 0..9. Throws if a record is cut off or a label is above 9. */
export function decodeCifar10Records(bytes: Uint8Array): LabelledImages {
  const target = emptyCifar10(Math.floor(bytes.length / recordBytes));
  decodeCifar10Into(bytes, target, 0);
  return target;
}

/** Black images with label 0, to be filled by decodeCifar10Into. */
export function emptyCifar10(count: number): LabelledImages {
  return {
    images: { data: new Uint8Array(count * 3 * plane), shape: [count, 32, 32, 3] },
    labels: new Uint8Array(count),
  };
}

/** Decodes records into `target` from image `first` on and returns the position after the last one. Throws as above. */
export function decodeCifar10Into(bytes: Uint8Array, target: LabelledImages, first: number): number {
  const count = bytes.length / recordBytes;
  if (!Number.isInteger(count) || count === 0) {
    throw new Error(
      `Expected CIFAR-10 records of ${recordBytes} bytes each, but received ${bytes.length} bytes. ` +
        `Use the data set's binary version.`,
    );
  }
  const { data } = target.images;
  for (let i = 0; i < count; i++) {
    const label = bytes[i * recordBytes];
    if (label > 9) {
      throw new Error(
        `Expected labels 0 to 9, but received ${label} in record ${i}. ` +
          `Use the binary version of CIFAR-10, not of CIFAR-100.`,
      );
    }
    target.labels[first + i] = label;
    let red = i * recordBytes + 1;
    let to = (first + i) * 3 * plane;
    for (const end = red + plane; red < end; red++, to += 3) {
      data[to] = bytes[red];
      data[to + 1] = bytes[red + plane];
      data[to + 2] = bytes[red + 2 * plane];
    }
  }
  return first + count;
}
