import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildContextEncoder } from "../../src/models/contextEncoder";
import {
  buildEncoderClassifier,
  encoderEnd,
  encoderNames,
  takeEncoderWeights,
  type EncoderName,
} from "../../src/models/encoderClassifier";
import { featuresOf } from "../../src/models/features";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildResidualInpainter } from "../../src/models/residualInpainter";
import { startEngine } from "../../src/node/engine/startEngine";
import { parametersOf } from "../../src/training/step";

before(async () => {
  await startEngine({ quiet: true });
});

const narrow = { size: 32, width: 0.0625 };
const cases: readonly {
  readonly encoder: EncoderName;
  readonly encoderOptions: { readonly [option: string]: unknown };
  readonly network: (seed: number) => tf.LayersModel;
  /** The encoder's last layer and its output. */
  readonly end: string;
  readonly shape: readonly (number | null)[];
}[] = [
  {
    encoder: "contextEncoder",
    encoderOptions: { width: 0.0625 },
    network: (seed) => buildContextEncoder({ ...narrow, maskChannel: true, seed }),
    end: "down_3_relu",
    shape: [null, 4, 4, 32],
  },
  {
    encoder: "autoencoder",
    encoderOptions: { width: 0.0625 },
    network: (seed) => buildContextEncoder({ ...narrow, seed }),
    end: "down_3_relu",
    shape: [null, 4, 4, 32],
  },
  {
    encoder: "reportAutoencoder",
    encoderOptions: {},
    network: (seed) => buildReportAutoencoder({ seed }),
    end: "pool_2",
    shape: [null, 8, 8, 16],
  },
  {
    encoder: "residualInpainter",
    encoderOptions: { channels: [4, 6, 8] },
    network: (seed) => buildResidualInpainter({ channels: [4, 6, 8], seed }),
    end: "down_3_3",
    shape: [null, 8, 8, 8],
  },
];

test("every encoder has a case", () => {
  assert.deepEqual(
    cases.map(({ encoder }) => encoder),
    [...encoderNames],
  );
});

for (const { encoder, encoderOptions, network, end, shape } of cases) {
  test(`${encoder}: the encoder's layers under their names, then one dense layer; its weights give the network's own features`, () => {
    const trained = network(7);
    const classifier = buildEncoderClassifier({ encoder, encoderOptions, seed: 2 });
    const there = trained.layers.map(({ name }) => name);
    // A sequential network does not list its input.
    const names = classifier.layers.map(({ name }) => name).filter((name) => name !== "encoder_1_input");
    assert.deepEqual(names.slice(0, -2), there.slice(0, there.indexOf(end) + 1));
    assert.deepEqual(names.slice(-2), ["head", "logits"]);
    assert.equal(encoderEnd(classifier), end);
    assert.deepEqual(classifier.getLayer(end).outputShape, shape);
    assert.deepEqual([classifier.inputs[0].shape, classifier.outputs[0].shape[1]], [[null, 32, 32, trained.inputs[0].shape[3]], 10]); // prettier-ignore
    const input = tf.randomUniform([2, 32, 32, trained.inputs[0].shape[3] ?? 0], 0, 1, "float32", 3) as tf.Tensor4D;
    const of = (model: tf.LayersModel): number[] => Array.from(featuresOf(model, [end])(input)[0].dataSync());
    assert.notDeepEqual(of(classifier), of(trained));
    takeEncoderWeights(classifier, trained);
    assert.deepEqual(of(classifier), of(trained));
    // Nothing of the decoder is trained.
    const parameters = parametersOf(classifier).length;
    assert.ok(parameters < parametersOf(trained).length && parameters > 2);
    classifier.dispose();
    trained.dispose();
    input.dispose();
  });
}

test("what is built and disposed of leaves no tensor, the decoder's included", () => {
  const tensors = tf.memory().numTensors;
  for (const { encoder, encoderOptions } of cases) buildEncoderClassifier({ encoder, encoderOptions }).dispose();
  assert.equal(tf.memory().numTensors, tensors);
});

test("the head sees all places or their mean", () => {
  const rows = (head: "flatten" | "mean"): number => {
    const classifier = buildEncoderClassifier({ encoder: "reportAutoencoder", head, classes: 3 });
    const [count, classes] = classifier.getLayer("logits").getWeights()[0].shape;
    assert.equal(classes, 3);
    classifier.dispose();
    return count;
  };
  assert.deepEqual([rows("flatten"), rows("mean")], [1024, 16]);
});

test("by default the context encoder of the experiments", () => {
  const classifier = buildEncoderClassifier();
  const trained = buildContextEncoder({ size: 32, width: 0.25, maskChannel: true });
  takeEncoderWeights(classifier, trained);
  assert.deepEqual(classifier.getLayer("down_3").getWeights()[0].shape, [4, 4, 64, 128]);
  classifier.dispose();
  trained.dispose();
});

test("unknown encoders, other networks and encoders without a second level are refused", () => {
  assert.throws(
    () => buildEncoderClassifier({ encoder: "unet" as EncoderName }),
    /Expected an encoder among contextEncoder, autoencoder, reportAutoencoder, residualInpainter, but received "unet"\./,
  );
  const classifier = buildEncoderClassifier({ encoderOptions: { width: 0.0625 } });
  const wider = buildContextEncoder({ size: 32, width: 0.125, maskChannel: true });
  const report = buildReportAutoencoder();
  assert.throws(
    () => takeEncoderWeights(classifier, wider),
    /Expected a network with weights down_1\/kernel of 4×4×4×8 for this encoder, but received one with 4×4×4×16\. Build the/,
  );
  assert.throws(() => takeEncoderWeights(classifier, report), /but received one without them\./);
  const oneLevel = { channels: [4], blocksDown: [1], blocksUp: [] };
  assert.throws(
    () => buildEncoderClassifier({ encoder: "residualInpainter", encoderOptions: oneLevel }),
    /Expected a residual inpainter of at least two levels for an encoder, but received one\. Use more channels\./,
  );
  for (const model of [classifier, wider, report]) model.dispose();
});
