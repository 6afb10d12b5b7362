// Each term and the gradient of the sum against NumPy's loops (test/fixtures/six-terms.py), then what the settings decide.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { hasTerms, type LossTerms } from "../../src/losses/loss";
import { meanAbsoluteError } from "../../src/losses/meanAbsoluteError";
import { sixTermLoss, type FeatureExtractor } from "../../src/losses/sixTerms";
import { liuSixTerms, type SixTermSettings } from "../../src/losses/sixTermSettings";
import { startEngine } from "../../src/node/engine/startEngine";

type Region = SixTermSettings["totalVariationOver"];

interface Fixture {
  readonly shape: [number, number, number, number];
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  readonly network: readonly { kernel: number[]; shape: [number, number, number, number]; bias: number[] }[];
  readonly weights: { readonly [name: string]: number };
  readonly cases: readonly {
    readonly mask: string;
    readonly totalVariationOver: Region;
    readonly knownMask: number[];
    readonly terms: { readonly [name: string]: number };
    readonly gradient: readonly number[];
  }[];
}

const fixture = JSON.parse(readFileSync(join(__dirname, "../fixtures/six-terms.json"), "utf8")) as Fixture;
const { shape } = fixture;
const names = ["valid", "hole", "perceptual", "styleOut", "styleComposite", "totalVariation"];
const nothing: SixTermSettings = {
  valid: 0,
  hole: 0,
  perceptual: 0,
  styleOut: 0,
  styleComposite: 0,
  totalVariation: 0,
  totalVariationOver: "dilated hole",
};

before(async () => {
  await startEngine({ quiet: true });
});

const imagesOf = (values: readonly number[]): tf.Tensor4D => tf.tensor4d([...values], shape);
const maskOf = (values: number[]): tf.Tensor4D => tf.tensor4d(values, [shape[0], shape[1], shape[2], 1], "float32");
const knownMaskOf = (mask: string): tf.Tensor4D =>
  maskOf(fixture.cases.find((one) => one.mask === mask)?.knownMask ?? []);

/** The fixture's two layers. */
const features: FeatureExtractor = (images) => {
  const layer = (x: tf.Tensor4D, i: number): tf.Tensor4D => {
    const { kernel, shape: kernelShape, bias } = fixture.network[i];
    const convolved = tf.conv2d(x, tf.tensor4d(kernel, kernelShape), 1, "same");
    return tf.relu(tf.add<tf.Tensor4D>(convolved, tf.tensor1d(bias)));
  };
  const first = layer(images, 0);
  return [first, layer(tf.maxPool(first, 2, 2, "valid"), 1)];
};

function valuesOf(terms: LossTerms): { [name: string]: number } {
  return Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, term.dataSync()[0]]));
}

for (const { mask, totalVariationOver, knownMask, terms, gradient } of fixture.cases) {
  test(`${mask}, total variation over the ${totalVariationOver}: terms, sum and gradient are NumPy's`, () => {
    const loss = sixTermLoss({ ...liuSixTerms, totalVariationOver }, features);
    const given = [imagesOf(fixture.truth), imagesOf(fixture.predicted), maskOf(knownMask)] as const;
    const found = valuesOf(loss.terms(...given));
    assert.deepEqual(Object.keys(found), names);
    for (const name of names) {
      const wanted = terms[name];
      assert.ok(Math.abs(found[name] - wanted) <= 1e-5 * wanted, `${name}: ${found[name]} and ${wanted}`);
    }
    const sum = names.reduce((total, name) => total + fixture.weights[name] * terms[name], 0);
    assert.ok(Math.abs(loss(...given).dataSync()[0] - sum) <= 1e-5 * sum);

    const [truth, predicted, known] = given;
    const ours = tf
      .grad((out: tf.Tensor) => tf.mul(2, loss(truth, out, known)))(predicted)
      .dataSync();
    const largest = Math.max(...gradient.map(Math.abs));
    assert.ok(largest > 0.01);
    ours.forEach((value, i) => {
      assert.ok(Math.abs(value - 2 * gradient[i]) <= 1e-4 * largest, `${value} and twice ${gradient[i]} at ${i}`);
    });
  });
}

test("a prediction that is the truth costs the total variation alone, and has a finite gradient", () => {
  const truth = imagesOf(fixture.truth);
  for (const mask of ["holes", "all known", "all hole"]) {
    const loss = sixTermLoss(liuSixTerms, features);
    const { totalVariation, ...others } = valuesOf(loss.terms(truth, truth, knownMaskOf(mask)));
    for (const [name, value] of Object.entries(others)) assert.ok(Math.abs(value) < 1e-6, `${mask}, ${name}: ${value}`);
    assert.equal(totalVariation > 0, mask !== "all known", mask);
    const gradient = tf
      .grad((out: tf.Tensor) => loss(truth, out, knownMaskOf(mask)))(truth)
      .dataSync();
    assert.ok(gradient.every(Number.isFinite), mask);
  }
});

test("distances that are 0 have a gradient of 0", () => {
  const truth = imagesOf(fixture.truth);
  const loss = sixTermLoss({ ...nothing, valid: 1, hole: 1, totalVariation: 1 }, null);
  const flat = tf.zerosLike(truth);
  const gradient = tf.grad((out: tf.Tensor) => loss(flat, out, knownMaskOf("holes")))(flat);
  assert.equal(tf.max(tf.abs(gradient)).dataSync()[0], 0);
});

test("no gradient goes to the truth", () => {
  const predicted = imagesOf(fixture.predicted);
  const loss = sixTermLoss(liuSixTerms, features);
  const ofTruth = tf.grad((truth: tf.Tensor) => loss(truth, predicted, knownMaskOf("holes")))(imagesOf(fixture.truth));
  assert.equal(tf.max(tf.abs(ofTruth)).dataSync()[0], 0);
});

test("a term of weight 0 is not computed, and without terms of features there is no pass through them", () => {
  let passes: number[] = [];
  const counted: FeatureExtractor = (images) => {
    passes.push(images.shape[0]);
    return features(images);
  };
  const given = [imagesOf(fixture.truth), imagesOf(fixture.predicted), knownMaskOf("holes")] as const;
  const wanted = fixture.cases[0].terms;
  for (const name of names) {
    passes = [];
    const loss = sixTermLoss({ ...nothing, [name]: 2 }, counted);
    assert.deepEqual(loss.termNames, [name]);
    const found = valuesOf(loss.terms(...given));
    assert.deepEqual(Object.keys(found), [name]);
    assert.ok(Math.abs(found[name] - wanted[name]) <= 1e-5 * wanted[name], name);
    assert.deepEqual(passes, ["perceptual", "styleOut", "styleComposite"].includes(name) ? [3 * shape[0]] : [], name);
    assert.ok(Math.abs(loss(...given).dataSync()[0] - 2 * wanted[name]) <= 2e-5 * wanted[name], name);
  }
  passes = [];
  sixTermLoss(liuSixTerms, counted)(...given);
  assert.deepEqual(passes, [3 * shape[0]], "one pass for all terms");
});

test("it leaves no tensor but its results", () => {
  const given = [imagesOf(fixture.truth), imagesOf(fixture.predicted), knownMaskOf("holes")] as const;
  const loss = sixTermLoss(liuSixTerms, features);
  const before = tf.memory().numTensors;
  const [value, terms] = [loss(...given), loss.terms(...given)];
  assert.equal(tf.memory().numTensors, before + 7);
  tf.dispose([value, ...Object.values(terms)]);
});

test("it is a loss with terms, others are none", () => {
  assert.ok(hasTerms(sixTermLoss(liuSixTerms, features)));
  assert.ok(!hasTerms(meanAbsoluteError));
});

test("features that are needed and not given, and settings that make no sense, are refused with the way out", () => {
  assert.throws(() => sixTermLoss({ ...liuSixTerms, styleComposite: 0 }, null), {
    message:
      "Expected features for the terms perceptual, styleOut of the six-term loss, but received null. " +
      "Give featuresOf(network, layers), or set these weights to 0.",
  });
  assert.throws(() => sixTermLoss({ ...liuSixTerms, hole: -6 }, features), /weight hole .*but received -6\. Use/);
});
