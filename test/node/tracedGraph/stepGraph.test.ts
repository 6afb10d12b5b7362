import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import type { StepGraph } from "../../../src/figures/stepDiagram";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { binaryCrossentropy } from "../../../src/losses/binaryCrossentropy";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { buildUNet } from "../../../src/models/unet";
import { startEngine } from "../../../src/node/engine/startEngine";
import { firstStepInputs } from "../../../src/node/jupyter/firstStep";
import { nativeBackend, type NativeBackend } from "../../../src/node/tracedGraph/backend";
import { listOperations } from "../../../src/node/tracedGraph/listOperations";
import { recordStepGraph } from "../../../src/node/tracedGraph/stepGraph";
import { randomStream } from "../../../src/random";
import { adam } from "../../../src/training/adam";
import { sgd } from "../../../src/training/sgd";
import type { StepFunction, TensorMap } from "../../../src/training/step";
import { trainingStep, type SupervisedOptions } from "../../../src/training/steps/supervised";
import { randomLayersNetwork } from "../../training/smallTraining";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const images = drawDeadLeaves({ trainCount: 2, testCount: 1 }).train.images;
const masks = drawSquareMasks(images.shape, randomStream(1, "test"));

function stepOf(
  model: tf.LayersModel,
  more: Partial<SupervisedOptions> = {},
): { step: StepFunction; inputs: TensorMap } {
  const parts: SupervisedOptions = { model, loss: binaryCrossentropy, optimizer: adam(), ...more };
  return { step: trainingStep(parts), inputs: firstStepInputs(parts, images, masks, 2) };
}

/** The operations of one box. */
function box({ boxes }: StepGraph, phase: string, title: string): readonly string[] | undefined {
  return boxes.find((entry) => entry.phase === phase && entry.title === title)?.operations;
}

function hasArrow({ boxes, arrows }: StepGraph, from: string, to: string): boolean {
  const nameOf = (index: number): string => `${boxes[index].phase} ${boxes[index].title}`;
  return arrows.some((arrow) => nameOf(arrow.from) === from && nameOf(arrow.to) === to);
}

test("the report's step: every operation in the box of its layer, pass and parameter", () => {
  const model = buildReportAutoencoder();
  const { step, inputs } = stepOf(model);
  const graph = recordStepGraph(model, step, inputs);
  assert.deepEqual(box(graph, "forward", "input"), ["Mul"]);
  assert.deepEqual(box(graph, "forward", "encoder_2"), ["Conv2D", "Add", "Relu"]);
  assert.deepEqual(box(graph, "backward", "pool_1"), ["MaxPoolGrad"]);
  assert.deepEqual(box(graph, "backward", "up_2"), ["ResizeNearestNeighborGrad"]);
  assert.deepEqual([...(box(graph, "backward", "encoder_2") ?? [])].sort(), [
    "Conv2DBackpropFilter",
    "Conv2DBackpropInput",
    "ReluGrad",
    "Reshape",
    "Reshape",
    "Sum",
  ]);
  assert.equal(box(graph, "backward", "input"), undefined); // no gradient is wanted there
  const updates = graph.boxes.filter(({ phase }) => phase === "optimiser");
  assert.deepEqual(
    updates.map(({ row, title, operations }) => [row, title, operations.length]),
    ["encoder_1", "encoder_2", "decoder_1", "decoder_2", "output"].flatMap((layer) => [
      [layer, `${layer}/kernel`, 12],
      [layer, `${layer}/bias`, 12],
    ]),
  );
  const all = graph.boxes.flatMap(({ operations }) => operations);
  assert.deepEqual(
    all.sort(),
    listOperations(step, inputs)
      .map(({ op }) => op)
      .sort(),
  );
  tf.dispose(inputs);
});

test("arrows: values down, gradients up, kept values across, gradients to the optimiser", () => {
  const model = buildReportAutoencoder();
  const { step, inputs } = stepOf(model);
  const graph = recordStepGraph(model, step, inputs);
  for (const [from, to] of [
    ["forward encoder_1", "forward pool_1"],
    ["forward output", "forward loss"],
    ["backward loss", "backward output"],
    ["backward pool_1", "backward encoder_1"],
    ["forward pool_1", "backward pool_1"],
    ["forward input", "backward encoder_1"],
    ["backward output", "optimiser output/bias"],
  ])
    assert.ok(hasArrow(graph, from, to), `${from} to ${to}`);
  assert.ok(!hasArrow(graph, "backward encoder_1", "backward pool_1"));
  assert.ok(!graph.arrows.some(({ from, to }) => from === to));
  tf.dispose(inputs);
});

test("skip connections, layers that draw, other optimisers and averages", () => {
  const unet = buildUNet();
  const ofUnet = stepOf(unet);
  const graph = recordStepGraph(unet, ofUnet.step, ofUnet.inputs);
  assert.deepEqual(box(graph, "backward", "skip_1"), ["SplitV"]);
  assert.ok(hasArrow(graph, "forward down_1_b", "forward skip_1"));
  assert.ok(hasArrow(graph, "backward skip_1", "backward pool_1")); // where the skip's gradient is added to the pooling's
  const drawing = randomLayersNetwork();
  const ofDrawing = stepOf(drawing, { averageDecay: 0.9 });
  const averaged = recordStepGraph(drawing, ofDrawing.step, ofDrawing.inputs);
  assert.ok((box(averaged, "forward", "drop") ?? []).length > 0);
  const kernels = averaged.boxes.filter(({ phase, title }) => phase === "optimiser" && title.endsWith("/kernel"));
  assert.deepEqual(
    kernels.map(({ operations }) => operations.length),
    [15, 15],
  ); // Adam's twelve, and three for the average
  const plain = buildReportAutoencoder();
  const ofPlain = stepOf(plain, { optimizer: sgd() });
  const simple = recordStepGraph(plain, ofPlain.step, ofPlain.inputs);
  assert.deepEqual(box(simple, "optimiser", "output/kernel"), ["Mul", "Sub"]);
  tf.dispose([ofUnet.inputs, ofDrawing.inputs, ofPlain.inputs]);
});

test("model, variables, tensors and backend are as before, also when the step throws", () => {
  const model = buildReportAutoencoder();
  const { step, inputs } = stepOf(model);
  const count = tf.memory().numTensors;
  const backend = nativeBackend() as NativeBackend;
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  const layer = model.layers[1];
  const own = layer.call.bind(layer);
  layer.call = own; // a layer may bring a call of its own
  recordStepGraph(model, step, inputs);
  assert.throws(
    () =>
      recordStepGraph(
        model,
        () => {
          throw new Error("stop here");
        },
        inputs,
      ),
    /stop here/,
  );
  assert.equal(layer.call, own);
  assert.ok(model.layers.every((other) => other === layer || !Object.hasOwn(other, "call")));
  assert.deepEqual(
    [backend.executeSingleOutput, backend.executeMultipleOutputs],
    [executeSingleOutput, executeMultipleOutputs],
  );
  assert.equal(tf.memory().numTensors, count);
  tf.dispose(inputs);
});

test("a function without a loss is refused", () => {
  const model = buildReportAutoencoder();
  const { inputs } = stepOf(model);
  assert.throws(
    () => recordStepGraph(model, ({ images: x }) => ({ filled: model.apply(x) as tf.Tensor }), inputs),
    /Expected a step with the result "loss", but received filled\. Pass trainingStep/,
  );
  tf.dispose(inputs);
});
