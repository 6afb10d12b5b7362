// CIFAR-10, or the drawn images that stand in for it, read once per process: reading the archive takes a few seconds. Nobody
// changes it.
import type { Dataset } from "../../src/datasets/dataset";
import { loadDataset } from "../../src/node/files/loadDataset";

let loading: Promise<Dataset> | null = null;

export function sharedDataset(): Promise<Dataset> {
  return (loading ??= loadDataset());
}
