// The portable catalogue: what notebooks and other code import by name, with the types that its arguments and results are named
// by, and none of what a room keeps to itself. Nothing here needs a file, a worker or a codec. `tf` is TensorFlow.js.
export * as tf from "./tensorflow";

// images, random
export {
  firstImages,
  imageBatch,
  joinImages,
  range,
  sliceImages,
  takeImages,
  takeMasks,
  toFloat,
  type BatchShape,
  type FillFunction,
  type FloatImageBatch,
  type ImageBatch,
} from "./images/batch";
export { featureRows, takeRows, type FeatureRows } from "./images/featureRows";
export { checkKnownMask, composite, nothingHidden, paintHoles, repeatMask } from "./images/holes";
export { fromTensor, toTensor } from "./tensors";
export { type Better } from "./textTable";
export { randomStream, shuffledPositions, type Random } from "./random";

// datasets
export { cifar10ClassNames, decodeCifar10Records } from "./datasets/cifar10";
export { type Dataset, type LabelledImages } from "./datasets/dataset";
export { drawDeadLeaves, type DeadLeavesOptions } from "./datasets/deadLeaves";
export {
  drawFormula,
  type BrightnessFormula,
  type Colour,
  type FormulaPictureOptions,
} from "./datasets/formulaPicture";
export { imagesInMemory, type ImagesInMemory, type ImageSource, type InMemoryOptions } from "./datasets/imageSource";
export { photographsInMemory, type Photographs } from "./datasets/photographs";
export { drawPicture } from "./datasets/picture";
export { pictureCrops, type CropKey, type PictureCropsOptions } from "./datasets/pictureCrops";
export { holdOutValidation, type TrainValidation } from "./datasets/split";

// augmentation
export { augmentationNamed, augmentations, type Augmentation } from "./augmentation";
export { type AffineMap, type Sampling } from "./augmentation/affine";
export { colourJitter, type JitterSettings } from "./augmentation/colourJitter";
export { crop } from "./augmentation/crop";
export { fullAugmentation, plainCrops, type CropSettings } from "./augmentation/cropSettings";
export { cutCrop } from "./augmentation/cutCrop";
export { flipVertically } from "./augmentation/flip";
export { mirror, mirrorAtRandom } from "./augmentation/mirror";
export { resize } from "./augmentation/resize";
export { rotate } from "./augmentation/rotate";

// masks: families by name, then each family, then where masks come from and what is done with them
export {
  maskFamilies,
  maskFamilyNamed,
  maskMixtures,
  sampleMaskFamilies,
  type DrawMasks,
  type FamilySample,
  type MaskFamily,
} from "./masks";
export { drawArticleLineMasks, type ArticleLineMaskOptions } from "./masks/articleLines";
export { drawArticleSquareMasks, type ArticleSquareMaskOptions } from "./masks/articleSquare";
export { drawBlobMasks, type BlobMaskOptions } from "./masks/blob";
export { drawEachMask, type MaskCanvas } from "./masks/canvas";
export { drawCentreSquareMasks, type CentreSquareMaskOptions } from "./masks/centreSquare";
export { comparisonMixture } from "./masks/comparisonMixture";
export { type CoverageOptions } from "./masks/coverage";
export {
  openEllipse,
  openLine,
  openPolygon,
  openRectangle,
  openSpan,
  type MaskPoint,
  type Rectangle,
} from "./masks/drawing";
export { drawEverySecondRowMasks } from "./masks/everySecondRow";
export { drawFreeFormMasks, type FreeFormMaskOptions } from "./masks/freeForm";
export { drawHalfMasks } from "./masks/half";
export {
  drawIndependentPixelMasks,
  drawPixels30to75Masks,
  drawPixels60Masks,
  drawPixels80Masks,
  type IndependentPixelMaskOptions,
} from "./masks/independentPixels";
export { drawHoleRatioMasks, type HoleRatioMaskOptions } from "./masks/holeRatio";
export { focusedMixture, inpainterMixture, pixelMixture } from "./masks/inpainterMixtures";
export { drawLineCircleEllipseMasks } from "./masks/linesCirclesEllipses";
export { drawLostBlockMasks, type LostBlockMaskOptions } from "./masks/lostBlocks";
export { masksDrawnOneByOne, masksInMemory, type MasksInMemory, type MaskSource } from "./masks/maskSource";
export { drawMixedMasks, type MaskMixture, type MixturePart } from "./masks/mixture";
export { dilateHoles, erodeHoles, type MorphologyOptions } from "./masks/morphology";
export { drawNamedMasks } from "./masks/named";
export { drawOutpaintingMasks, type OutpaintingMaskOptions } from "./masks/outpainting";
export { drawOverlappingBlockMasks, type OverlappingBlockMaskOptions } from "./masks/overlappingBlocks";
export { drawOverlappingRectangleMasks } from "./masks/overlappingRectangles";
export { packMasks, unpackMasks } from "./masks/packMasks";
export { holesOfColour, holesWhereWhite, rectangularHole, type Rgb } from "./masks/picked";
export {
  reportMaskPlans,
  trainingMasks,
  validationMasks,
  type EpochMaskPlan,
  type EpochMasks,
  type ImageMasks,
  type MaskPlan,
  type MaskSetting,
  type TrainingMasks,
} from "./masks/plan";
export { drawRandomWalkMasks } from "./masks/randomWalk";
export {
  drawRectangleMasks,
  drawRectangles4to19Masks,
  placeRectangleMask,
  type RectangleMaskOptions,
} from "./masks/rectangle";
export { drawRectangle28x14Masks } from "./masks/rectangle28x14";
export { drawScratchMasks } from "./masks/scratches";
export { drawSquare8FullRangeMasks, drawSquareMasks, type SquareMaskOptions } from "./masks/square";
export { drawStrokes, type Stroke } from "./masks/strokes";
export { drawSuperResolutionMasks, type SuperResolutionMaskOptions } from "./masks/superResolution";
export { drawTextMasks } from "./masks/text";
export { drawThreeTechniqueMasks } from "./masks/threeTechniques";

// classical
export { classicalMethods, type ClassicalMethod } from "./classical";
export { fillBiharmonic } from "./classical/biharmonic";
export { fillExemplar, type ExemplarOptions } from "./classical/exemplar";
export { type Fill, type FillOptions } from "./classical/fillEach";
export { type KnownRange } from "./classical/knownRange";
export { fillHarmonic } from "./classical/harmonic";
export { arrivalTimes, eikonal } from "./classical/marching";
export { fillMean } from "./classical/mean";
export { fillNavierStokes, type NavierStokesOptions } from "./classical/navierStokes";
export { fillTelea, type TeleaOptions } from "./classical/telea";

// postprocess
export { afterSteps, postprocessSteps, type NamedStep } from "./postprocess";
export { feather, type FeatherSettings } from "./postprocess/feather";
export { grain, type GrainSettings } from "./postprocess/grain";
export { inOrder } from "./postprocess/inOrder";
export { matchRim, type MatchRimSettings } from "./postprocess/matchRim";
export { poisson, type PoissonSettings } from "./postprocess/poisson";
export { type Postprocess, type PostprocessStep } from "./postprocess/postprocess";
export { putKnownBack } from "./postprocess/putKnownBack";
export { sharpen, type SharpenSettings } from "./postprocess/sharpen";
export { smooth, type SmoothSettings } from "./postprocess/smooth";
export { type StepSetting } from "./postprocess/stepSetting";

// layers
export { ArticlePartialConv2D } from "./layers/articlePartialConv2D";
export { BatchNormalization, type BatchNormalizationArgs } from "./layers/batchNormalization";
export { CentrePairs } from "./layers/centrePairs";
export { ChannelwiseDense, type ChannelwiseDenseArgs } from "./layers/channelwiseDense";
export { SeededDropout, type SeededDropoutArgs } from "./layers/dropout";
export { JoinMasked, RepeatMask, SplitMask } from "./layers/maskChannels";
export { MirrorConvolution, type MirrorConvolutionArgs, type MirrorKind } from "./layers/mirrorConvolution";
export { PartialConv2D, type PartialActivation, type PartialConv2DArgs } from "./layers/partialConv2D";
export { AddResidual, PrefillHoles } from "./layers/prefill";
export { SpectralConv2D, type SpectralConv2DArgs } from "./layers/spectralConv2D";
export { statelessUniform } from "./layers/statelessUniform";
export { drawSeed, seedForLayer, withStepSeed, type SeededLayer } from "./layers/stepSeed";

// models
export { buildNamedModel, models, type ModelOptions, type NamedModel } from "./models";
export { buildArticlePartialUNet, type ArticlePartialUNetOptions } from "./models/articlePartialUNet";
export { buildArticleUNet, type ArticleUNetOptions } from "./models/articleUNet";
export { buildClassifier, classifierBlocks, type ClassifierOptions } from "./models/classifier";
export {
  buildContextEncoder,
  buildDiscriminator,
  type ContextEncoderOptions,
  type DiscriminatorOptions,
} from "./models/contextEncoder";
export {
  buildEncoderClassifier,
  encoderEnd,
  encoderNames,
  takeEncoderWeights,
  type EncoderClassifierOptions,
  type EncoderName,
} from "./models/encoderClassifier";
export { featuresOf } from "./models/features";
export { featureMaps, type FeatureMaps } from "./models/featureMaps";
export { fillByWindows, type FillByWindowsOptions, type FillWindow } from "./models/fillByWindows";
export { type WindowOptions } from "./models/windows";
export { firstLayerFilters } from "./models/firstLayerFilters";
export { dependenceInHole, dependenceSide, inputDependence } from "./models/inputDependence";
export { buildPartialUNet, type PartialUNetOptions } from "./models/partialUNet";
export { receptiveField, type ReceptiveField } from "./models/receptiveField";
export { buildRepairedAutoencoder, type RepairedAutoencoderOptions } from "./models/repairedAutoencoder";
export { buildReportAutoencoder, type ReportAutoencoderOptions } from "./models/reportAutoencoder";
export { buildResidualInpainter, type ResidualInpainterOptions } from "./models/residualInpainter";
export { buildUNet, type UNetOptions } from "./models/unet";
export { buildVgg16, vgg16Input, vgg16Pools, type Vgg16Options } from "./models/vgg16";

// losses
export { lossNamed, losses } from "./losses";
export { binaryCrossentropy } from "./losses/binaryCrossentropy";
export { holeSquaredError } from "./losses/holeSquaredError";
export { type Loss, type LossTerms, type TermLoss, type WholeImageLoss } from "./losses/loss";
export { meanAbsoluteError } from "./losses/meanAbsoluteError";
export { meanSquaredError } from "./losses/meanSquaredError";
export { overlappingSquaredError, overlapWeights } from "./losses/overlappingSquaredError";
export { softmaxCrossentropy } from "./losses/softmaxCrossentropy";
export { sixTermLoss, type FeatureExtractor } from "./losses/sixTerms";
export { sixTermSettings, type SixTermSettings } from "./losses/sixTermSettings";

// metrics
export {
  bootstrapDifference,
  bootstrapInterval,
  bootstrapIntervals,
  type BootstrapInterval,
  type BootstrapOptions,
} from "./metrics/bootstrap";
export { crossentropyParts, entropyFloor, imageCrossentropy, type CrossentropyParts } from "./metrics/crossentropy";
export { edgeDistances } from "./metrics/edgeDistance";
export { errorByDistance, mergeErrorByDistance, type DistanceError } from "./metrics/errorByDistance";
export {
  countImages,
  errorFigure,
  errorFigureNames,
  errorRatio,
  perfectImagePsnrDb,
  ratioValue,
  type Averaging,
  type ErrorFigureName,
  type ErrorRatio,
  type FigureMeasure,
  type FigureRegion,
  type ImageCounts,
} from "./metrics/errorFigures";
export { frechetFeatureDistance } from "./metrics/frechet";
export { figurePerGroup, groupPositions, holeTexture, textureDeciles, type GroupFigure } from "./metrics/groups";
export { eachHolePsnrDb, pooledHolePsnrDb, pooledL1, pooledMse, psnrDb, type Region } from "./metrics/hole";
export { holeFraction } from "./metrics/holeFraction";
export { holeFrequency } from "./metrics/holeFrequency";
export { type HoleSquares } from "./metrics/holeSquares";
export { eachHoleScore, type HoleScore } from "./metrics/holeScores";
export { concatImageErrors, measureImages, selectImageErrors, type ImageErrors } from "./metrics/imageErrors";
export { meanInterval, type MeanInterval } from "./metrics/meanInterval";
export { compareFills, measureFill, type FillFigures, type FillRow } from "./metrics/measureFill";
export { measureMethod, MeasurementStopped, type MeasuredMethod, type MeasureOptions } from "./metrics/measureMethod";
export { neighbourDifference } from "./metrics/neighbourDifference";
export { intensityDice, intensityIou } from "./metrics/overlap";
export { seamError, seamSquares } from "./metrics/seamError";
export { ssimMap, ssimPerImage } from "./metrics/ssim";

// retrieval
export { contextRows, fillByNeighbour, type ContextFeatures, type NeighbourFill } from "./retrieval/fillByNeighbour";
export { hogFeatures, type HogOptions } from "./retrieval/hog";
export { nearestNeighbours, type Neighbours } from "./retrieval/nearest";
export { fillByNearestImage } from "./retrieval/nearestImage";

// training
export { optimizers, schedules, type NamedOptimizer, type NamedSchedule } from "./training";
export { adam, adamW, type AdamOptions, type AdamWOptions } from "./training/adam";
export { copyBatches, type BatchInputs, type BatchSource, type HoldData } from "./training/batchSource";
export { clipByGlobalNorm } from "./training/clip";
export { collapseWarning, type CollapseOptions } from "./training/collapse";
export { muon, type MuonOptions } from "./training/muon";
export { loggedImages, type LoggedImages, type LoggedMasks } from "./training/loggedImages";
export { networkInputs } from "./training/networkInput";
export { type NetworkInput } from "./training/networkInputKind";
export { type Optimizer, type Update } from "./training/optimizer";
export {
  optimizerFrom,
  type OptimizerSettings,
  type RateSettings,
  type ScheduleSettings,
} from "./training/optimizerSettings";
export { fillWithModel, type PredictOptions } from "./training/predict";
export {
  joinCallbacks,
  logPredictions,
  type EpochPredictions,
  type PredictionLog,
  type PredictionLogOptions,
  type PredictionWriter,
} from "./training/predictionLog";
export {
  constantRate,
  cosineDecay,
  linearDecay,
  piecewiseConstant,
  type DecayOptions,
  type LearningRate,
  type Schedule,
} from "./training/schedule";
export { momentum, sgd, type MomentumOptions, type SgdOptions } from "./training/sgd";
export { type LogRow, type NamedArray, type TrainingState } from "./training/state";
export {
  addMaskChannel,
  handOn,
  oneHotLabels,
  otherWeightsOf,
  paintHolesBlack,
  parametersOf,
  runEagerly,
  stepScalars,
  undamagedImages,
  wholeImage,
  type Batch,
  type BatchOfInputs,
  type CompiledStep,
  type CompileStep,
  type PrepareInput,
  type StepFunction,
  type StepPart,
  type TargetOfBatch,
  type TensorMap,
  type TrainingStep,
} from "./training/step";
export { adversarial } from "./training/steps/adversarial";
export { type AdversarialOptions } from "./training/steps/adversarialOptions";
export { cutRectangle, holeOnly, type DiscriminatorView } from "./training/steps/discriminatorView";
export { evaluationStep, supervised, trainingStep, type SupervisedOptions } from "./training/steps/supervised";
export { trainModel } from "./training/trainModel";
export {
  type StepReport,
  type TrainingCallbacks,
  type TrainingData,
  type TrainingOptions,
  type TrainingResult,
} from "./training/trainingOptions";

// experiments
export { experimentNamed, experiments } from "./experiments";
export { type AdversarialSettings } from "./experiments/adversarialSettings";
export {
  type Experiment,
  type ImageSourceName,
  type NetworkSettings,
  type SupervisedSettings,
  type TrainingMeasurement,
} from "./experiments/experiment";
export { type ExperimentData } from "./experiments/experimentData";
export { planRun, type PlanOptions, type RunConfig, type RunOrigin } from "./experiments/plan";
export { type FeatureNetwork, type LossSettings, type SixTermLossSettings } from "./experiments/lossSettings";
export { climb, repairLadder, type Repairs, type Rung } from "./experiments/repairLadder";

// methods
export { inpaintingMethods, methodNamed, type MethodEntry, type MethodSource } from "./methods";
export { fillOneImage, type FillOneImageOptions } from "./methods/fillOneImage";
export { followedBy } from "./methods/followedBy";
export { type InpaintingMethod, type MethodSizes } from "./methods/inpaintingMethod";
export { networkMethod, type NetworkMethod, type NetworkMethodOptions } from "./methods/network";
export { type NetworkCard, type SavedCard } from "./methods/networkCard";

// benchmarks
export { benchmarkNamed, benchmarks } from "./benchmarks";
export {
  type Benchmark,
  type BenchmarkFigure,
  type BenchmarkMaskSet,
  type BenchmarkSource,
} from "./benchmarks/benchmark";
export { chooseMaskSets, drawBenchmarkMasks, drawMaskBatches } from "./benchmarks/benchmarkMasks";
export { benchmarkRow, type BenchmarkRow, type BenchmarkRowParts } from "./benchmarks/benchmarkRow";
export { markdownTables, terminalTable } from "./benchmarks/benchmarkTable";
export { benchmarkMaskSets, cifar10InpaintingV1 } from "./benchmarks/cifar10InpaintingV1";
export { type HoleErrors } from "./benchmarks/holeErrors";
export { photographsV1 } from "./benchmarks/photographsV1";

// transfer
export { encoderFeatures } from "./transfer/encoderFeatures";
export { classifyImages, fineTune, type FineTuneOptions } from "./transfer/fineTune";
export { kNearest, type NearestOptions } from "./transfer/kNearest";
export { type LabelledFeatures } from "./transfer/labelledFeatures";
export { minimiseLbfgs, type LbfgsOptions, type Minimum, type Objective } from "./transfer/lbfgs";
export { linearProbe, type LinearProbe, type LinearProbeOptions } from "./transfer/linearProbe";
export { stratifiedShare } from "./transfer/stratifiedShare";

// studies: what notebooks show of them, and the types of their records
export { type AfterTheFillValues, type FilledRow, type StepRow, type StepValues } from "./studies/afterTheFill";
export { afterTheFillChart, type AfterTheFillChartOptions } from "./studies/afterTheFillChart";
export { findAnswers, meanImage, type AlikeImage, type Answers, type FindAlikeOptions } from "./studies/alikeImages";
export { answersGrid, type AnswersGridOptions } from "./studies/answersGrid";
export { type Classes, type ClassValues } from "./studies/classes";
export { type ContextEncoderValues, type ContextFigures, type ContextRun } from "./studies/contextEncoderValues";
export {
  type DistanceMse,
  type EdgeDistances,
  type EdgeDistanceValues,
  type WholeImagePsnr,
} from "./studies/edgeDistance";
export { exploreHoles, type HoleExploration } from "./studies/exploreHoles";
export { stopEpoch, type ChosenEpoch, type HeldOutEpoch, type HeldOutValues } from "./studies/heldOut";
export { type ExplorerPageOptions } from "./studies/holeExplorerPage";
export { type LossParts, type LossPartsValues } from "./studies/lossParts";
export { lossPartsPanels, type LossPartsPanelsOptions } from "./studies/lossPartsPanels";
export { type MethodValues } from "./studies/methodFigures";
export { paints, type Paint, type PaintValues } from "./studies/paint";
export { paintTestGrid, type PaintedFill, type PaintTestOptions } from "./studies/paintGrid";
export { type ComparedFamily, type PartialConvolutionValues } from "./studies/partialConvolution";
export {
  type PooledPositions,
  type PositionGrid,
  type PositionOptions,
  type PositionValues,
} from "./studies/positions";
export { positionMap, type PositionMapOptions } from "./studies/positionsMap";
export { type Rank, type RankedFill, type RankedFillValues } from "./studies/rankedFills";
export {
  type Interval,
  type RecordOf,
  type StudyInput,
  type StudyName,
  type StudyRecord,
  type StudyValues,
} from "./studies/records";
export { type RedrawnMaskValues } from "./studies/redrawnMasks";
export {
  ladderMaskSets,
  type LadderMaskSet,
  type LadderRecord,
  type LadderRow,
  type LadderScore,
  type LadderScores,
} from "./studies/repairLadder";
export { ladderChart, type LadderChartOptions } from "./studies/repairLadderChart";
export { type RetrievalRow, type RetrievalValues } from "./studies/retrieval";
export { type SeedFigures, type SeedResult, type SeedSettings } from "./studies/seedResult";
export { type SideValues } from "./studies/sides";
export { type FillDifference, type SquaredErrorValues, type TrainedWith } from "./studies/squaredError";
export { type StepFigureName } from "./studies/stepErrors";
export {
  type AugmentationRow,
  type SixTermFigures,
  type SixTermRow,
  type SixTermValues,
} from "./studies/sixTermsValues";
export { type Bounds, type StepDifference, type StepFigures, type StepVerdict } from "./studies/stepFigures";
export { type Fills, type MissingRun } from "./studies/study";
export { type TrainingGap, type TrainingGapValues } from "./studies/trainingGap";
export { type FineTuned, type SeedAccuracies, type TransferRow, type TransferValues } from "./studies/transferValues";
export { type PooledValues, type UndamagedValues } from "./studies/undamaged";

// figures
export { arrivalChart, type ArrivalChartOptions } from "./figures/arrivalChart";
export { barChart, type BarChartOptions } from "./figures/barChart";
export { benchmarkChart, type BenchmarkChartOptions } from "./figures/benchmarkChart";
export {
  dependenceGrid,
  type Dependence,
  type DependenceGridOptions,
  type FieldExtent,
} from "./figures/dependenceGrid";
export { chartFigure } from "./figures/chartFigure";
export { distributionChart, type DistributionChartOptions } from "./figures/distributionChart";
export { featureMapGrid, type FeatureMapGridOptions, type LayerMaps } from "./figures/featureMapGrid";
export { makeFigure, type Figure, type FigureOptions, type VectorPicture } from "./figures/figure";
export { groupChart, type GroupChartOptions } from "./figures/groupChart";
export {
  imageGrid,
  type GridText,
  type ImageGridOptions,
  type ImageRow,
  type PixelGrid,
  type ScaleBar,
} from "./figures/imageGrid";
export { layerTable, layerTableRows, type LayerRow } from "./figures/layerTable";
export { asLossRun, lossCurve, type LossCurveOptions, type LossLine, type LossRun } from "./figures/lossCurve";
export { methodChart, type MethodChartOptions } from "./figures/methodChart";
export { methodColour } from "./figures/methodColours";
export { networkDiagram, type NetworkDiagramOptions, type NetworkPart } from "./figures/networkDiagram";
export {
  operationChart,
  type OperationChartOptions,
  type OperationProfileLike,
  type OperationRow,
} from "./figures/operationChart";
export { predictionGrid, type PredictionGridOptions } from "./figures/predictionGrid";
export { profileChart, steepestStep, type ProfileChartOptions } from "./figures/profileChart";
export { type Raster } from "./figures/raster";
export { rangeChart, type RangeChartOptions, type RangePoint, type RangeSeries } from "./figures/rangeChart";
export {
  decibels,
  labelledImagesGrid,
  reconstructionGrid,
  type PictureGridOptions,
  type PictureSet,
  type Reconstruction,
} from "./figures/reportFigures";
export { sideBySideGrid, type SideBySideOptions } from "./figures/sideBySide";
export {
  stepDiagram,
  type StepArrow,
  type StepBox,
  type StepDiagramOptions,
  type StepGraph,
  type StepPhase,
} from "./figures/stepDiagram";
export { stepTimeChart, type StepTimeChartOptions, type StepTimeRow } from "./figures/stepTimeChart";

// report
export { publishedArticle, publishedArticleSamples, type PublishedNetwork } from "./report/publishedArticle";
export {
  publishedColdStart,
  publishedFinalLog,
  publishedOptimizerSteps,
  type PublishedEpoch,
} from "./report/publishedRun";
