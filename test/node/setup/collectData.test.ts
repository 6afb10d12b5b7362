import assert from "node:assert/strict";
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { collectCifar10, collectReportWeights } from "../../../src/node/setup/collectData";
import { inputFile } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const nowhere = async (): Promise<null> => null;

test("what cannot be had, and what is damaged, is said and left out", async () => {
  const folder = temporaryFolder("stick-");
  const broken = join(temporaryFolder("source-"), "cifar.tar.gz");
  const said: string[] = [];
  writeFileSync(broken, "no archive");
  const say = (line: string): void => void said.push(line);
  assert.equal(await collectCifar10(folder, { sources: [join(folder, "none"), broken], fetch: nowhere, say }), false);
  assert.match(said[0], /^Expected the CIFAR-10 binary version in .*cifar\.tar\.gz, but it is damaged: /);
  assert.equal(
    said[1],
    "CIFAR-10 cannot be had here: the lesson will run on synthetic images. Name the archive in CIFAR10_ARCHIVE and run it again.",
  );
  assert.equal(said.length, 2);
});

test("CIFAR-10 is copied from an archive under the name that data/ has, and not again while it is sound", async () => {
  const archive = inputFile("CIFAR10_ARCHIVE", "copying CIFAR-10 for a room without network");
  if (archive === undefined) return;
  const folder = join(temporaryFolder("stick-"), "data");
  const link = join(temporaryFolder("source-"), "another-name.tgz");
  symlinkSync(archive, link);
  const never = (): Promise<null> => assert.fail("nothing is fetched");
  assert.equal(await collectCifar10(folder, { sources: [link], fetch: never, say: assert.fail }), true);
  const copy = join(folder, "cifar-10-binary.tar.gz");
  assert.ok(lstatSync(copy).isFile(), "a file of its own, no link");
  assert.equal(await collectCifar10(folder, { sources: [], fetch: never, say: assert.fail }), true, "it is there");
  rmSync(copy); // first, so that nothing is ever written through a link to the real archive
  writeFileSync(copy, "half");
  assert.equal(
    await collectCifar10(folder, { sources: [link], fetch: never, say: assert.fail }),
    true,
    "a half copy is replaced",
  );
});

test("the authors' weights are copied from REPORT_WEIGHTS, or their absence is said", async () => {
  const file = inputFile("REPORT_WEIGHTS", "copying the authors' weights for a room without network");
  const folder = temporaryFolder("stick-");
  if (file !== undefined) {
    assert.equal(await collectReportWeights(folder, assert.fail), true);
    assert.deepEqual(readFileSync(join(folder, "report-autoencoder-cifar10.keras")), readFileSync(file));
  }
  const { REPORT_WEIGHTS, LAB_NO_DOWNLOAD } = process.env;
  const said: string[] = [];
  delete process.env.REPORT_WEIGHTS;
  process.env.LAB_NO_DOWNLOAD = "1";
  try {
    if (existsSync(join(__dirname, "../../../data/report-autoencoder-cifar10.keras"))) return;
    assert.equal(await collectReportWeights(folder, (line) => said.push(line)), false);
    assert.match(said[0], /^The authors' weights cannot be had here: .* Name the file in REPORT_WEIGHTS to have it\.$/);
  } finally {
    if (REPORT_WEIGHTS !== undefined) process.env.REPORT_WEIGHTS = REPORT_WEIGHTS;
    if (LAB_NO_DOWNLOAD === undefined) delete process.env.LAB_NO_DOWNLOAD;
  }
});
