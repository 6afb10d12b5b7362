// What Keras made of a narrow VGG16 and computes with it: the files and numbers of test/fixtures/vgg16.py.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "../../src/tensorflow";

const fixtures = join(__dirname, "../fixtures");

export const vgg16Fixture = JSON.parse(readFileSync(join(fixtures, "vgg16.json"), "utf8")) as {
  readonly width: number;
  readonly shape: [number, number, number, number];
  /** Of Keras's VGG16 at whole width, by layer, the input first. */
  readonly parameters: { readonly [layer: string]: number };
  /** The three poolings' outputs. */
  readonly pools: readonly { readonly shape: number[]; readonly values: number[] }[];
  /** Of the sum of the pools' mean squares, for the picture. */
  readonly gradient: number[];
};

/** The same weights in each form. */
export const vgg16Files = {
  "Keras 3 archive": join(fixtures, "vgg16.keras"),
  "Keras 3 weights": join(fixtures, "vgg16.weights.h5"),
  "HDF5 of a whole network": join(fixtures, "vgg16.h5"),
  "HDF5 of Keras's applications": join(fixtures, "vgg16-applications.h5"),
  "TensorFlow.js folder": join(fixtures, "vgg16-tensorflowjs"),
  "TensorFlow.js model.json": join(fixtures, "vgg16-tensorflowjs/model.json"),
} as const;

/** The fixture's picture, after the formula in vgg16.py. */
export function vgg16Picture(): tf.Tensor4D {
  const size = vgg16Fixture.shape.reduce((product, side) => product * side, 1);
  const data = Float32Array.from({ length: size }, (_, i) => ((i * 7919 + 104729) % 65537) / 65537);
  return tf.tensor4d(data, vgg16Fixture.shape);
}
