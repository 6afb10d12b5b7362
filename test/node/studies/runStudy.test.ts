import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as v from "valibot";
import { maskFamilies } from "../../../src/masks";
import { studies } from "../../../src/studies";
import { afterTheFillStudy } from "../../../src/studies/afterTheFill";
import { heldOutStudy } from "../../../src/studies/heldOut";
import { partialConvolutionStudy } from "../../../src/studies/partialConvolution";
import { rankedFillsStudy } from "../../../src/studies/rankedFills";
import { studyRecordSchema, type StudyName, type StudyRecord, type StudyValues } from "../../../src/studies/records";
import { sidesStudy } from "../../../src/studies/sides";
import { sixTermsStudy } from "../../../src/studies/sixTerms";
import { squaredErrorStudy } from "../../../src/studies/squaredError";
import { keepNothing, type Study } from "../../../src/studies/study";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import type { MeasureContext } from "../../../src/node/studies/context";
import { writePictureFigures } from "../../../src/node/studies/pictureFigures";
import {
  chooseStudyMethods,
  experimentsOf,
  measureStudy,
  runStudy,
  studyCode,
} from "../../../src/node/studies/runStudy";
import { readStudyRecord, recordedAuditFolder, recordPath, writeStudyRecord } from "../../../src/node/studies/record";
import { readJson } from "../../../src/node/store/runRecord";
import { inputFile } from "../../support/inputs";
import { bothOf, valuesOf } from "../../studies/afterTheFillRows";
import { samplePhotographs } from "../../studies/samplePhotographs";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallContext } from "./smallAudit";

const untrained = async (): Promise<string> => {
  throw new Error("nothing is to be trained");
};

/** The record of a study on any methods. */
function readAny(folder: string, name: string): StudyRecord {
  return readJson(recordPath(folder, name), studyRecordSchema(v.unknown()));
}

/** A study on its own methods; its values have the recorded ones' form. */
async function measured<Name extends StudyName>(
  name: Name,
  context: MeasureContext,
): Promise<{ images: number; values: StudyValues[Name] }> {
  const study = studies.find((one) => one.name === name) as Study<StudyValues[Name]>;
  const { images, values } = await measureStudy({ study, methods: study.methods, runs: {} }, context);
  assert.deepEqual(formOf(values), formOf(readStudyRecord(recordedAuditFolder, name).values), name);
  return { images, values: values as StudyValues[Name] };
}

/** Names in their order, and of lists the first entry. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(formOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([key, own]) => [key, formOf(own)]);
}

test("a study is trained for and measured once, again where it is not to be skipped, and again where its input changed", async () => {
  const folder = temporaryFolder("lab-study-");
  const context = await smallContext(folder);
  const run = join(folder, "a run");
  const trained: string[] = [];
  let times = 0;
  const study: Study = {
    name: "test-study",
    title: "for this test",
    methods: [],
    experiments: ["report-held-out"],
    measure: async ({ trainings }) => ({
      images: 7,
      values: { times: ++times, log: trainings["report-held-out"].log.length },
    }),
  };
  const writeLog = (rows: string): void => {
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, "log.csv"), `epoch,loss,valLoss\n${rows}`);
  };
  const ensureExperiment = async (experiment: string): Promise<string> => {
    trained.push(experiment);
    return run;
  };
  const skipped = async (resume: boolean): Promise<boolean> =>
    (await runStudy(study, study.methods, { ...context, resume }, ensureExperiment, [])).skipped;
  writeLog("1,2,3\n");
  assert.deepEqual([await skipped(true), times], [false, 1]);
  assert.deepEqual([await skipped(true), times], [true, 1]);
  assert.deepEqual([await skipped(false), times], [false, 2]);
  writeLog("1,2,3\n2,2,2\n");
  assert.deepEqual([await skipped(true), times], [false, 3]);
  assert.deepEqual(trained, Array(4).fill("report-held-out"));
  const record = readAny(folder, "test-study");
  assert.deepEqual(
    [record.command, record.dataset, record.synthetic, record.seed, record.images],
    ["npm run measure -- test-study --record", "synthetic data (dead leaves)", true, 1, 7],
  );
  assert.deepEqual(
    record.inputs.map(({ file }) => file.split("/").at(-1)),
    ["log.csv"],
  );
  assert.deepEqual(record.values, { times: 3, log: 2 });
  const stopped = { ...study, measure: () => Promise.reject(new Error("stopped")) };
  await assert.rejects(
    runStudy(stopped, study.methods, { ...context, resume: false }, ensureExperiment, []),
    /stopped/,
  );
  assert.deepEqual(readAny(folder, "test-study"), record, "the earlier record stays");
});

test("photographs go to a study that measures them, which is measured again where they are others", async () => {
  const context = await smallContext(temporaryFolder("lab-study-"));
  const given: (string | undefined)[] = [];
  const take = async (photographs: number, asks: boolean): Promise<boolean> => {
    const study: Study = {
      name: asks ? "of-photographs" : "of-others",
      title: "for this test",
      methods: [],
      wholePhotographs: asks,
      measure: async (got) => ({ images: 1, values: given.push(got.wholePhotographs?.fingerprint) }),
    };
    const some = photographs === 0 ? {} : { wholePhotographs: samplePhotographs(photographs) };
    return (await runStudy(study, study.methods, { ...context, ...some }, untrained, [])).skipped;
  };
  assert.deepEqual([await take(2, true), await take(2, true), await take(3, true)], [false, true, false]);
  assert.deepEqual([await take(0, true), await take(2, false), await take(3, false)], [false, false, true]);
  assert.deepEqual(given, ["small pictures 2", "small pictures 3", undefined, undefined]);
});

test("other methods than the study's own are measured under their names, and again when they change", async () => {
  const folder = temporaryFolder("lab-study-");
  const context = await smallContext(folder);
  const take = async (names: string[]): Promise<StudyRecord> => {
    const methods = chooseStudyMethods(sidesStudy, names);
    assert.equal((await runStudy(sidesStudy, methods, context, untrained)).skipped, false);
    assert.equal((await runStudy(sidesStudy, methods, context, untrained)).skipped, true);
    return readAny(folder, "sides");
  };
  const { values, command, inputs } = await take(["mean", "report-fresh-seed1"]);
  assert.deepEqual(Object.keys(values as object), ["sides", "mean", "report-fresh-seed1"]);
  assert.equal(command, "npm run measure -- sides --methods mean,report-fresh-seed1");
  assert.deepEqual(
    inputs.map(({ file }) => file),
    ["runs/recorded/report-fresh-seed1/model/weights.bin"],
  );
  assert.deepEqual(Object.keys((await take(["mean"])).values as object), ["sides", "mean"]);
});

test("methods are chosen by name; a wrong name and a study that measures a training are refused", () => {
  assert.equal(chooseStudyMethods(sidesStudy, undefined), sidesStudy.methods);
  assert.equal(chooseStudyMethods(sidesStudy, ["report-fixed-seed1", "harmonic"]), sidesStudy.methods);
  assert.deepEqual(chooseStudyMethods(sidesStudy, ["telea", "telea"]), [{ key: "telea", method: "telea" }]);
  assert.throws(
    () => chooseStudyMethods(sidesStudy, ["telea", "tela"]),
    /Expected the name of a method, but received "tela"\. Use one of mean, .*report-authors.*\./,
  );
  assert.throws(
    () => chooseStudyMethods(heldOutStudy, ["telea"]),
    /Expected no --methods with held-out, which measures a training, but received telea\. Leave --methods out\./,
  );
  for (const study of [sixTermsStudy, partialConvolutionStudy]) {
    assert.throws(
      () => chooseStudyMethods(study, ["telea"]),
      /which measures networks that are trained for it, but received telea\. Leave --methods out\./,
    );
  }
});

test("experiments are trained for their log, or where their network is measured", () => {
  assert.deepEqual(experimentsOf(heldOutStudy, []), ["report-held-out"]);
  assert.deepEqual(experimentsOf(squaredErrorStudy, squaredErrorStudy.methods), ["report-squared-error"]);
  assert.deepEqual(experimentsOf(squaredErrorStudy, chooseStudyMethods(squaredErrorStudy, ["telea", "mean"])), []);
});

test("a record depends on the masks that its study draws by name", () => {
  const { centre16, square8 } = maskFamilies;
  const code = studyCode(afterTheFillStudy, []);
  assert.ok(code.includes(centre16.draw) && code.includes(square8.draw));
  assert.equal(studyCode(sidesStudy, []).includes(centre16.draw), false);
});

test("studies measure a small set, tell how far they are, and give the same values again", async () => {
  const shown: string[] = [];
  const context = await smallContext(temporaryFolder("lab-study-"), shown);
  const edges = await measured("edge-distance", context);
  assert.deepEqual(await measured("edge-distance", context), edges);
  assert.equal(edges.images, 60);
  assert.ok(edges.values.composited.known.every(({ mse }) => mse === 0));
  assert.ok(edges.values.fullImagePsnrDb.composited.value > edges.values.fullImagePsnrDb.network.value);
  const {
    values: { runs: gaps },
  } = await measured("training-gap", context);
  const ids = ["report-fixed-seed1", "report-fixed-seed2", "report-fresh-seed1", "report-fresh-seed2"];
  assert.deepEqual(Object.keys(gaps), ids);
  for (const { train, test: other, gap } of Object.values(gaps)) {
    assert.ok(Math.abs(other.value - train.value - gap.value) < 1e-12);
  }
  const {
    values: { runs: redrawn },
  } = await measured("redrawn-masks", context);
  for (const id of ids) assert.equal(new Set(redrawn[id].losses).size, 20, "every draw has a loss of its own");
  for (const text of ["edge-distance: 60 of 60 images", "redrawn-masks, report-fresh-seed2: draw 20 of 20"]) {
    assert.ok(shown.includes(text), text);
  }
});

test("a study that was interrupted goes on from its finished parts where it is resumed, and keeps none once it is recorded", async () => {
  const folder = temporaryFolder("lab-study-");
  const context = await smallContext(folder);
  const done: string[] = [];
  let stops = true;
  const study: Study = {
    name: "test-study",
    title: "for this test",
    methods: [],
    measure: async ({ keep = keepNothing }) => {
      const first = await keep("first", v.number(), async () => done.push("first"));
      if (stops) throw new Error("stopped");
      return { images: 1, values: [first, await keep("second", v.number(), async () => done.push("second"))] };
    },
  };
  await assert.rejects(runStudy(study, [], context, untrained, [measureStudy]), /stopped/);
  stops = false;
  await runStudy(study, [], { ...context, resume: true }, untrained, [measureStudy]);
  assert.deepEqual(
    [done, readAny(folder, "test-study").values],
    [
      ["first", "second"],
      [1, 2],
    ],
  );
  assert.ok(!existsSync(join(folder, "parts", "test-study")));
  await runStudy(study, [], { ...context, resume: false }, untrained, [measureStudy]);
  assert.deepEqual(done, ["first", "second", "first", "second"]);
});

test("studies with the authors' weights give one interval per paint and class, and parts that add up", async () => {
  if (inputFile("REPORT_WEIGHTS", "the studies with the authors' weights") === undefined) return;
  const context = await smallContext(temporaryFolder("lab-study-"));
  const { values: paint } = await measured("paint", context);
  assert.deepEqual([paint.network.length, paint.authors.length], [5, 5]);
  assert.ok(paint.network[0].value > paint.network[4].value, "white is what neither was trained on");
  const { values: classes } = await measured("classes", context);
  assert.deepEqual([classes.classNames.length, classes.methods.authors.length, classes.texture.length], [10, 10, 10]);
  const {
    values: { methods },
  } = await measured("loss-parts", context);
  assert.deepEqual(Object.keys(methods), ["network", "composited", "authors", "harmonic", "biharmonic", "mean"]);
  assert.equal(methods.harmonic.knownExcess < 1e-6 && methods.composited.knownExcess < 1e-6, true);
  assert.equal(methods.composited.holeExcess, methods.network.holeExcess);
  const { values: undamaged } = await measured("undamaged", context);
  assert.deepEqual([undamaged.numbersIn, undamaged.numbersBottleneck, undamaged.numbersPooled], [3072, 1024, 768]);
});

test("a measurement that is told to stop stops", async () => {
  const context = await smallContext(temporaryFolder("lab-study-"));
  const progress = async (): Promise<void> => {
    throw new Error("stopped");
  };
  for (const name of ["sides", "ranked-fills", "redrawn-masks"] as const) {
    await assert.rejects(measured(name, { ...context, progress }), /stopped/);
  }
  assert.equal((await measured("ranked-fills", context)).values.ranks.length, 9);
});

test("the figure of the seam shows six training images", async () => {
  const folder = temporaryFolder("lab-study-");
  const context = await smallContext(folder);
  const { name } = afterTheFillStudy;
  await writeStudyRecord(folder, {
    name,
    command: "npm run measure -- after-the-fill --record",
    dataset: context.dataset.title,
    synthetic: true,
    seed: 1,
    images: 9,
    seconds: 1,
    inputs: [],
    values: bothOf(valuesOf()),
  });
  await writePictureFigures([name], context);
  const [entry] = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual([entry.name, entry.run, entry.synthetic], ["seam", "report-fixed-seed1", true]);
  assert.match(
    entry.alt,
    /^6 images as they are, with a hole, as filled, and after each of feather, poisson, matchRim\./,
  );
});

test("picture figures name the record and the weights that they show", async () => {
  const folder = temporaryFolder("lab-study-");
  const context = await smallContext(folder);
  const study = rankedFillsStudy;
  await runStudy(study, study.methods, context, untrained, []);
  await writePictureFigures([study.name], context);
  const [entry] = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual([entry.name, entry.run, entry.synthetic], ["ranked-fills", "report-fixed-seed1", true]);
  assert.deepEqual(
    entry.inputs?.map(({ file }) => file),
    ["runs/recorded/report-fixed-seed1/model/weights.bin", "runs/recorded/audit/ranked-fills.json"],
  );
  assert.ok(
    existsSync(join(folder, "figures", "ranked-fills.svg")) && readdirSync(join(folder, "figures")).length === 4,
  );
});
