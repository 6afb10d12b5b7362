import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { featureRows } from "../../src/images/featureRows";
import { startEngine } from "../../src/node/engine/startEngine";
import { linearProbe } from "../../src/transfer/linearProbe";
import { near } from "../metrics/near";
import { formulaFeatures, formulaLabels } from "./features";

interface Probe {
  readonly count: number;
  readonly size: number;
  readonly classes: number;
  readonly penalty: number;
  readonly weights: readonly number[];
}

const { probes } = JSON.parse(readFileSync(join(__dirname, "../fixtures/linear-probe.json"), "utf8")) as {
  readonly probes: readonly Probe[];
};

before(async () => {
  await startEngine({ quiet: true });
});

test("SciPy's regressions of the same features: the same weights, whatever the penalty", () => {
  assert.equal(probes.length, 3);
  for (const { count, size, classes, penalty, weights } of probes) {
    const set = { features: formulaFeatures(count, size, 1), labels: formulaLabels(count, classes) };
    const probe = linearProbe(set, set, { classes, penalties: [penalty], iterations: 500, tolerance: 1e-7 });
    // A number added to the biases of all classes changes nothing.
    const shift = (all: ArrayLike<number>): number =>
      Array.from(all).slice(-classes).reduce((sum, value) => sum + value, 0) / classes; // prettier-ignore
    const biasFrom = size * classes;
    weights.forEach((weight, k) => {
      const [wanted, got] = [weight, probe.weights[k]].map((value, i) =>
        k < biasFrom ? value : value - shift(i === 0 ? weights : probe.weights),
      );
      near(got, wanted, 2e-3, `weight ${k}`);
    });
  }
});

test("the penalty is the one that classifies the choosing images best, the largest of equals; nothing stays in memory", () => {
  const rows = (values: readonly number[]): ReturnType<typeof featureRows> =>
    featureRows(Float64Array.from(values), values.length);
  // One number tells the class; the third feature value of the choosing set lies near the border.
  const fit = { features: rows([-3, -2, -1, 1, 2, 3]), labels: Uint8Array.of(0, 0, 0, 1, 1, 1) };
  const tensors = tf.memory().numTensors;
  const probe = linearProbe(fit, { features: rows([-2.5, 2.5]), labels: Uint8Array.of(0, 1) }, { classes: 2 });
  assert.deepEqual([probe.penalty, probe.chosenAt], [0.1, 1]);
  assert.deepEqual(Array.from(probe.classify(rows([-1, 4, 0.2]))), [0, 1, 1]);
  assert.equal(tf.memory().numTensors, tensors);
});

test("a feature that is the same for all is no division by 0", () => {
  const features = featureRows(Float64Array.of(5, -1, 5, 1, 5, -2, 5, 2), 4);
  const set = { features, labels: Uint8Array.of(0, 1, 0, 1) };
  assert.equal(linearProbe(set, set, { classes: 2, penalties: [0.01] }).chosenAt, 1);
});

test("labels and penalties that do not fit are refused", () => {
  const set = { features: formulaFeatures(6, 2, 1), labels: formulaLabels(6, 3) };
  assert.throws(
    () => linearProbe(set, set, { classes: 2 }),
    /Expected a class below 2 for each of 6 rows of features, but received 6 classes up to 2\. Take both from the same images\./,
  );
  assert.throws(
    () => linearProbe({ ...set, labels: new Uint8Array(5) }, set),
    /for each of 6 rows of features, but received 5 classes up to 0\./,
  );
  assert.throws(
    () => linearProbe(set, set, { penalties: [] }),
    /Expected penalties from 0 up, at least one, but received \[\]\. Use \[0\.01\]\./,
  );
  assert.throws(
    () => linearProbe(set, { features: formulaFeatures(4, 3, 1), labels: formulaLabels(4, 3) }),
    /Expected features of one kind, but received rows of 2 and of 3 numbers\./,
  );
});
