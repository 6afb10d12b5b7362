// TensorFlow.js as far as this project needs it: the operations and the layers. Which backend computes them is chosen where the
// project runs: in Node by startEngine(), elsewhere by whoever imports a backend.
// The types of x.add(y) for tf.add(x, y), which the package itself registers:
/// <reference types="@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops" preserve="true" />

export * from "@tensorflow/tfjs-core";
export * from "@tensorflow/tfjs-layers";
