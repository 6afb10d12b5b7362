// Stage 4, the TensorFlow engine: asks the compiled src/node/engine whether it is there, else lets it climb its ladder.
// That no rung works is no failure of the set-up: the commands then go on with TensorFlow.js's own backends.
import { createRequire } from "node:module";
import { join } from "node:path";
import { SetupError } from "../errors.mjs";

/** @typedef {{ installed: boolean, message: string }} Installation */
/** @typedef {{ report: (line: string) => void }} Options */
/** @typedef {{ engineInstalled(): boolean, installEngine(options: Options): Promise<Installation> }} EngineModule */

/** @param {string} root @returns {EngineModule} */
const engineModule = (root) => createRequire(join(root, "package.json"))("./dist/node/engine/installEngine.js");

/** @type {import("../main.mjs").Stage} */
export const engineStage = {
  name: "TensorFlow engine",
  isCurrent: ({ root }) => {
    try {
      return engineModule(root).engineInstalled();
    } catch (error) {
      // LAB_ENGINE names no engine.
      throw new SetupError(/** @type {Error} */ (error).message);
    }
  },
  async run({ root }) {
    const { message } = await engineModule(root).installEngine({ report: (line) => console.log(`    ${line}`) });
    return message;
  },
};
