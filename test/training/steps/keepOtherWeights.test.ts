import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { BatchNormalization } from "../../../src/layers/batchNormalization";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { otherWeightsOf, runEagerly, type CompileStep } from "../../../src/training/step";
import { keepOtherWeights } from "../../../src/training/steps/keepOtherWeights";

let model: tf.LayersModel;
before(async () => {
  await startEngine({ purpose: "training", quiet: true });
  const input = tf.input({ shape: [2, 2, 1] });
  model = tf.model({ inputs: input, outputs: new BatchNormalization().apply(input) as tf.SymbolicTensor });
});

const averages = (): number[] => otherWeightsOf(model).map((variable) => variable.dataSync()[0]);

const traced: CompileStep = (step) =>
  compileTraced(step, {
    warn: (message) => {
      throw new Error(message);
    },
  });

for (const [name, compile] of [
  ["eager", runEagerly],
  ["traced", traced],
] as const) {
  test(`${name}: the network normalises by the batch and its averages stay, also in the next step, and no tensor is left`, () => {
    const apply = (x: tf.Tensor): tf.Tensor => model.apply(x, { training: true }) as tf.Tensor;
    const kept = compile(({ x }) => ({ y: keepOtherWeights(model, () => apply(x)) }));
    const moving = compile(({ x }) => ({ y: apply(x) }));
    const x = tf.tensor4d([1, 2, 3, 6], [1, 2, 2, 1]);
    const start = averages();
    kept({ x }).y.dispose();
    const tensors = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) {
      const { y } = kept({ x });
      assert.ok(Math.abs(tf.tidy(() => tf.mean(y).dataSync()[0])) < 1e-6, "the batch's mean is taken away");
      y.dispose();
      assert.deepEqual(averages(), start);
    }
    assert.equal(tf.memory().numTensors, tensors);
    moving({ x }).y.dispose();
    assert.ok(Math.abs(averages()[0] - (0.9 * start[0] + 0.1 * 3)) < 1e-6, `${averages()}`);
    kept.dispose?.();
    moving.dispose?.();
    x.dispose();
  });
}

test("what was assigned before a fault is taken back too", () => {
  const start = averages();
  const fault = (): void => {
    tf.tidy(() => void model.apply(tf.ones([1, 2, 2, 1]), { training: true }));
    throw new Error("a fault");
  };
  assert.throws(() => keepOtherWeights(model, fault), /a fault/);
  assert.deepEqual(averages(), start);
});
