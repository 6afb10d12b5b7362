import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import * as tar from "tar";
import { DamagedDataError } from "../../../src/node/files/cifar10Files";
import { UnreachableError, type DownloadOptions } from "../../../src/node/files/download";
import { loadDataset, type LoadDatasetOptions } from "../../../src/node/files/loadDataset";
import { inputFile } from "../../support/inputs";

const root = mkdtempSync(join(tmpdir(), "load-dataset-"));
after(() => rmSync(root, { recursive: true }));
let number = 0;

const archiveName = "cifar-10-binary.tar.gz";
const unreachable = (): Promise<void> => Promise.reject(new UnreachableError("No network.", "there is no network"));
const unwanted = (): Promise<void> => assert.fail("nothing is to be downloaded");

interface Trial extends LoadDatasetOptions {
  readonly folder: string;
  readonly said: string[];
}

/** An empty data folder, no CIFAR10_ARCHIVE, no network. */
function trial(options: LoadDatasetOptions = {}): Trial {
  const folder = join(root, `${++number}`);
  const said: string[] = [];
  mkdirSync(folder);
  const synthetic = { trainCount: 20, testCount: 10 };
  return { folder, archive: "", download: unreachable, synthetic, say: (line) => said.push(line), said, ...options };
}

/** Is this one line, free of the machine's error codes, that ends with a way out? */
function assertReadable(line: string): void {
  assert.doesNotMatch(line, /\n|undefined|\[object/);
  assert.match(line, /\.$/);
}

test("absent data and no network: synthetic data, and one sentence that says so", async () => {
  const options = trial();
  const dataset = await loadDataset(options);
  assert.equal(dataset.synthetic, true);
  assert.deepEqual(dataset.train.images.shape, [20, 32, 32, 3]);
  assert.deepEqual(dataset.test.images.shape, [10, 32, 32, 3]);
  assert.deepEqual(options.said, [
    "CIFAR-10 is not on this machine and there is no network, " +
      "so synthetic data (dead leaves) stands in for it; " +
      "for the real images put cifar-10-binary.tar.gz into data/ or name it in CIFAR10_ARCHIVE.",
  ]);
  assert.deepEqual(readdirSync(options.folder), []);
});

test("without permission to download, an empty or missing folder is absent data", async () => {
  const options = trial({ allowDownload: false, download: unwanted });
  mkdirSync(join(options.folder, "cifar-10-batches-bin"));
  assert.equal((await loadDataset(options)).synthetic, true);
  assert.match(options.said[0], /^CIFAR-10 is not on this machine and nothing is downloaded here, so synthetic data /);
  assert.equal((await loadDataset({ ...options, folder: join(options.folder, "none") })).synthetic, true);
});

test("a CIFAR10_ARCHIVE that names nothing is an error", async () => {
  const archive = join(root, "nothing.tar.gz");
  await assert.rejects(loadDataset(trial({ archive, download: unwanted })), {
    message:
      `Expected CIFAR10_ARCHIVE to name the archive or its unpacked folder, but ${archive} does not exist. ` +
      `Correct the variable or unset it.`,
  });
});

test("a damaged CIFAR10_ARCHIVE is named and left, and never replaced by synthetic data", async () => {
  const archive = join(root, "damaged.tar.gz");
  writeFileSync(archive, "not an archive");
  const options = trial({ archive });
  await assert.rejects(loadDataset(options), (error: Error) => {
    assert.ok(error instanceof DamagedDataError);
    assert.ok(error.message.startsWith(`Expected the CIFAR-10 binary version in ${archive}, but it is damaged: `));
    assert.match(
      error.message,
      / It was left where it is\. No sound copy took its place \(No network\.\) Put a sound /,
    );
    assertReadable(error.message);
    return true;
  });
  assert.ok(existsSync(archive));
  assert.deepEqual(readdirSync(options.folder), []);
});

test("a damaged archive in data/ is set aside and, with no network, an error: now and on the next run", async () => {
  const options = trial();
  writeFileSync(join(options.folder, archiveName), "not an archive");
  await assert.rejects(loadDataset(options), (error: Error) => {
    assert.ok(error.message.includes(`It was set aside as ${join(options.folder, archiveName)}.damaged-1.`));
    assertReadable(error.message);
    return true;
  });
  assert.deepEqual(readdirSync(options.folder), [`${archiveName}.damaged-1`]);
  await assert.rejects(loadDataset(options), (error: Error) => {
    assert.ok(
      error.message.startsWith(
        `Expected CIFAR-10 in ${options.folder}, but only ${archiveName}.damaged-1 ` +
          `is there, set aside as damaged; delete it to go on without. No sound copy took its place (No network.)`,
      ),
    );
    return true;
  });
  rmSync(join(options.folder, `${archiveName}.damaged-1`));
  assert.equal((await loadDataset(options)).synthetic, true);
});

test("of an unpacked folder only the damaged file is set aside", async () => {
  const options = trial();
  const unpacked = join(options.folder, "cifar-10-batches-bin");
  mkdirSync(unpacked);
  writeFileSync(join(unpacked, "data_batch_1.bin"), "short");
  writeFileSync(join(unpacked, "test_batch.bin"), "other");
  await assert.rejects(loadDataset(options), DamagedDataError);
  assert.deepEqual(readdirSync(unpacked).sort(), ["data_batch_1.bin.damaged-1", "test_batch.bin"]);
  await assert.rejects(loadDataset(options), {
    message: /^Expected the CIFAR-10 binary version in .*: it lacks data_batch_1\.bin\. No/,
  });
});

test("other errors of the download end the command", async () => {
  for (const problem of ["the download broke off 4 times", "received ENOSPC"]) {
    await assert.rejects(loadDataset(trial({ download: () => Promise.reject(new Error(problem)) })), {
      message: problem,
    });
  }
});

test("a data folder that cannot be written to is named", async (context) => {
  const options = trial();
  writeFileSync(join(options.folder, archiveName), "not an archive");
  context.mock.method(files, "rename", () => Promise.reject(Object.assign(new Error("injected"), { code: "EACCES" })));
  await assert.rejects(loadDataset(options), {
    message: /^Expected permission to write .*cifar-10-binary\.tar\.gz, but received EACCES\. /,
  });
  assert.ok(existsSync(join(options.folder, archiveName)));
});

test("the real archive: shapes, labels and pixels, from the variable, from a download and from data/", async () => {
  const real = inputFile("CIFAR10_ARCHIVE", "loading CIFAR-10");
  if (real === undefined) return;
  const named = await loadDataset(trial({ archive: real, download: unwanted }));
  assert.equal(named.title, "CIFAR-10");
  assert.deepEqual(
    [named.train.images.shape, named.test.images.shape],
    [
      [50000, 32, 32, 3],
      [10000, 32, 32, 3],
    ],
  );
  assert.deepEqual([...named.test.labels.subarray(0, 10)], [3, 8, 8, 0, 6, 6, 1, 6, 3, 1]);
  assert.deepEqual([...named.test.images.data.subarray(0, 3)], [158, 112, 49]);
  const count = new Array<number>(10).fill(0);
  for (const label of named.train.labels) count[label]++;
  assert.deepEqual(count, new Array<number>(10).fill(5000));

  const fetched: DownloadOptions[] = [];
  const options = trial({
    download: async (download) => {
      fetched.push(download);
      symlinkSync(real, download.path);
    },
  });
  writeFileSync(join(options.folder, archiveName), "not an archive");
  const digest = (data: Uint8Array | Float32Array): string => createHash("sha256").update(data).digest("hex");
  const expected = digest(named.train.images.data);
  assert.equal(digest((await loadDataset(options)).train.images.data), expected);
  assert.deepEqual(
    fetched.map(({ url, bytes, md5, path }) => [url, bytes, md5, basename(path)]),
    [[`https://www.cs.toronto.edu/~kriz/${archiveName}`, 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530", archiveName]],
  );
  assert.deepEqual(readdirSync(options.folder).sort(), [archiveName, `${archiveName}.damaged-1`]);
  assert.equal(digest((await loadDataset({ ...options, download: unwanted })).train.images.data), expected);
});

test("the real files unpacked, with a damaged CIFAR10_ARCHIVE that is named but not needed", async () => {
  const real = inputFile("CIFAR10_ARCHIVE", "loading CIFAR-10 from an unpacked folder");
  if (real === undefined) return;
  const archive = join(root, "damaged-too.tar.gz");
  writeFileSync(archive, "not an archive");
  const options = trial({ archive, download: unwanted });
  await tar.extract({ file: real, cwd: options.folder });
  assert.equal((await loadDataset(options)).name, "cifar10");
  assert.equal(options.said.length, 1);
  assert.match(options.said[0], /damaged-too\.tar\.gz, but it is damaged: .* It was left where it is\.$/);
  rmSync(options.folder, { recursive: true });
});
