// TensorFlow.js on its JavaScript backend, where a test starts no engine.
import { silenceFirstUseNotice } from "../../src/node/engine/quietBackends";

silenceFirstUseNotice();

export * from "../../src/tensorflow";
