// TensorFlow.js on its JavaScript backend, where a test starts no engine.
import "@tensorflow/tfjs-backend-cpu";

export * from "../../src/tensorflow";
