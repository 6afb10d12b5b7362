// Every file that a person or a variable names, with a pipe, a socket, a device and a folder in its place: one sentence, no hang.
import assert from "node:assert/strict";
import fs, { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import * as v from "valibot";
import { readPhotographs } from "../../../src/node/files/photographs";
import { readSeedFiles } from "../../../src/node/cli/classTable";
import { readCifar10Files } from "../../../src/node/files/cifar10Files";
import { downloadFile } from "../../../src/node/files/download";
import { readJsonFile } from "../../../src/node/files/jsonFile";
import { readKerasFile } from "../../../src/node/files/kerasFile";
import { loadDataset } from "../../../src/node/files/loadDataset";
import { readMaskFile } from "../../../src/node/files/maskFiles";
import { readImageFile } from "../../../src/node/files/pixels";
import {
  checkRegularFile,
  namesInFolder,
  pathKind,
  readRegularFile,
  readRegularFileSync,
} from "../../../src/node/files/regularFile";
import { loadReportWeights, reportWeightsName } from "../../../src/node/files/reportWeights";
import { runInpaint } from "../../../src/node/inpaint/runInpaint";
import { loadModel } from "../../../src/node/store/modelFiles";
import { readModelJson } from "../../../src/node/store/modelJson";
import { notFiles } from "../../support/notFiles";
import { temporaryFolder } from "../../support/temporaryFolder";

let places: { readonly [kind: string]: string };
before(async () => {
  places = await notFiles("kinds-");
});

/** Every kind but those left out, and its place. */
const kinds = (...without: string[]): [string, string][] =>
  Object.entries(places).filter(([kind]) => !without.includes(kind));

/** A new folder in which `name` leads to the place. */
function linked(name: string, place: string): string {
  const folder = temporaryFolder("linked-");
  symlinkSync(place, join(folder, name));
  return folder;
}

const silent = { say: () => undefined };
const expected = { what: "a letter", wayOut: "Write one." };

test("kinds are told apart, through links too, and the sentence has all three parts", async () => {
  const folder = temporaryFolder("kinds-");
  const file = join(folder, "letter");
  writeFileSync(file, "Dear");
  assert.equal(pathKind(file), "file");
  assert.equal(pathKind(join(folder, "none")), null);
  assert.equal(pathKind(join(file, "below")), null);
  assert.equal((await readRegularFile(file, expected)).toString(), "Dear");
  assert.equal(readRegularFileSync(file, expected).toString(), "Dear");
  for (const [kind, place] of kinds()) {
    assert.equal(pathKind(place), kind);
    const link = join(linked("x", place), "x");
    const message = `Expected a letter at ${link}, but received a ${kind}. Write one.`;
    assert.throws(() => checkRegularFile(link, expected), { message });
    assert.throws(() => readRegularFileSync(link, expected), { message });
    await assert.rejects(readRegularFile(link, expected), { message });
    if (kind !== "folder") assert.throws(() => namesInFolder(link, expected), { message });
  }
  assert.throws(() => namesInFolder(file, expected), {
    message: `Expected a letter at ${file}, but received a file. Write one.`,
  });
  await assert.rejects(
    readRegularFile(join(folder, "none"), expected),
    /^Error: Expected a file at .*none, but received nothing \(ENOENT\)\. Correct the path\.$/,
  );
});

test("what may not be read or seen, and what is too large, is one sentence as well", async (context) => {
  const folder = temporaryFolder("kinds-");
  const file = join(folder, "letter");
  writeFileSync(file, "Dear");
  truncateSync(file, 3 * 2 ** 30);
  const large = { message: `Expected a file below 2 GiB at ${file}, but received a larger one. Check the path.` };
  await assert.rejects(readRegularFile(file, expected), large);
  assert.throws(() => readRegularFileSync(file, expected), large);
  // Root, whom most containers run tests as, may read everything: the refusals are injected.
  const refuse = (code: string): Error => Object.assign(new Error("injected"), { code });
  const denied = (path: string): { message: string } => ({
    message: `Expected permission to read ${path}, but received EACCES. Change the permissions of the file.`,
  });
  const mocked = [
    context.mock.method(files, "readFile", () => Promise.reject(refuse("EACCES"))),
    context.mock.method(fs, "readFileSync", () => {
      throw refuse("EACCES");
    }),
    context.mock.method(fs, "readdirSync", () => {
      throw refuse("EACCES");
    }),
  ];
  await assert.rejects(readRegularFile(file, expected), denied(file));
  assert.throws(() => readRegularFileSync(file, expected), denied(file));
  assert.throws(() => namesInFolder(folder, expected), denied(folder));
  mocked.forEach(({ mock }) => mock.restore());
  context.mock.method(fs, "statSync", () => {
    throw refuse("EACCES");
  });
  assert.throws(() => pathKind(file), denied(file));
  await assert.rejects(loadDataset({ folder, archive: file, ...silent }), denied(file));
  await assert.rejects(loadReportWeights(undefined, { file, ...silent }), denied(file));
});

test("CIFAR10_ARCHIVE, data/, and a file of the unpacked folder", async () => {
  for (const [kind, place] of kinds("folder")) {
    const archive = new RegExp(
      `^Error: Expected the archive of CIFAR-10 or its unpacked folder at .*, but received a ${kind}\\. Put `,
    );
    await assert.rejects(loadDataset({ folder: temporaryFolder("data-"), archive: place, ...silent }), archive);
    const data = linked("cifar-10-binary.tar.gz", place);
    await assert.rejects(loadDataset({ folder: data, archive: "", allowDownload: false, ...silent }), archive);
    await assert.rejects(
      loadDataset({ folder: place, archive: "", allowDownload: false, ...silent }),
      new RegExp(`^Error: Expected the folder for data at .*, but received a ${kind}\\. Move it away`),
    );
  }
  for (const [kind, place] of kinds()) {
    await assert.rejects(
      readCifar10Files(linked("data_batch_1.bin", place), () => undefined),
      new RegExp(
        `^Error: Expected a file of CIFAR-10's binary version at .*data_batch_1\\.bin, but received a ${kind}\\.`,
      ),
    );
  }
});

test("REPORT_WEIGHTS, the authors' weights in data/, a Keras archive", async () => {
  for (const [kind, place] of kinds()) {
    await assert.rejects(loadReportWeights(undefined, { file: place, ...silent }), {
      message:
        `Expected REPORT_WEIGHTS to name the authors' weights, but ${place} is a ${kind}. ` +
        "Correct the variable or unset it.",
    });
    const received = new RegExp(
      `^Error: Expected a Keras 3 archive at .*, but received a ${kind}\\. Name the file itself\\.$`,
    );
    await assert.rejects(readKerasFile(place), received);
    const folder = linked(reportWeightsName, place);
    await assert.rejects(loadReportWeights(undefined, { folder, file: "", allowDownload: false, ...silent }), received);
  }
});

test("BSDS500_IMAGES: the archive, a photograph of the folder, nothing, no archive", async () => {
  for (const [kind, place] of kinds("folder"))
    await assert.rejects(
      readPhotographs(1, place),
      new RegExp(
        `^Error: Expected the tar archive of BSDS500's images or their folder at .*, but received a ${kind}\\. Correct`,
      ),
    );
  for (const [kind, place] of kinds()) {
    const folder = temporaryFolder("photographs-");
    mkdirSync(join(folder, "images/test"), { recursive: true });
    symlinkSync(place, join(folder, "images/test/1.jpg"));
    await assert.rejects(
      readPhotographs(1, folder),
      new RegExp(`^Error: Expected a photograph at .*1\\.jpg, but received a ${kind}\\.`),
    );
  }
  const none = join(temporaryFolder("photographs-"), "none.tar");
  await assert.rejects(
    readPhotographs(1, none),
    /^Error: Expected BSDS500_IMAGES to name .*none\.tar does not exist\. Correct the variable\.$/,
  );
  writeFileSync(none, "no archive");
  await assert.rejects(
    readPhotographs(1, none),
    /^Error: Expected (a whole tar archive in BSDS500_IMAGES|at least 1 photograph)/,
  );
});

test("pictures and masks of notebooks and of inpaint", async () => {
  for (const [kind, place] of kinds()) {
    const received = new RegExp(`Expected a picture at .*, but received a ${kind}\\. Name a file that holds one\\.$`);
    await assert.rejects(readImageFile(place), received);
    await assert.rejects(readMaskFile(place), received);
    const folder = linked("x.png", place);
    const warned: string[] = [];
    const around = { say: () => undefined, warn: (line: string) => warned.push(line), open: () => undefined };
    const fill = (...words: string[]): Promise<number> =>
      runInpaint([...words, "--method", "mean", "-o", join(folder, "out.png")], around);
    if (kind !== "folder") {
      assert.equal(await fill(join(folder, "x.png"), "--mask", "0,0,1,1"), 1);
      assert.match(warned[0], received);
      assert.equal(await fill(join(__dirname, "../../../figures/hero.png"), "--mask", join(folder, "x.png")), 1);
      assert.match(warned[1], received);
    }
  }
});

test("files of trained seeds; what was a JSON file", () => {
  for (const [kind, place] of kinds("folder")) {
    const received = new RegExp(
      `^Error: Expected the file of a trained seed at .*seed-1\\.json, but received a ${kind}\\.`,
    );
    assert.throws(() => readSeedFiles(linked("seed-1.json", place)), received);
    assert.throws(
      () => readSeedFiles(place),
      new RegExp(`^Error: Expected a folder with .*, but received a ${kind}\\.`),
    );
  }
  for (const [kind, place] of kinds())
    assert.throws(
      () => readJsonFile(place, v.any(), "Mend it."),
      new RegExp(`^Error: Expected JSON in a file at .*, but received a ${kind}\\. Mend it\\.$`),
    );
});

test("a saved network whose model.json or weights.bin is none", async () => {
  for (const [, place] of kinds()) {
    assert.throws(
      () => readModelJson(linked("model.json", place)),
      /Expected a saved network, but .* is missing or damaged/,
    );
    const folder = linked("weights.bin", place);
    linkSync(join(__dirname, "../../../runs/recorded/residual-inpainter/model/model.json"), join(folder, "model.json"));
    await assert.rejects(loadModel(folder), /weights\.bin is missing or damaged/);
  }
});

test("the part of a download, and the list of a prefetched folder", async () => {
  const { readManifest } = await import("../../../scripts/prefetched.mjs");
  for (const [kind, place] of kinds()) {
    const folder = linked("file.part", place);
    await assert.rejects(
      downloadFile({ url: "http://127.0.0.1:1/", path: join(folder, "file"), bytes: 1, md5: "" }),
      new RegExp(
        `^Error: Expected the part of a download at .*file\\.part, but received a ${kind}\\. Move it away\\.$`,
      ),
    );
    assert.throws(
      () => readManifest(linked("prefetch.json", place)),
      /Expected the list of a prefetched folder in .*, but it is damaged/,
    );
  }
});
