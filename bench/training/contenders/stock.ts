// "tfjs-node fit": TensorFlow.js for Node as it comes, without anything of this project's but the layers' settings:
// model.fit on tensors in memory, its own Adam, loss and gradients.
import * as tf from "../../../src/tensorflow";
import { loadTfjsNode } from "../../../src/node/engine/registerTensorflow";
import { loadWorkload, needsEngine, versionText, type NodeWorkload } from "./nodeWorkload";
import { serve, timed } from "../../serve";
import type { ReplyOf, Request } from "../protocol";

let workload: NodeWorkload;
let inputs: tf.Tensor4D;
let targets: tf.Tensor4D;

/** Seconds from the beginning of the epoch, before it is shuffled, to the end of its last batch. */
async function fit(shuffle: boolean): Promise<{ loss: number; seconds: number }> {
  const {
    model,
    prepared: { batchSize },
  } = workload;
  let began = 0;
  let seconds = 0;
  const callbacks = {
    onEpochBegin: () => void (began = performance.now()),
    onBatchEnd: () => void (seconds = (performance.now() - began) / 1000),
  };
  const { history } = await model.fit(inputs, targets, { batchSize, epochs: 1, shuffle, verbose: 0, callbacks });
  return { loss: history.loss[0] as number, seconds };
}

async function predict(): Promise<unknown> {
  const output = workload.model.predict(inputs, { batchSize: workload.prepared.batchSize }) as tf.Tensor;
  const values = await output.data();
  output.dispose();
  return values;
}

void serve<Request, ReplyOf>({
  async setup({ folder }) {
    needsEngine();
    loadTfjsNode(); // and not registerTensorflow, which adds the project's own gradients
    await tf.ready();
    workload = loadWorkload(folder);
    const {
      model,
      prepared: { loss, batchSize, adam },
    } = workload;
    inputs = tf.tensor4d(workload.inputs.data, [...workload.inputs.shape]);
    targets = tf.tensor4d(workload.targets.data, [...workload.targets.shape]);
    model.compile({ optimizer: tf.train.adam(adam.learningRate, 0.9, 0.999, adam.epsilon), loss });
    const first = tf.tidy(
      () => model.evaluate(inputs.slice(0, batchSize), targets.slice(0, batchSize), { batchSize }) as tf.Scalar,
    );
    const firstLoss = (await first.data())[0];
    const { loss: warmUpLoss } = await fit(false);
    await predict();
    return { version: versionText(), firstLoss, warmUpLoss };
  },
  async train() {
    const { seconds: whole, result } = await timed(() => fit(true));
    return { ...result, images: workload.prepared.images, idleSeconds: whole - result.seconds };
  },
  async predict() {
    const { seconds } = await timed(predict);
    return { seconds, images: workload.prepared.images };
  },
});
