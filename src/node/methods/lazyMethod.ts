// A recorded network that is only read when it first fills: the command inpaint lists and refuses by name and size, and should
// not wait for an engine to say no.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { absentPackage } from "../../absentPackage";
import type { MethodEntry } from "../../methods";
import { classicalMethod } from "../../methods/classical";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { modelFolder } from "../store/modelJson";
import { countSavedParameters, readNetworkCard } from "../store/networkCard";

/** What a network needs beside this package, as npm install takes it. */
const networkPackages =
  "@tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0";

/** The method of a line of the table; null where it is neither classical nor a recorded network on this machine. */
export function lazyMethod({ name, title, source }: MethodEntry, runs?: string): InpaintingMethod | null {
  if (source.kind === "classical") return classicalMethod(name);
  if (source.kind !== "recorded") return null;
  const folder = modelFolder(source.run, runs);
  if (!existsSync(join(folder, "model.json"))) return null;
  let loading: Promise<InpaintingMethod> | null = null;
  let loaded: InpaintingMethod | null = null;
  return {
    name,
    title,
    sizes: readNetworkCard(folder).sizes,
    parameters: countSavedParameters(folder),
    fill: async (images, knownMask) => {
      loaded = await (loading ??= load(name, runs));
      return loaded.fill(images, knownMask);
    },
    dispose: () => {
      loaded?.dispose?.();
      loading = null;
      loaded = null;
    },
  };
}

/** TensorFlow.js is loaded here and not before. */
async function load(name: string, runs: string | undefined): Promise<InpaintingMethod> {
  try {
    const { loadMethod } = await import("./loadMethod.js");
    return await loadMethod(name, { runs });
  } catch (error) {
    throw absentPackage(error, networkPackages, `for the network ${name}`);
  }
}
