// The published U-Net of partial convolutions at full width, run forward on one image: seconds, and the process's most memory.
// npx tsx bench/partialConvolution/fullWidth.ts SIZE, 256 (seven levels) or 512 (eight); drawn weights.
import { performance } from "node:perf_hooks";
import * as tf from "../../src/tensorflow";
import { buildPartialUNet } from "../../src/models/partialUNet";
import { startEngine } from "../../src/node/engine/startEngine";
import { compileTraced } from "../../src/node/tracedGraph/compile";
import { parametersOf } from "../../src/training/step";

const rounds = 7;

async function main(): Promise<void> {
  const size = Number(process.argv[2]);
  if (size !== 256 && size !== 512) throw new Error(`Expected the size 256 or 512, but received ${process.argv[2]}.`);
  await startEngine({ purpose: "prediction" });
  const model = buildPartialUNet({ levels: Math.log2(size) - 1 });
  const trained = parametersOf(model).reduce((sum, parameter) => sum + parameter.size, 0);
  const forward = compileTraced(({ input }) => ({ filled: model.apply(input) as tf.Tensor }));
  const input = tf.randomUniform([1, size, size, 4], 0, 1, "float32", 1);
  const seconds = Array.from({ length: rounds + 1 }, () => {
    const started = performance.now();
    const { filled } = forward({ input });
    filled.dataSync();
    filled.dispose();
    return (performance.now() - started) / 1000;
  });
  // The first records the graph.
  const [median] = seconds
    .slice(1)
    .sort((a, b) => a - b)
    .slice((rounds - 1) / 2);
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${size}×${size}: ${trained.toLocaleString("en")} parameters, median of ${rounds} ${median.toFixed(3)} s, ` +
      `at most ${mebibytes.toFixed(0)} MiB in memory`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
