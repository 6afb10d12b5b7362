import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { featureRows } from "../../src/images/featureRows";
import { startEngine } from "../../src/node/engine/startEngine";
import { kNearest } from "../../src/transfer/kNearest";
import { formulaFeatures, formulaLabels } from "./features";

interface Votes {
  readonly count: number;
  readonly size: number;
  readonly classes: number;
  readonly neighbours: number;
  readonly given: readonly number[];
}

const { votes } = JSON.parse(readFileSync(join(__dirname, "../fixtures/linear-probe.json"), "utf8")) as {
  readonly votes: readonly Votes[];
};

before(async () => {
  await startEngine({ quiet: true });
});

test("NumPy's votes, with 1, 3 and 8 neighbours; nothing stays in memory", () => {
  assert.equal(votes.length, 9);
  const tensors = tf.memory().numTensors;
  for (const { count, size, classes, neighbours, given } of votes) {
    const candidates = { features: formulaFeatures(count, size, 1), labels: formulaLabels(count, classes) };
    const found = kNearest(candidates, formulaFeatures(20, size, 2), { neighbours, classes });
    assert.deepEqual(Array.from(found), given);
  }
  assert.equal(tf.memory().numTensors, tensors);
});

test("length has no say, and of equally many votes the nearer ones win", () => {
  const features = featureRows(Float32Array.of(1, 0, 100, 5, 0, 3, 1, 4), 4);
  const candidates = { features, labels: Uint8Array.of(1, 1, 2, 2) };
  const ask = (x: number, y: number): number =>
    kNearest(candidates, featureRows(Float32Array.of(x, y), 1), { neighbours: 4, classes: 3 })[0];
  assert.deepEqual([ask(0.01, 0), ask(0, 70), ask(0, 0)], [1, 2, 1]);
});

test("more neighbours than candidates are refused", () => {
  const candidates = { features: formulaFeatures(6, 2, 1), labels: formulaLabels(6, 3) };
  assert.throws(
    () => kNearest(candidates, formulaFeatures(2, 2, 1)),
    /Expected neighbours to be a whole number from 1 to the 6 candidates, but received 20\. Ask for fewer, or give more candidates\./,
  );
});
