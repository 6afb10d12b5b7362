import { ownCache as cache } from "../../support/ownCache";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { nodeHeadersFolder } from "../../../src/node/engine/buildAddon";
import { engineFiles, readEngineStamp } from "../../../src/node/engine/engineFiles";
import {
  engineInstalled,
  installEngine,
  recentEngineFailure,
  engineIsRefused,
} from "../../../src/node/engine/installEngine";
import { libtensorflowObstacle, wheelObstacle } from "../../../src/node/engine/rungs";
import { temporaryFolder } from "../../support/temporaryFolder";

/** An empty package folder, and a rung that fills it like a real one. */
function emptyPackage() {
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const fill = async (): Promise<void> => {
    for (const path of [join(files.depsFolder, "lib/libtensorflow.so"), files.addon]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "binary");
    }
  };
  return { files, fill };
}

const failing = (name: string, error: Error) => ({ name, climb: () => Promise.reject(error) });

test("the first rung that works ends the climb, and the stamp is written after the training step", async () => {
  const { files, fill } = emptyPackage();
  const rungs = [
    failing("one", new Error("its host does not answer")),
    { name: "two", climb: fill },
    failing("three", new Error("never")),
  ];
  const smokeTest = async () => {
    assert.equal(existsSync(files.stamp), false);
    return "2.15.1";
  };
  const lines: string[] = [];
  const result = await installEngine({ files, rungs, smokeTest, report: (line) => lines.push(line) });
  assert.deepEqual(result, {
    installed: true,
    tensorflowVersion: "2.15.1",
    message: "TensorFlow 2.15.1, one training step run",
  });
  assert.deepEqual(lines, ["one …", "one: its host does not answer", "two …"]);
  assert.equal(readEngineStamp(files)?.tensorflowVersion, "2.15.1");
  assert.equal((await installEngine({ files, rungs: [], smokeTest })).installed, true, "nothing is done again");
});

test("a file that is missing or has another size undoes the stamp", async () => {
  const { files, fill } = emptyPackage();
  await installEngine({ files, rungs: [{ name: "one", climb: fill }], smokeTest: async () => "2" });
  writeFileSync(join(files.depsFolder, "lib/libtensorflow.so"), "bin");
  assert.equal(readEngineStamp(files), null);
  await fill();
  assert.notEqual(readEngineStamp(files), null);
  rmSync(files.addon);
  assert.equal(readEngineStamp(files), null);
});

test("an engine whose training step fails does not count", async () => {
  const { files, fill } = emptyPackage();
  const smokeTest = () => Promise.reject(new Error("it was installed, but a training step failed: Segmentation fault"));
  const result = await installEngine({ files, rungs: [{ name: "one", climb: fill }], smokeTest });
  assert.equal(result.installed, false);
  assert.match(result.message, /a training step failed: Segmentation fault/);
  assert.equal(readEngineStamp(files), null);
});

test("when no rung works the message says what was tried and what happens now; it is remembered for an hour", async () => {
  const { files } = emptyPackage();
  const rungs = [
    failing("the package's own download", new Error("its host does not answer")),
    failing("the TensorFlow wheel", Object.assign(new Error("write"), { code: "ENOSPC" })),
    failing("another", Object.assign(new Error("open '/x'"), { code: "EACCES" })),
  ];
  const { installed, message } = await installEngine({ files, rungs });
  assert.equal(installed, false);
  assert.equal(
    message,
    "no native engine (the package's own download: its host does not answer; " +
      "the TensorFlow wheel: the disk is full (the engine needs 1 GB); another: " +
      "writing is not permitted (open '/x')); going on with TensorFlow.js's own backends: " +
      "WebAssembly for prediction, JavaScript for a tiny training",
  );
  assert.equal(recentEngineFailure(), message);
  assert.equal(recentEngineFailure(Date.now() + 3_600_001), null);
  process.env.LAB_ENGINE = "download";
  try {
    assert.equal(recentEngineFailure(), null, "one more rung is allowed by now");
    await installEngine({ files, rungs });
    assert.equal(recentEngineFailure(), message, "it was climbed too");
  } finally {
    delete process.env.LAB_ENGINE;
  }
  assert.match(readFileSync(join(cache, "engine-failure.json"), "utf8"), /its host/);
});

test("leftovers of a killed installation are removed first", async () => {
  const { files, fill } = emptyPackage();
  mkdirSync(`${files.depsFolder}-new`);
  mkdirSync(`${files.depsFolder}-old`);
  mkdtempSync(`${files.depsFolder}-new-`);
  mkdirSync(join(files.packageFolder, "deps-newer"));
  mkdirSync(dirname(files.addon), { recursive: true });
  for (const file of [`${files.addon}.tmp`, join(dirname(files.addon), "other.tmp")]) writeFileSync(file, "half");
  await installEngine({ files, rungs: [{ name: "one", climb: fill }], smokeTest: async () => "2" });
  assert.deepEqual(readdirSync(files.packageFolder).sort(), ["deps", "deps-newer", "lib"]);
  assert.deepEqual(readdirSync(dirname(files.addon)).sort(), ["other.tmp", basename(files.addon)].sort());
});

test("LAB_ENGINE=none climbs no rung", async () => {
  const { files, fill } = emptyPackage();
  process.env.LAB_ENGINE = "none";
  try {
    const result = await installEngine({ files, rungs: [{ name: "one", climb: fill }] });
    assert.match(result.message, /^no native engine \(LAB_ENGINE=none is set\); going on/);
    assert.equal(engineInstalled(), false);
    assert.equal(existsSync(files.addon), false);
  } finally {
    delete process.env.LAB_ENGINE;
  }
});

test("the wheel is for Linux on x64, and needs a compiler, known before the download", async () => {
  assert.equal(wheelObstacle("darwin-arm64"), "it is for Linux on x64, and this is darwin-arm64");
  assert.equal(
    wheelObstacle("linux-x64", { PATH: cache }),
    "its addon must be built, but g++ and make cannot be found (Debian and Ubuntu: apt install g++ make)",
  );
  assert.equal(libtensorflowObstacle("linux-arm64", { PATH: cache }), wheelObstacle("linux-x64", { PATH: cache }));
  assert.equal(libtensorflowObstacle("win32-x64"), "no archive with a known checksum is for win32-x64");
});

test("Node's headers are found beside it, or reported as absent", async () => {
  const prefix = temporaryFolder("lab-headers-");
  const headers = join(prefix, "include/node");
  assert.equal(nodeHeadersFolder(join(prefix, "bin/node")), null);
  mkdirSync(headers, { recursive: true });
  for (const name of ["node_api.h", "common.gypi"]) writeFileSync(join(headers, name), "");
  assert.equal(nodeHeadersFolder(join(prefix, "bin/node")), prefix);
});

test("LAB_ENGINE with another word is refused in one sentence", () => {
  assert.equal(engineIsRefused({}), false);
  assert.equal(engineIsRefused({ LAB_ENGINE: "" }), false);
  assert.equal(engineIsRefused({ LAB_ENGINE: "cpu" }), true);
  assert.equal(engineIsRefused({ LAB_ENGINE: "download" }), false);
  assert.throws(
    () => engineIsRefused({ LAB_ENGINE: "xyz" }),
    /^Error: Expected LAB_ENGINE to be none, cpu, download or not set, but received "xyz"\. Unset it for the native engine\.$/,
  );
});
