// Prediction as notebooks and commands use it: many images go through one TensorFlow graph, a few run as they come, since
// recording the graph takes about as long as predicting a thousand small images.
import { fillWithModel as fill } from "../../training/predict";
import { compileTraced } from "../tracedGraph/compile";

/** fillWithModel of src/training, traced from the second batch on where the native engine runs. */
export const fillWithModel: typeof fill = (model, images, knownMask, options = {}) => {
  const { batchSize = 500 } = options;
  const traced = images.shape[0] > batchSize;
  return fill(model, images, knownMask, { ...(traced && { compileStep: compileTraced }), ...options });
};
