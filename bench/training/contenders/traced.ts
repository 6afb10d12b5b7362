// "traced" and "traced bfloat16": the project's own training step on the same engine as "tfjs-node fit". Inputs and targets
// are held as tensors, and each step gathers its batch from the shuffled positions that it is given. Argument float32 or
// bfloat16: the precision of the convolutions; everything else is float32.
import * as tf from "../../../src/tensorflow";
import { range, takeImages } from "../../../src/images/batch";
import { toTensor } from "../../../src/tensors";
import { lossNamed } from "../../../src/losses";
import { startEngine } from "../../../src/node/engine/startEngine";
import { gatherRows, nativeBackend, type NativeBackend } from "../../../src/node/tracedGraph/backend";
import type { TracedFunction } from "../../../src/node/tracedGraph/compile";
import { randomStream, shuffledPositions } from "../../../src/random";
import { adam } from "../../../src/training/adam";
import { CarriedState } from "../../../src/training/carriedState";
import { stepScalars, type Batch, type TensorMap, type TrainingStep } from "../../../src/training/step";
import { evaluationStep, supervised, type SupervisedOptions } from "../../../src/training/steps/supervised";
import { seed } from "../workloads";
import { loadWorkload, needsEngine, versionText, type NodeWorkload } from "./nodeWorkload";
import { serve, timed } from "../../serve";
import type { ReplyOf, Request } from "../protocol";
import { compilePrediction, compileTraining } from "./tracedStep";

const convolutions = process.argv[2] === "bfloat16" ? "bfloat16" : "float32";

let workload: NodeWorkload;
let trained: TrainingStep;
let held: TensorMap;
let carried: CarriedState;
let step: TracedFunction;
let network: TracedFunction;
let steps = 0;

/** The step's "images" are the targets, and the network sees what was masked beforehand. */
function batchOf(given: TensorMap): Batch {
  const rowsOf = (values: tf.Tensor): tf.Tensor4D =>
    gatherRows(nativeBackend() as NativeBackend, values, given.positions) as tf.Tensor4D;
  return { images: rowsOf(given.targets), knownMask: rowsOf(given.inputs) };
}

async function trainEpoch(order: Int32Array): Promise<number> {
  const { batchSize } = workload.prepared;
  let sum = 0;
  for (let start = 0; start < order.length; start += batchSize) {
    const positions = tf.tensor1d(order.slice(start, start + batchSize), "int32");
    const ours: TensorMap = { positions, ...stepScalars(trained, ++steps) };
    const results = step({ ...held, ...ours, ...carried.inputs() });
    sum += results.loss.dataSync()[0] * positions.size;
    carried.take(results);
    tf.dispose([ours, results.loss]);
    await tf.nextFrame(); // as the trainer does, which listens for an interruption there
  }
  return sum / order.length;
}

function predictAll(): Float32Array {
  const {
    prepared: {
      batchSize,
      images,
      targetShape: [, ...shape],
    },
    inputs,
  } = workload;
  const size = shape[0] * shape[1] * shape[2];
  const filled = new Float32Array(images * size);
  for (let start = 0; start < images; start += batchSize) {
    const input = toTensor(takeImages(inputs, range(batchSize, start)));
    const { output } = network({ input });
    filled.set(output.dataSync(), start * size);
    tf.dispose([input, output]);
  }
  return filled;
}

void serve<Request, ReplyOf>({
  async setup({ folder }) {
    needsEngine();
    await startEngine({ quiet: true });
    workload = loadWorkload(folder);
    const {
      model,
      inputs,
      targets,
      prepared: { loss, images, adam: settings },
    } = workload;
    held = { inputs: toTensor(inputs), targets: toTensor(targets) };
    const options: SupervisedOptions = {
      model,
      loss: lossNamed(loss),
      optimizer: adam(settings),
      prepareInput: (_, masked) => masked,
    };
    trained = supervised(options);
    carried = new CarriedState(trained);
    step = compileTraining(options, batchOf, convolutions);
    network = compilePrediction(model, convolutions);
    const first = { ...held, positions: tf.tensor1d(range(workload.prepared.batchSize), "int32") };
    const firstLoss = tf.tidy(() => evaluationStep(options, batchOf)(first).loss.dataSync()[0]);
    const warmUpLoss = await trainEpoch(range(images));
    predictAll();
    return { version: versionText(), firstLoss, warmUpLoss };
  },
  async train({ epoch }) {
    const { images } = workload.prepared;
    const { seconds, result: loss } = await timed(() =>
      trainEpoch(shuffledPositions(images, randomStream(seed, "batch order", epoch))),
    );
    return { seconds, images, loss };
  },
  async predict() {
    const { seconds } = await timed(predictAll);
    return { seconds, images: workload.prepared.images };
  },
});
