// The sources of images of one size that experiments and benchmarks name, and how each is loaded. Photographs are opened instead
// (src/node/pictures/openExperimentData.ts).
import type { Dataset } from "../../datasets/dataset";
import type { ImageSourceName } from "../../experiments/experiment";
import { loadDataset } from "./loadDataset";

/** Those that are loaded as a whole. */
export type LoadedSource = Exclude<ImageSourceName, "photographs">;

const imageSources: { readonly [name in LoadedSource]: () => Promise<Dataset> } = {
  cifar10: () => loadDataset(),
};

/** The images of this source. Throws where they are damaged; what cannot be had is replaced and says so (see loadDataset). */
export function loadSource(name: LoadedSource): Promise<Dataset> {
  return imageSources[name]();
}
