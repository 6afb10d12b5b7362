// What notebooks import as "inpainting-lab": the portable catalogue and Node's part of it. Nothing native is loaded by the
// import itself: startEngine() does that when an engine is first needed. In a notebook a picture as a cell's last line is shown.
import { silenceFirstUseNotice } from "./engine/quietBackends";
import { showLastValues } from "./jupyter/lastValue";

silenceFirstUseNotice();
showLastValues();

export * from "../index";

// files
export { type DownloadOptions } from "./files/download";
export { type Hdf5Array } from "./files/hdf5";
export {
  assignKerasWeights,
  DamagedKerasFileError,
  readKerasFile,
  writeKerasFile,
  type KerasFile,
  type KerasFileLayer,
  type ReadKerasOptions,
} from "./files/kerasFile";
export { type LoadDatasetOptions } from "./files/loadDataset";
export { readMaskFile, writeMaskFile, type ReadMaskOptions } from "./files/maskFiles";
export { encodePng, readImageFile, type EncodePngOptions, type ReadImageOptions } from "./files/pixels";
export { loadReportWeights, type LoadReportWeightsOptions, type ReportWeights } from "./files/reportWeights";
export { loadVgg16, vgg16WeightsFile } from "./files/vgg16Weights";

// figures
export { type Drawing } from "./figures/encode";

// workers
export { fillHolesInWorkers, type FillHolesOptions } from "./workers/fillHolesInWorkers";
export { fillInWorkers, type FillInWorkersOptions } from "./workers/fillInWorkers";
export { type WorkerOptions } from "./workers/pool";

// tracedGraph
export { compareSpeed, largestDifference, type SpeedComparison, type SpeedOptions } from "./tracedGraph/compareSpeed";
export { compileTraced, type TracedFunction, type TraceOptions } from "./tracedGraph/compile";
export { exportSavedModel } from "./tracedGraph/exportSavedModel";
export { FrozenValueError, type TensorFunction } from "./tracedGraph/graph";
export { countOperations, listOperations, type ListedOperation, type ListOptions } from "./tracedGraph/listOperations";
export {
  profileOperations,
  type OperationCost,
  type OperationProfile,
  type ProfileOptions,
} from "./tracedGraph/profile";
export { type ConvolutionPrecision } from "./tracedGraph/savedModel";
export { recordStepGraph } from "./tracedGraph/stepGraph";

// engine
export { holdBytes } from "./engine/holdBytes";
// The traced form of the portable function of the same name: an export by name wins over a star.
export { fillWithModel } from "./engine/predict";
export { startEngine, type Engine, type StartEngineOptions } from "./engine/startEngine";

// store
export { loadModel, readModelMetadata, saveModel, type SaveModelOptions } from "./store/modelFiles";
export { type ModelMetadata } from "./store/modelJson";
export { type Checkpoint, type RunTables } from "./store/checkpoint";
export { describeEnvironment, readRunConfig, type RunEnvironment } from "./store/runRecord";
export { readLog, readTiming, type MeasuredColumn, type RunLogRow, type TimingRow } from "./store/runTables";

// experiments
export { ladderImages, type LadderImages, type LadderSizes } from "./experiments/climbLadder";
export { evaluateRun, validationSetOf, type RunMetrics, type ValidationSet } from "./experiments/evaluateRun";
export { type OnMeasure } from "./experiments/measurements";
export { readOrigin } from "./experiments/origin";
export { runExperiment, type ExperimentRun, type RunExperimentOptions } from "./experiments/runExperiment";

// jupyter
export { benchmarkMyFill, type BenchmarkMyFillOptions, type MyFillBenchmark } from "./jupyter/benchmarkMyFill";
export { brush, type BrushOptions } from "./jupyter/brush";
export { climbLive, liveLadderSizes, loadLadder, type ClimbedLadder, type ClimbLiveOptions } from "./jupyter/climbLive";
export { loadDataset } from "./jupyter/lessonDataset";
export { loadPhotographs, type LoadPhotographsOptions } from "./jupyter/lessonPhotographs";
export {
  livePlot,
  showFigure,
  showGrid,
  showPhotographs,
  showPicture,
  type LivePlot,
  type ShowGridOptions,
} from "./jupyter/display";
export { exportFigure, type ExportFigureOptions } from "./jupyter/exportFigure";
export { firstStepInputs } from "./jupyter/firstStep";
export { guess, type Guess, type GuessOptions } from "./jupyter/guess";
export { showHoleExplorer } from "./jupyter/holeExplorer";
export { watchInterrupt, type Interrupt, type InterruptOptions } from "./jupyter/interrupt";
export {
  check,
  checkMeasured,
  loadRun,
  loadTrainedNetwork,
  quickly,
  sampleSize,
  temporaryFolder,
  trainingSizes,
  type CheckOptions,
  type ShownRun,
  type TrainingSizes,
} from "./jupyter/lesson";
export { plot, type Config, type Layout, type Plot, type PlotConfig } from "./jupyter/plot";
export { predictionFilm, type PredictionFilmOptions } from "./jupyter/predictionFilm";
export { predictionFiles, showPredictions, tensorboardEvents } from "./jupyter/predictionWriters";
export { loadAudit } from "./jupyter/recordedAudit";
export { loadBenchmarkRows } from "./jupyter/recordedBenchmark";
export { runFilm } from "./jupyter/runFilm";
export { showTable, type ShowTableOptions, type TableCell, type TableRow } from "./jupyter/showTable";
export { slider, type SliderFrame, type SliderOptions } from "./jupyter/slider";
export { swipe, type SwipeOptions, type SwipePicture } from "./jupyter/swipe";
export { trainClassSeed, type ClassSeed, type ClassSeedOptions } from "./jupyter/trainClassSeed";
export { trainLive, type LivePredictions, type LiveTraining, type TrainLiveOptions } from "./jupyter/trainLive";
export { tryAnswer, type AnswerCase, type AnswerValue } from "./jupyter/tryAnswer";
