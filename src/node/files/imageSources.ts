// The sources of images that experiments and benchmarks name, and how each is loaded.
import type { Dataset } from "../../datasets/dataset";
import type { Experiment } from "../../experiments/experiment";
import { loadDataset } from "./loadDataset";

const imageSources: { readonly [name in Experiment["source"]]: () => Promise<Dataset> } = {
  cifar10: () => loadDataset(),
};

/** The images of this source. Throws where they are damaged; what cannot be had is replaced and says so (see loadDataset). */
export function loadSource(name: Experiment["source"]): Promise<Dataset> {
  return imageSources[name]();
}
