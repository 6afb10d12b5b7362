// @ts-nocheck
// Adapter of the guard for the interface of the current tree: how to get what hashing.cjs asks for from a compiled checkout.
//   node test/golden/current.cjs CHECKOUT_ROOT OUT.json [part,part]
const { join } = require("node:path");
const { arraysOf, firstOf, main } = require("./hashing.cjs");

function labOf(root) {
  const load = (module) => require(join(root, "dist", module));
  const { startEngine } = load("node/engine/startEngine");
  const { loadDataset } = load("node/files/loadDataset");
  const { describeEnvironment } = load("node/store/runRecord");
  const { readLog } = load("node/store/runTables");
  const { loadModel } = load("node/store/modelFiles");
  const { experimentNamed } = load("experiments");
  const { planRun } = load("experiments/plan");
  const { runExperiment } = load("node/experiments/runExperiment");
  const { ladderImages, planLadder } = load("node/experiments/climbLadder");
  const { climb, repairLadder } = load("experiments/repairLadder");
  const recordedInpainter = "residual-inpainter";
  let environment;

  const logIn = (folder) => readLog(folder).map(({ epoch, loss, valLoss }) => [epoch, loss, valLoss]);
  const trained = async (config, dataset, folder) => {
    const { state, model } = await runExperiment({ config, dataset, folder, environment });
    const weights = arraysOf(model.getWeights());
    model.dispose();
    const { parameters, optimizerState } = state;
    return { weights, parameters, optimizerState, numbers: { log: logIn(folder) } };
  };

  return {
    async start() {
      environment = describeEnvironment(await startEngine({ purpose: "training", quiet: true }));
      return loadDataset();
    },

    async trainReport(dataset, { masks, seed, trainImages, validationImages, epochs, folder }) {
      const settings = { trainImages, validationImages, epochs };
      return trained(planRun(experimentNamed(`report-${masks}`), dataset, { seed, settings }), dataset, folder);
    },

    async trainExtra(dataset, { name, epochs, folder }) {
      const heldOut = name === "held-out" ? { heldOutImages: Math.floor(dataset.train.labels.length / 10) } : {};
      const config = planRun(experimentNamed(`report-${name}`), dataset, { settings: { epochs, ...heldOut } });
      const left = await trained(config, dataset, folder);
      if (name === "held-out") left.numbers["test losses"] = readLog(folder).map(({ measured }) => measured.testLoss);
      return left;
    },

    async trainInpainter(dataset, { steps, fromRecorded, folder }) {
      const { readOrigin } = load("node/experiments/origin");
      const further = { ...experimentNamed("residual-inpainter"), seed: 3, from: recordedInpainter };
      const config = fromRecorded
        ? planRun(further, dataset, { samples: 990_000, origin: readOrigin(recordedInpainter) })
        : planRun(experimentNamed("residual-inpainter-base"), dataset, { samples: 540_000 });
      let done = 0;
      const { state, model } = await runExperiment({
        config,
        dataset,
        folder,
        environment,
        onStep: () => done++,
        shouldStop: () => done >= steps,
      });
      model.dispose();
      const { parameters, optimizerState, lossSums } = state;
      return { parameters, optimizerState, numbers: { loss: lossSums.loss } };
    },

    // One number per mask set of the benchmark, in its order.
    async heldOutPsnr(dataset, images) {
      const { experimentImages } = load("experiments/images");
      const { measureHeldOut } = load("node/experiments/measurements");
      const { heldOut } = experimentImages(planRun(experimentNamed("residual-inpainter-base"), dataset), dataset);
      const model = await loadModel(join(root, "runs", "recorded", recordedInpainter, "model"));
      const psnr = Object.values(await measureHeldOut(model, firstOf(heldOut.images, images), 1, "mask channel"));
      model.dispose();
      return psnr;
    },

    async trainRung(dataset, { rung, steps, measured }) {
      const { rungMethod } = load("node/experiments/climbLadder");
      const { measureLadder } = load("studies/repairLadder");
      const config = planLadder(repairLadder, dataset, 1)[rung - 1];
      let done = 0;
      const { model } = await runExperiment({
        config,
        dataset,
        folder: null,
        onStep: () => done++,
        shouldStop: () => done >= steps,
      });
      const weights = arraysOf(model.getWeights());
      const numbers = {};
      if (measured > 0) {
        const repairs = climb(repairLadder)[rung - 1];
        const { paintHoles } = load("images/holes");
        const method = rungMethod(model, config, repairs);
        const fill = (truth, knownMask) => method.fill(paintHoles(truth, knownMask), knownMask);
        const { square8, mixture } = await measureLadder(firstOf(ladderImages(dataset).test, measured), fill);
        numbers.scores = [square8, mixture].map(({ holePsnrDb, imagePsnrDb }) => [holePsnrDb, imagePsnrDb]);
      }
      model.dispose();
      return { weights, numbers };
    },

    // { name: knownMask }
    async benchmarkMasks() {
      const { drawBenchmarkMasks } = load("benchmarks/benchmarkMasks");
      const { benchmarkMaskSets } = load("benchmarks/cifar10InpaintingV1");
      const drawn = {};
      for (const set of benchmarkMaskSets) {
        drawn[set.name] = await drawBenchmarkMasks(set);
      }
      return drawn;
    },

    ladderMasks(dataset, images) {
      const { ladderMaskSets } = load("studies/repairLadder");
      const test = firstOf(ladderImages(dataset).test, images);
      return Object.fromEntries(ladderMaskSets.map(({ name, draw }) => [name, draw(test)]));
    },

    // { title: knownMask }
    maskFamilies(shape, seed) {
      const samples = load("masks/index").sampleMaskFamilies(shape, seed);
      return Object.fromEntries(samples.map(({ title, knownMask }) => [title, knownMask]));
    },

    mixtures(shape, purpose) {
      const { drawNamedMasks } = load("masks/named");
      const { randomStream } = load("random");
      const draw = (mixture) => drawNamedMasks(mixture, shape, randomStream(1, purpose));
      return { inpainter: draw("inpainterMixture"), focused: draw("focusedMixture"), pixel: draw("pixelMixture") };
    },

    trainingMasks(setting, shape, seed, epoch) {
      const { reportMaskPlans, trainingMasks } = load("masks/plan");
      return trainingMasks(reportMaskPlans[setting], shape, seed).masksOf(epoch);
    },

    validationMasks(setting, shape, seed) {
      const { reportMaskPlans, validationMasks } = load("masks/plan");
      return validationMasks(reportMaskPlans[setting], shape, seed);
    },

    // Images with black holes, float32.
    paintHoles(images, knownMask) {
      const { paintHoles } = load("images/holes");
      const { toFloat } = load("images/batch");
      return paintHoles(toFloat(images), knownMask);
    },

    // [{ name, load: () => { fill(given, knownMask), dispose() } }]
    methods() {
      const { inpaintingMethods } = load("methods");
      const { loadMethod } = load("node/methods/loadMethod");
      const { fillBatch } = load("methods/fillBatch");
      const loaded = async (name) => {
        const method = await loadMethod(name);
        return { fill: (given, known) => fillBatch(method, given, known), dispose: () => method.dispose?.() };
      };
      return inpaintingMethods.map(({ name }) => ({ name, load: () => loaded(name) }));
    },

    async classSeed(dataset, options) {
      const { trainClassSeed } = load("node/jupyter/trainClassSeed");
      const { figures } = (await trainClassSeed({ ...options, runsFolder: options.folder, dataset })).result;
      return [figures.holePsnrDb, figures.crossentropy, figures.harmonicHolePsnrDb];
    },
  };
}

main(labOf);
