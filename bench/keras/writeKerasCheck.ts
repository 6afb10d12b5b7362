// Input of checkKerasFile.py: the report's network with seeded weights as a Keras file, four images, our predictions.
//
//     npx tsx bench/keras/writeKerasCheck.ts CHECK
//
// The biases are drawn too: a new network's are all zero, and zeros would hide a mix-up.
import { join } from "node:path";
import * as tf from "../../src/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { writeKerasFile } from "../../src/node/files/kerasFile";
import { writeFileSafely } from "../../src/node/files/safeWrite";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { randomStream } from "../../src/random";

async function main(folder: string | undefined): Promise<void> {
  if (!folder)
    throw new Error("Expected a folder to write to, but received nothing. Name one: writeKerasCheck.ts CHECK");
  await startEngine({ quiet: true });
  const random = randomStream(1, "keras check");
  const model = buildReportAutoencoder();
  const draw = (count: number, low: number, high: number): Float32Array =>
    Float32Array.from({ length: count }, () => low + (high - low) * random.uniform());
  model.setWeights(
    model
      .getWeights()
      .map((weight) => (weight.rank === 1 ? tf.tensor(draw(weight.size, -0.2, 0.2), weight.shape) : weight)),
  );
  const images = draw(4 * 32 * 32 * 3, 0, 1);
  const outputs = model.predict(tf.tensor(images, [4, 32, 32, 3])) as tf.Tensor;
  await writeKerasFile(model, join(folder, "network.keras"));
  await writeFileSafely(join(folder, "images.f32"), new Uint8Array(images.buffer));
  await writeFileSafely(
    join(folder, "outputs.f32"),
    new Uint8Array(((await outputs.data()) as Float32Array).slice().buffer),
  );
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
