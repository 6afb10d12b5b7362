// What a training depends on, beside data, settings and machine: a change elsewhere does not train again.
import { join } from "node:path";
import { projectRoot } from "../paths";

/** Compiled files and folders, for hashOf. */
export const trainingCode: readonly string[] = [
  "images.js", "random.js", "masks", "models", "layers", "losses", "training", "node/tracedGraph", "node/experiments/trainRun.js",
  "node/engine/holdBytes.js", "node/engine/byteTensor.js", "node/engine/reluGrad.js", "node/engine/statelessRandom.js",
].map((part) => join(projectRoot, "dist", part));
