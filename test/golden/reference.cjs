// @ts-nocheck
// Adapter of the guard for the interface of commit cb6b5b1: how to get what hashing.cjs asks for from a compiled checkout.
//   node test/golden/reference.cjs CHECKOUT_ROOT OUT.json [part,part]
const { join } = require("node:path");
const { arraysOf, firstOf, main } = require("./hashing.cjs");

function labOf(root) {
  const load = (module) => require(join(root, "dist", module));
  const { startEngine } = load("node/engine/startEngine");
  const { loadDataset } = load("node/files/loadDataset");
  const { describeEnvironment, readLog } = load("node/runs/runRecord");
  const { loadModel } = load("node/runs/modelFiles");
  const recordedInpainter = join(root, "runs", "recorded", "residual-inpainter");
  let environment;

  const weightsIn = async (folder) => {
    const model = await loadModel(join(folder, "model"));
    const weights = arraysOf(model.getWeights());
    model.dispose();
    return weights;
  };
  const logIn = (folder) => readLog(folder).map(({ epoch, loss, valLoss }) => [epoch, loss, valLoss]);
  const inpainterConfig = (dataset, options = {}) => load("node/runs/inpainterPlan").planInpainter(options, dataset);

  return {
    async start() {
      environment = describeEnvironment(await startEngine({ purpose: "training", quiet: true }));
      return loadDataset();
    },

    async trainReport(dataset, { masks, seed, trainImages, validationImages, epochs, folder }) {
      const { planRun } = load("node/runs/runPlan");
      const { trainRun } = load("node/runs/trainRun");
      const config = { ...planRun({ quick: true, masks, seed }, dataset), trainImages, validationImages, epochs };
      const { state } = await trainRun({ folder, config, environment, dataset });
      const { parameters, optimizerState } = state;
      return { weights: await weightsIn(folder), parameters, optimizerState, numbers: { log: logIn(folder) } };
    },

    async trainExtra(dataset, { name, epochs, folder }) {
      const { planExtraRun } = load("node/audit/extraRun");
      const { readTestLosses, trainExtra } = load("node/audit/trainExtra");
      const config = { ...planExtraRun(name, dataset), epochs };
      const { state } = await trainExtra({ folder, config, environment, dataset });
      const { parameters, optimizerState } = state;
      const numbers = { log: logIn(folder) };
      if (name === "held-out") numbers["test losses"] = readTestLosses(folder);
      return { weights: await weightsIn(folder), parameters, optimizerState, numbers };
    },

    async trainInpainter(dataset, { steps, fromRecorded, folder }) {
      const { readOrigin, trainInpainter } = load("node/runs/inpainterRun");
      const options = fromRecorded ? { from: readOrigin(recordedInpainter), samples: 990_000 } : {};
      let done = 0;
      const { state } = await trainInpainter({
        folder,
        config: inpainterConfig(dataset, options),
        environment,
        dataset,
        fromFolder: fromRecorded ? recordedInpainter : undefined,
        onStep: () => done++,
        shouldStop: () => done >= steps,
      });
      const { parameters, optimizerState, lossSum } = state;
      return { parameters, optimizerState, numbers: { loss: lossSum } };
    },

    // One number per mask set of the benchmark, in its order.
    async heldOutPsnr(dataset, images) {
      const { inpainterImages } = load("node/runs/inpainterPlan");
      const { measureHeldOut } = load("node/runs/inpainterRun");
      const { validation } = inpainterImages(inpainterConfig(dataset), dataset);
      const model = await loadModel(join(recordedInpainter, "model"));
      const psnr = Object.values(measureHeldOut(model, firstOf(validation, images), 1));
      model.dispose();
      return psnr;
    },

    async trainRung(dataset, { rung, steps, measured }) {
      const { climb, repairLadder } = load("evaluation/repairLadder");
      const { fillRepaired, ladderImages, measureRung, trainRung } = load("node/ladder/trainRung");
      const repairs = climb(repairLadder)[rung - 1];
      const images = ladderImages(dataset);
      let done = 0;
      const { model } = await trainRung(repairs, images, {
        seed: 1,
        onStep: () => done++,
        shouldStop: () => done >= steps,
      });
      const weights = arraysOf(model.getWeights());
      const numbers = {};
      if (measured > 0) {
        const fill = (truth, knownMask) => fillRepaired(model, repairs, truth, knownMask);
        const { square8, mixture } = await measureRung(firstOf(images.test, measured), fill);
        numbers.scores = [square8, mixture].map(({ holePsnrDb, imagePsnrDb }) => [holePsnrDb, imagePsnrDb]);
      }
      model.dispose();
      return { weights, numbers };
    },

    // { name: knownMask }
    async benchmarkMasks() {
      const { benchmarkMaskSets, drawBenchmarkMasks } = load("evaluation/maskSets");
      const drawn = {};
      for (const set of benchmarkMaskSets) {
        drawn[set.name] = await drawBenchmarkMasks(set);
      }
      return drawn;
    },

    ladderMasks(dataset, images) {
      const { ladderMaskSets } = load("evaluation/repairLadder");
      const test = firstOf(load("node/ladder/trainRung").ladderImages(dataset).test, images);
      return Object.fromEntries(ladderMaskSets.map(({ name, draw }) => [name, draw(test)]));
    },

    // { title: knownMask }
    maskFamilies(shape, seed) {
      const samples = load("masks/index").sampleMaskFamilies(shape, seed);
      return Object.fromEntries(samples.map(({ title, knownMask }) => [title, knownMask]));
    },

    mixtures(shape, purpose) {
      const { drawMixedMasks, focusedMixture, inpainterMixture, pixelMixture } = load("masks/mixture");
      const { randomStream } = load("random");
      const draw = (mixture) => drawMixedMasks(shape, randomStream(1, purpose), mixture);
      return { inpainter: draw(inpainterMixture), focused: draw(focusedMixture), pixel: draw(pixelMixture) };
    },

    trainingMasks: load("masks/schedule").trainingMasks,
    validationMasks: load("masks/schedule").validationMasks,

    // Images with black holes, float32.
    paintHoles(images, knownMask) {
      const { paintHoles, toFloat } = load("images");
      return paintHoles(toFloat(images), knownMask);
    },

    // [{ name, load: () => { fill(given, knownMask), dispose() } }]
    methods() {
      const { fillByName } = load("node/workers/fillByName");
      return load("node/benchmark/methods")
        .listMethods()
        .map(({ name, classical, load: loadNetwork }) => ({
          name,
          load:
            loadNetwork ??
            (async () => ({
              fill: (given, knownMask) => fillByName(classical, given, knownMask),
              dispose: () => {},
            })),
        }));
    },

    async classSeed(dataset, options) {
      const { trainClassSeed } = load("node/notebook/trainClassSeed");
      const { figures } = (await trainClassSeed({ ...options, dataset })).result;
      return [figures.holePsnrDb, figures.crossentropy, figures.harmonicHolePsnrDb];
    },
  };
}

main(labOf);
