// Input of checkCases.py: random cases of PartialConv2D with our outputs and gradients.
//
//     npx tsx bench/partialConvolution/writeCases.ts CHECK
//
// leaves cases.json, the settings of each with the shapes of its arrays, and values.f32, all arrays one behind the other.
import { join } from "node:path";
import * as tf from "../../src/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { writeFileSafely } from "../../src/node/files/safeWrite";
import { arrayNames, computeCase, drawCases } from "./cases";

async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new Error("Expected a folder to write to, but received nothing. Name one: writeCases.ts CHECK");
  await startEngine({ quiet: true });
  const values: Uint8Array[] = [];
  const cases = drawCases().map((one, position) => {
    const arrays = computeCase(one, position);
    const shapes = arrayNames.map((name) => {
      values.push(new Uint8Array(Float32Array.from(arrays[name].dataSync()).buffer));
      return [name, arrays[name].shape];
    });
    tf.dispose(Object.values(arrays));
    return { ...one, shapes: Object.fromEntries(shapes) as Record<string, number[]> };
  });
  await writeFileSafely(join(folder, "cases.json"), JSON.stringify(cases));
  await writeFileSafely(join(folder, "values.f32"), Buffer.concat(values));
  console.log(`${cases.length} cases: ${folder}`);
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
