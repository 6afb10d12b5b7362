// What `npm run reproduce` was asked for, turned into one run: its identifier, sizes and settings. Runs that are not the
// report's experiment (quick, synthetic, other numbers of epochs) carry that in their name and keep to their own folder.
import type { Dataset } from "../../datasets/dataset";
import type { MaskSetting } from "../../masks/plan";
import type { RunConfig } from "../store/runRecord";

export interface ReproduceOptions {
  readonly quick?: boolean;
  /** Exactly this many epochs, early stopping off; default: at most 40 with early stopping. */
  readonly epochs?: number;
  readonly seed?: number;
  readonly masks?: MaskSetting;
  readonly resume?: boolean;
  readonly update?: boolean;
  /** Convolutions in bfloat16; float32 where the processor lacks the instructions. */
  readonly bfloat16?: boolean;
}

/** The report's settings (section 4.4 and appendix A5). */
const reportEpochs = 40, reportPatience = 5, reportBatchSize = 128;
const quickSizes = { trainImages: 5_000, validationImages: 1_000, epochs: 3 };
/** Without the native engine an image takes about half a second: enough to see the loss fall. */
const tinySizes = { trainImages: 64, validationImages: 32, epochs: 2 }, tinyBatchSize = 16;

/** The run for these options and this data set. `tiny` where only the JavaScript engine is there. */
export function planRun(options: ReproduceOptions, dataset: Dataset, tiny = false): RunConfig {
  const { quick = false, seed = 1, masks = "fixed", update = false, bfloat16 = false } = options;
  const small = tiny ? tinySizes : quick ? quickSizes : null;
  const exact = options.epochs ?? (update ? reportEpochs : undefined);
  const parts = [
    "report", masks, `seed${seed}`,
    ...(options.epochs !== undefined && !update ? [`epochs${options.epochs}`] : []),
    ...(bfloat16 ? ["bfloat16"] : []), ...(dataset.synthetic ? ["synthetic"] : []), ...(tiny ? ["tiny"] : quick ? ["quick"] : []),
  ];
  return {
    id: update ? parts.slice(0, 3).join("-") : parts.join("-"), network: "report", dataset: dataset.title,
    synthetic: dataset.synthetic, quick: small !== null,
    datasetSha256: dataset.sha256, masks, seed,
    trainImages: Math.min(small?.trainImages ?? Infinity, dataset.train.images.shape[0]),
    validationImages: Math.min(small?.validationImages ?? Infinity, dataset.test.images.shape[0]),
    epochs: exact ?? small?.epochs ?? reportEpochs, patience: exact === undefined ? reportPatience : null,
    batchSize: tiny ? tinyBatchSize : reportBatchSize,
    convolutions: bfloat16 ? "bfloat16" : "float32",
  };
}

/** Throws where `--update` would replace recorded results by others than the report's experiment. */
export function checkUpdate(options: ReproduceOptions, config: RunConfig): void {
  if (!options.update) return;
  if (options.bfloat16) {
    throw new Error("Expected float32 for --update, but received --bfloat16. " +
      "Leave one of the two out; recorded runs are float32.");
  }
  if (config.synthetic || config.quick) {
    throw new Error(`Expected the whole of CIFAR-10 and the native engine for --update, but received ${config.dataset}` +
      `${config.quick ? " and a small run" : ""}. Name the archive in CIFAR10_ARCHIVE, or leave --update out.`);
  }
}
