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
export * from "./notebook/benchmarkMyFill";
export * from "./notebook/climbLive";
export * from "./notebook/display";
export * from "./notebook/firstStep";
export * from "./notebook/guess";
export * from "./notebook/holeExplorer";
export * from "./notebook/interrupt";
export * from "./notebook/lesson";
export * from "./notebook/liveGrid";
export * from "./notebook/plotWindow";
export * from "./notebook/predictionWriters";
export * from "./notebook/recordedAudit";
export * from "./notebook/recordedBenchmark";
export * from "./notebook/trainClassSeed";
export * from "./notebook/trainLive";
export * from "./notebook/tryAnswer";
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
