// A loss with terms in the supervised step and in the loop: each term is a result and stands in the log.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import type { TermLoss } from "../../../src/losses/loss";
import { sixTermLoss } from "../../../src/losses/sixTerms";
import { liuSixTerms } from "../../../src/losses/sixTermSettings";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { CarriedState } from "../../../src/training/carriedState";
import { sgd } from "../../../src/training/sgd";
import { handOn, parametersOf, runEagerly, stepScalars, type TensorMap } from "../../../src/training/step";
import { supervised, type SupervisedOptions } from "../../../src/training/steps/supervised";
import { smallData, trainSupervised } from "../smallTraining";
import { smallFeatures, smallNetwork } from "./smallFeatures";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const { totalVariationOver: _, ...weights } = liuSixTerms;
const names = Object.keys(weights);
const data = smallData();

/** Four images and the rest of a step's inputs. */
function inputsOf(options: SupervisedOptions): TensorMap {
  const step = supervised(options);
  const positions = [0, 1, 2, 3];
  const images = tf.tensor(data.train.batch(positions).data, [4, 32, 32, 3]);
  const knownMask = tf.tensor(data.trainingMasks(1).batch(positions).data, [4, 32, 32, 1]);
  return { images, knownMask, ...stepScalars(step, 1), ...new CarriedState(step).inputs() };
}

const valueOf = (tensor: tf.Tensor): number => tensor.dataSync()[0];

function valuesOf(results: TensorMap): { [name: string]: number } {
  return Object.fromEntries(names.map((name) => [name, valueOf(results[name])]));
}

/** The paper's weights times these terms, of which some may be missing. */
function weightedSum(terms: { readonly [name: string]: number }): number {
  return Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (terms[name] ?? 0), 0);
}

for (const parallelParts of [1, 2]) {
  test(`in ${parallelParts} part(s): the terms are results, unweighted, and the loss is their weighted sum`, () => {
    const model = smallNetwork();
    const loss = sixTermLoss(liuSixTerms, smallFeatures());
    const options: SupervisedOptions = { model, loss, optimizer: sgd({ learningRate: 0.01 }), parallelParts };
    const step = supervised(options);
    assert.deepEqual(step.otherLosses, names);
    const inputs = inputsOf(options);
    const results = step.train(handOn)[0](inputs);
    const output = model.apply(tf.mul(inputs.images, inputs.knownMask)) as tf.Tensor;
    const wanted = loss.terms(inputs.images, output, inputs.knownMask);
    for (const name of names) {
      const [found, expected] = [valueOf(results[name]), valueOf(wanted[name])];
      assert.ok(expected > 0 && Math.abs(found - expected) < 1e-5 * expected, `${name}: ${found} and ${expected}`);
    }
    const sum = weightedSum(valuesOf(results));
    assert.ok(Math.abs(valueOf(results.loss) - sum) < 1e-5 * sum);
    assert.deepEqual(Object.keys(step.evaluate(handOn)(inputs)), ["loss"]);
    assert.ok(Math.abs(valueOf(step.evaluate(handOn)(inputs).loss) - sum) < 1e-5 * sum);
  });

  test(`in ${parallelParts} part(s): eager steps leave no tensor`, () => {
    const model = smallNetwork();
    const loss = sixTermLoss(liuSixTerms, smallFeatures());
    const options: SupervisedOptions = { model, loss, optimizer: sgd({ learningRate: 0.01 }), parallelParts };
    const step = supervised(options);
    const inputs = inputsOf(options);
    const [run, evaluate] = [runEagerly(step.train(handOn)[0]), runEagerly(step.evaluate(handOn))];
    const counts = [0, 1, 2].map(() => {
      const results = run(inputs);
      assert.equal(Object.keys(results).length, 1 + names.length + step.parameters.length);
      tf.dispose([results, evaluate(inputs)]);
      const { numTensors, numDataBuffers } = tf.memory();
      return [numTensors, numDataBuffers];
    });
    assert.deepEqual(counts[1], counts[0]);
    assert.deepEqual(counts[2], counts[0]);
    // Inside a scope that returns nothing, the terms go with it.
    tf.tidy(() => void step.train(handOn)[0](inputs));
    assert.equal(tf.memory().numTensors, counts[0][0]);
  });

  test(`in ${parallelParts} part(s): a traced step gives what an eager one gives, features with max pooling included`, () => {
    const model = smallNetwork();
    const loss = sixTermLoss(liuSixTerms, smallFeatures());
    const options: SupervisedOptions = { model, loss, optimizer: sgd({ learningRate: 0.1 }), parallelParts };
    const step = supervised(options).train(handOn)[0];
    const inputs = inputsOf(options);
    const eager = step(inputs);
    const traced = compileTraced(step, { warn: assert.fail });
    for (const call of [1, 2, 3]) {
      const results = traced(inputs);
      assert.deepEqual(Object.keys(results).sort(), Object.keys(eager).sort());
      for (const [name, tensor] of Object.entries(eager)) {
        const apart = valueOf(tf.norm(tf.sub(results[name], tensor)));
        assert.ok(apart <= 1e-5 * valueOf(tf.norm(tensor)), `call ${call}, ${name}: ${apart}`);
      }
    }
    const before = parametersOf(model);
    before.forEach((parameter, i) => {
      const moved = valueOf(tf.norm(tf.sub(eager[`parameter${i}`], parameter)));
      const apart = valueOf(tf.norm(tf.sub(traced(inputs)[`parameter${i}`], eager[`parameter${i}`])));
      assert.ok(moved > 0 && apart <= 1e-5 * moved + 1e-7, `parameter ${i} moved by ${moved}, apart by ${apart}`);
    });
    traced.dispose();
  });
}

test("the loop logs the terms as means over the images of an epoch, and the loss is their weighted sum", async () => {
  const loss = sixTermLoss({ ...liuSixTerms, styleOut: 0 }, smallFeatures());
  const { log } = await trainSupervised({
    model: smallNetwork(),
    loss,
    optimizer: sgd({ learningRate: 0.001 }),
    data,
    epochs: 2,
    seed: 1,
    batchSize: 64,
    patience: null,
  });
  assert.equal(log.length, 2);
  for (const { loss: total, others } of log) {
    assert.ok(others);
    assert.deepEqual(
      Object.keys(others),
      names.filter((name) => name !== "styleOut"),
    );
    const sum = weightedSum(others);
    assert.ok(Math.abs(total - sum) < 1e-5 * sum, `${total} and ${sum}`);
  }
});

test("any loss may have terms, under names of its own", () => {
  const terms: TermLoss["terms"] = (truth, predicted) => ({ gap: tf.mean(tf.squaredDifference(truth, predicted)) });
  const thrice: TermLoss["weightedSum"] = ({ gap }) => tf.mul(gap, 3);
  const loss: TermLoss = Object.assign((y: tf.Tensor, p: tf.Tensor, m: tf.Tensor) => thrice(terms(y, p, m)), {
    termNames: ["gap"],
    terms,
    weightedSum: thrice,
  });
  const options: SupervisedOptions = { model: smallNetwork(), loss };
  const results = supervised(options).train(handOn)[0](inputsOf(options));
  assert.ok(Math.abs(valueOf(results.loss) - 3 * valueOf(results.gap)) < 1e-6);
});
