import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { MirrorConvolution, forPairs, type MirrorKind } from "../../src/layers/mirrorConvolution";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const kinds: readonly MirrorKind[] = ["lift", "keep", "project", "halve", "double"];

/** With random weights, its bias included. */
function layer(kind: MirrorKind, filters: number): MirrorConvolution {
  const made = new MirrorConvolution({ kind, filters, name: `${kind}_${filters}` });
  made.build([null, 8, 12, 6]);
  made.setWeights(made.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 0, 0.3, "float32", 7 + i)));
  return made;
}

const mirrorImage = (x: tf.Tensor4D): tf.Tensor4D => tf.reverse(x, [2]);

/** Maps of pairs, mirrored: the halves change places. */
function mirrorPairs(x: tf.Tensor4D): tf.Tensor4D {
  const [first, second] = tf.split(mirrorImage(x), 2, 3);
  return tf.concat([second, first], 3) as tf.Tensor4D;
}

test("what a mirrored input gives is the mirrored result, for every kind and any weights", () => {
  const x = tf.randomNormal<tf.Rank.R4>([2, 8, 12, 6], 0, 1, "float32", 3);
  for (const kind of kinds) {
    const one = layer(kind, 4);
    const apply = (input: tf.Tensor4D): tf.Tensor4D => one.apply(input) as tf.Tensor4D;
    const result = apply(x);
    const mirrored = apply(kind === "lift" ? mirrorImage(x) : mirrorPairs(x));
    const wanted = kind === "project" ? mirrorImage(result) : mirrorPairs(result);
    const apart = tf.max(tf.abs(tf.sub(mirrored, wanted))).dataSync()[0];
    const size = tf.max(tf.abs(result)).dataSync()[0];
    assert.ok(size > 0.5 && apart < 1e-5 * size, `${kind}: ${apart} apart, values up to ${size}`);
    assert.deepEqual(one.computeOutputShape([null, 8, 12, 6]), [null, ...result.shape.slice(1)]);
  }
});

test("the first half of what lift and keep give is an ordinary convolution with the learned weights", () => {
  const x = tf.randomNormal<tf.Rank.R4>([2, 8, 12, 6], 0, 1, "float32", 3);
  for (const kind of ["lift", "keep"] as const) {
    const one = layer(kind, 4);
    const [kernel, bias] = one.getWeights() as [tf.Tensor4D, tf.Tensor1D];
    assert.deepEqual([kernel.shape, bias.shape], [[3, 3, 6, 2], [2]]);
    const half = tf.slice(one.apply(x) as tf.Tensor4D, [0, 0, 0, 0], [-1, -1, -1, 2]);
    const apart = tf.max(tf.abs(tf.sub(half, tf.add(tf.conv2d(x, kernel, 1, "same"), bias)))).dataSync()[0];
    assert.ok(apart < 1e-5, `${kind}: ${apart}`);
  }
});

test("half the weights of an ordinary convolution; without a bias where that is asked; the settings are saved", () => {
  for (const kind of kinds) {
    const size = kind === "halve" || kind === "double" ? 4 : 9;
    assert.equal(layer(kind, 4).countParams(), (size * 6 * 4) / 2 + (kind === "project" ? 4 : 2), kind);
  }
  const plain = new MirrorConvolution({ kind: "keep", filters: 4, useBias: false });
  plain.build([null, 8, 8, 6]);
  assert.equal(plain.countParams(), 108);
  const { kind, filters, useBias } = plain.getConfig();
  assert.deepEqual({ kind, filters, useBias }, { kind: "keep", filters: 4, useBias: false });
});

test("an odd number of channels for pairs is refused, with both numbers", () => {
  const message =
    "Expected an even number of channels for pairs, but received 6 in and 5 out. Use for example 32 and 64.";
  assert.throws(() => new MirrorConvolution({ kind: "keep", filters: 5 }).build([null, 8, 8, 6]), { message });
  assert.throws(
    () => new MirrorConvolution({ kind: "project", filters: 3 }).build([null, 8, 8, 7]),
    /received 7 in and 3 out/,
  );
});

test("forPairs repeats the values", () => {
  assert.deepEqual(Array.from(forPairs(tf.tensor1d([1, 2])).dataSync()), [1, 2, 1, 2]);
});
