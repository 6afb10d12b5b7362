// What notebooks import as "inpainting-lab": the portable catalogue and Node's part of it. Nothing native is loaded by the
// import itself: startEngine() does that when an engine is first needed.
import { silenceFirstUseNotice } from "./engine/quietBackends";

silenceFirstUseNotice();

export * from "../index";
export { readBenchmark, type BenchmarkRecord } from "./benchmarks/record";
export * from "./engine/startEngine";
export * from "./files/kerasFile";
export * from "./files/loadDataset";
export * from "./files/maskFiles";
export * from "./files/pixels";
export * from "./files/reportWeights";
export * from "./jupyter/benchmarkMyFill";
export * from "./jupyter/climbLive";
export * from "./jupyter/display";
export * from "./jupyter/firstStep";
export * from "./jupyter/guess";
export * from "./jupyter/holeExplorer";
export * from "./jupyter/interrupt";
export * from "./jupyter/lesson";
export * from "./jupyter/liveGrid";
export * from "./jupyter/plotWindow";
export * from "./jupyter/predictionWriters";
export * from "./jupyter/recordedAudit";
export * from "./jupyter/recordedBenchmark";
export * from "./jupyter/trainClassSeed";
export * from "./jupyter/trainLive";
export * from "./jupyter/tryAnswer";
export * from "./experiments/climbLadder";
export * from "./experiments/evaluateRun";
export * from "./experiments/measurements";
export * from "./experiments/origin";
export * from "./experiments/runExperiment";
export * from "./engine/holdBytes";
export { loadModel, readModelMetadata, saveModel, type ModelMetadata } from "./store/modelFiles";
export * from "./store/runRecord";
export * from "./store/runTables";
// The traced form of the portable function of the same name: an export by name wins over a star.
export { fillWithModel } from "./engine/predict";
export * from "./tracedGraph/compareSpeed";
export * from "./tracedGraph/compile";
export * from "./tracedGraph/exportSavedModel";
export * from "./tracedGraph/listOperations";
export * from "./tracedGraph/profile";
export { FrozenValueError } from "./tracedGraph/graph";
export * from "./tracedGraph/stepGraph";
export * from "./workers/fillInWorkers";
