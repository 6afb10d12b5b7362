// The data set as notebooks load it: the loader itself, and a note where the data are synthetic.
import type { Dataset } from "../../datasets/dataset";
import { loadDataset as loadFromDisk, type LoadDatasetOptions } from "../files/loadDataset";
import { noteSyntheticData } from "./circumstances";

/**
 * CIFAR-10 as uint8 (184 MB), or the synthetic set with one sentence that says so: then pictures are labelled, and claims about
 * measured numbers are not checked. Throws one sentence on damaged data.
 */
export async function loadDataset(options: LoadDatasetOptions = {}): Promise<Dataset> {
  const dataset = await loadFromDisk(options);
  noteSyntheticData("data set", dataset.synthetic);
  return dataset;
}
