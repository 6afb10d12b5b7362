import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { zipSync } from "fflate";
import { fetchWheel, tensorflowWheel, unpackWheel, wheelProblem } from "../../../src/node/engine/wheel";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = () => temporaryFolder("lab-wheel-");
const contents = zipSync({
  "tensorflow/libtensorflow_cc.so.2": Buffer.from("library"),
  "tensorflow/libtensorflow_framework.so.2": Buffer.from("framework"),
  "tensorflow/include/tensorflow/c/c_api.h": Buffer.from("header"),
  "tensorflow/include/tsl/platform/ctstring.h": Buffer.from("header"),
  "tensorflow/include/Eigen/Core.h": Buffer.from("not needed"),
  "tensorflow/python/ops.py": Buffer.from("not needed"),
});
const wheel: typeof tensorflowWheel = {
  name: "tensorflow_cpu-0.0.1.whl",
  version: "0.0.1",
  bytes: contents.length,
  sha256: createHash("sha256").update(contents).digest("hex"),
};

/** A program that stands for Python with pip: `pip download` puts these bytes at --dest, or fails with a word. */
function fakePython(bytes: Uint8Array | null): { python: string; calls: () => number } {
  const home = folder();
  const python = join(home, "python");
  writeFileSync(join(home, "bytes"), bytes ?? "");
  const action = bytes
    ? `cp "${home}/bytes" "\${a#--dest=}/${wheel.name}"`
    : 'echo "ERROR: No matching distribution found"; exit 1';
  writeFileSync(
    python,
    `#!/bin/sh\necho x >> "${home}/calls"\nfor a; do case "$a" in --dest=*) ${action};; esac; done\n`,
  );
  chmodSync(python, 0o755);
  return {
    python,
    calls: () => (existsSync(join(home, "calls")) ? readFileSync(join(home, "calls"), "utf8").length / 2 : 0),
  };
}

const fetchInto = (cache: string, python: string, lines: string[] = []) =>
  fetchWheel({ folder: cache, python, log: join(cache, "log"), report: (line) => lines.push(line), wheel });

test("the wheel's size and hash are pinned", () => {
  assert.equal(tensorflowWheel.bytes, 207_208_420);
  assert.match(tensorflowWheel.sha256, /^[0-9a-f]{64}$/);
});

test("the wheel is downloaded once and kept", async () => {
  if (process.platform === "win32") return;
  const cache = folder();
  const pip = fakePython(contents);
  assert.equal(await fetchInto(cache, pip.python), join(cache, wheel.name));
  assert.equal(await fetchInto(cache, pip.python), join(cache, wheel.name));
  assert.equal(pip.calls(), 1);
  assert.deepEqual(readdirSync(cache).sort(), ["log", wheel.name].sort(), "nothing half-written stays");
});

test("a damaged wheel in the cache is named and fetched again", async () => {
  if (process.platform === "win32") return;
  const cache = folder();
  const pip = fakePython(contents);
  const lines: string[] = [];
  writeFileSync(join(cache, wheel.name), contents.subarray(0, 100));
  await fetchInto(cache, pip.python, lines);
  assert.deepEqual(lines, [`${wheel.name} is damaged (it has 100 bytes instead of ${wheel.bytes}); fetching it again`]);
  assert.equal(await wheelProblem(join(cache, wheel.name), wheel), "");
});

test("a damaged download and a failing pip are each one sentence, and nothing is kept", async () => {
  if (process.platform === "win32") return;
  const changed = Uint8Array.from(contents);
  changed[50] ^= 1;
  const cache = folder();
  await assert.rejects(fetchInto(cache, fakePython(changed).python), {
    message: `the downloaded ${wheel.name} is damaged: its SHA-256 is wrong`,
  });
  await assert.rejects(fetchInto(cache, fakePython(null).python), {
    message: "pip could not download TensorFlow 0.0.1: ERROR: No matching distribution found",
  });
  assert.deepEqual(readdirSync(cache), ["log"]);
});

test("libraries, C headers and links are unpacked, and an earlier folder is replaced whole", async () => {
  const home = folder();
  const deps = join(home, "deps");
  const path = join(home, wheel.name);
  writeFileSync(path, contents);
  mkdirSync(join(deps, "lib"), { recursive: true });
  writeFileSync(join(deps, "lib/half-written"), "");
  await unpackWheel(path, deps, () => undefined);
  const links = ["libtensorflow.so", "libtensorflow.so.2", "libtensorflow.so.2.9.1", "libtensorflow_framework.so"];
  assert.deepEqual(
    readdirSync(join(deps, "lib")).sort(),
    [...links, "libtensorflow_cc.so.2", "libtensorflow_framework.so.2"].sort(),
  );
  assert.equal(readFileSync(join(deps, "lib/libtensorflow.so"), "utf8"), "library");
  assert.equal(readlinkSync(join(deps, "lib/libtensorflow_framework.so")), "libtensorflow_framework.so.2");
  assert.deepEqual(
    readdirSync(join(deps, "include"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".h"))
      .sort(),
    [join("tensorflow", "c", "c_api.h"), join("tsl", "platform", "ctstring.h")],
  );
  assert.deepEqual(readdirSync(home).sort(), ["deps", wheel.name].sort());
});

test("if unpacking fails, the earlier folder stays", async () => {
  const home = folder();
  const deps = join(home, "deps");
  const path = join(home, wheel.name);
  mkdirSync(deps);
  writeFileSync(join(deps, "earlier"), "");
  writeFileSync(path, contents.subarray(0, contents.length - 30));
  await assert.rejects(
    unpackWheel(path, deps, () => undefined),
    /Expected a sound zip archive/,
  );
  assert.deepEqual(readdirSync(deps), ["earlier"]);
});
