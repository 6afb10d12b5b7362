// Run by startEngine.test.ts in a process of its own: makes a tensor before any engine is chosen, starts one, then trains or
// predicts with a network that has every layer of the report's. Prints one line of JSON.
import * as tf from "../../support/tensorflow";
import { silenceFirstUseNotice } from "../../../src/node/engine/quietBackends";
import { startEngine } from "../../../src/node/engine/startEngine";

async function answer(purpose: "training" | "prediction"): Promise<object> {
  silenceFirstUseNotice();
  tf.tensor1d([1]).dispose();
  const before = tf.getBackend();
  const engine = await startEngine({ purpose });
  const { conv2d, maxPooling2d, upSampling2d } = tf.layers;
  const model = tf.sequential();
  model.add(conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, padding: "same", activation: "relu" }));
  model.add(maxPooling2d({ poolSize: 2, padding: "same" }));
  model.add(upSampling2d({ size: [2, 2] }));
  model.add(conv2d({ filters: 3, kernelSize: 3, padding: "same", activation: "sigmoid" }));
  const images = tf.randomUniform([4, 8, 8, 3], 0, 1, "float32", 1);
  const losses: number[] = [];
  if (purpose === "training") {
    model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
    const { history } = await model.fit(images, images, { epochs: 8, verbose: 0, shuffle: false });
    losses.push(history.loss[0] as number, history.loss[7] as number);
  } else {
    const values = await (model.predict(images) as tf.Tensor).data();
    if (!values.every((value) => value > 0 && value < 1)) throw new Error("Expected predictions in (0,1).");
  }
  const loadedNative = Object.keys(require.cache).some((path) => /tfjs-node|tfjs_binding/.test(path));
  return { before, engine, losses, loadedNative };
}

void answer(process.argv[2] as "training" | "prediction").then((result) => console.log(JSON.stringify(result)));
