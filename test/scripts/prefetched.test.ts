import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

const load = () => import("../../scripts/prefetched.mjs");

/** A clone's lock files, and a prefetched folder for it with a file in each part. */
async function cloneAndFolder() {
  const { manifestName, sizeOf, thisSystem } = await load();
  const root = temporaryFolder("lab-clone-");
  const folder = temporaryFolder("lab-stick-");
  for (const name of ["package-lock.json", "requirements.txt"]) writeFileSync(join(root, name), name);
  for (const [part, text] of [
    ["npm", "abc"],
    ["wheels", "de"],
    ["engine", "f"],
    ["data", "ghij"],
  ]) {
    mkdirSync(join(folder, part, "inner"), { recursive: true });
    writeFileSync(join(folder, part, "inner/file"), text);
  }
  const sizes = Object.fromEntries(
    ["npm", "wheels", "engine", "data"].map((part) => [part, sizeOf(join(folder, part))]),
  );
  const manifest = { ...thisSystem(root, "3.11"), complete: true, registry: "https://registry.invalid/", parts: sizes };
  const write = (more: object = {}): void =>
    writeFileSync(join(folder, manifestName), JSON.stringify({ ...manifest, ...more }));
  write();
  return { root, folder, manifest, write };
}

test("a whole folder made for this system and version is taken", async () => {
  const { findPrefetched } = await load();
  const { root, folder, manifest } = await cloneAndFolder();
  assert.deepEqual(findPrefetched(root, folder), { folder, manifest });
});

test("without LAB_CACHE, and in a plain cache, there is none; logs and locks go where they went", async () => {
  const { cacheOf, findPrefetched } = await load();
  const { root, folder } = await cloneAndFolder();
  const plain = temporaryFolder("lab-cache-");
  assert.equal(findPrefetched(root, ""), null);
  assert.equal(findPrefetched(root, plain), null);
  assert.equal(findPrefetched(root, join(plain, "missing")), null);
  assert.equal(cacheOf(root, plain), plain);
  assert.equal(cacheOf(root, folder), join(root, ".cache"), "a prefetched folder is only read");
  assert.equal(cacheOf(root, ""), join(root, ".cache"));
});

test("each reason not to use a folder has its sentence with the way out", async () => {
  const { findPrefetched } = await load();
  const { root, folder, write, manifest } = await cloneAndFolder();
  const refused = (more: object, sentence: RegExp): void => {
    write(more);
    assert.throws(
      () => findPrefetched(root, folder),
      (error: Error) => {
        assert.match(error.message, sentence);
        assert.doesNotMatch(error.message, /undefined|\[object|\n/);
        return true;
      },
    );
  };
  refused(
    { complete: false },
    /^Expected a whole prefetched folder, but .* was not finished\. .*: npm run prefetch -- --to .* goes on where it stopped\.$/,
  );
  refused(
    { system: "win32-x64" },
    /^Expected a folder prefetched on .*, but .* was made on win32-x64\. Make one on a machine like this one\.$/,
  );
  refused(
    { nodeApi: 6, node: "14.0.0" },
    /Node-API 8\), but .* was made with Node 14\.0\.0 \(Node-API 6\)\. Install that version of Node, or make/,
  );
  refused(
    { project: "x" },
    /^Expected a folder prefetched for this version of the project, but .* was made for other versions of its packages\. Use/,
  );
  refused(
    { format: 99 },
    /^Expected a prefetched folder of form 2 in .*, but it has form 99\. Make it anew: npm run prefetch -- --to /,
  );
  refused(
    { parts: { ...manifest.parts, wheels: { files: 3, bytes: 200 } } },
    /^Expected 3 files with 200 bytes in .*wheels, but found 1 file with 2 bytes: .* not copied whole\. Copy it again/,
  );
  refused(
    { parts: { ...manifest.parts, data: { files: 1, bytes: 5 } } },
    /Expected 1 file with 5 bytes in .*data, but found 1 file with 4 bytes/,
  );
  writeFileSync(join(folder, "prefetch.json"), '{"format": 1');
  assert.throws(
    () => findPrefetched(root, folder),
    /^Error: Expected the list of a prefetched folder in .*\.json, but it is damaged\. Delete it and run: npm run prefetch/,
  );
});

test("the size of a folder counts everything below it, and what is missing or broken counts nothing", async () => {
  const { sizeOf } = await load();
  const folder = temporaryFolder("lab-size-");
  mkdirSync(join(folder, "a/b"), { recursive: true });
  writeFileSync(join(folder, "a/b/c"), "12345");
  writeFileSync(join(folder, "d"), "1");
  symlinkSync(join(folder, "gone"), join(folder, "e"));
  assert.deepEqual(sizeOf(folder), { files: 3, bytes: 6 });
  assert.deepEqual(sizeOf(join(folder, "none")), { files: 0, bytes: 0 });
});

test("a folder without engine or data is whole; more files than listed do no harm", async () => {
  const { findPrefetched } = await load();
  const { root, folder, write, manifest } = await cloneAndFolder();
  write({ parts: { npm: manifest.parts.npm, wheels: manifest.parts.wheels } });
  writeFileSync(join(folder, "npm/more"), "x");
  assert.notEqual(findPrefetched(root, folder), null);
});

test("a command ends with that sentence before anything is set up", async () => {
  const { folder, write } = await cloneAndFolder();
  write({ system: "win32-x64" });
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(projectRoot, "scripts/run.mjs"), "setup"], {
    encoding: "utf8",
    env: { ...process.env, LAB_CACHE: folder },
  });
  assert.equal(status, 1);
  assert.match(stderr, /^Expected a folder prefetched on .* was made on win32-x64\./);
  assert.equal(stdout, "");
});

test("npm and pip check what they take from the folder: every package and every wheel has a sum of its own", () => {
  const read = (name: string): string => readFileSync(join(projectRoot, name), "utf8");
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: { [path: string]: { integrity?: string } };
  };
  const unchecked = Object.entries(packages).filter(([path, { integrity }]) => path !== "" && !integrity);
  assert.deepEqual(unchecked, []);
  for (const name of ["requirements.txt", "src/node/site/requirements.txt"]) {
    const pins = read(name)
      .split(/^(?=[a-z0-9])/im)
      .filter((pin) => pin.includes("=="));
    assert.ok(pins.length > 10 && pins.every((pin) => pin.includes("--hash=sha256:")), name);
  }
  assert.match(read("scripts/stages/python.mjs"), /"--require-hashes"/);
});

test("data is copied into the clone once, and what is there stays", async () => {
  const { dataStage } = await import("../../scripts/stages/data.mjs");
  const { root, folder, manifest } = await cloneAndFolder();
  const context = { root, cache: root, prefetched: { folder, manifest } };
  assert.equal(dataStage.isCurrent({ root, cache: root, prefetched: null }), true);
  assert.equal(dataStage.isCurrent(context), false);
  await dataStage.run(context);
  assert.equal(readFileSync(join(root, "data/inner/file"), "utf8"), "ghij");
  assert.equal(dataStage.isCurrent(context), true);
  writeFileSync(join(root, "data/inner/file"), "mine");
  assert.equal(dataStage.isCurrent(context), true);
  assert.equal(existsSync(join(root, "data/inner/file.copy")), false);
  writeFileSync(join(root, "data/inner/file.copy"), "half");
  assert.equal(dataStage.isCurrent(context), false);
  await dataStage.run(context);
  assert.deepEqual(readdirSync(join(root, "data/inner")), ["file"]);
});

test("npm works on a copy that goes afterwards, whether it succeeds or not; the folder stays as it was", async () => {
  const { withCopy } = await import("../../scripts/stages/packages.mjs");
  const { root, folder } = await cloneAndFolder();
  const copy = join(root, "copy");
  await withCopy(join(folder, "npm"), copy, async (place) => {
    assert.equal(readFileSync(join(place, "inner/file"), "utf8"), "abc");
    writeFileSync(join(place, "inner/file"), "written by npm");
  });
  await assert.rejects(
    withCopy(join(folder, "npm"), copy, () => Promise.reject(new Error("no such package"))),
    /no such package/,
  );
  assert.equal(existsSync(copy), false);
  assert.equal(readFileSync(join(folder, "npm/inner/file"), "utf8"), "abc");
});

test("npm is told to stay offline and to write its logs elsewhere", async () => {
  const { offlineArguments } = await import("../../scripts/stages/packages.mjs");
  const args = offlineArguments("stick/npm", "https://registry.invalid/", "clone/.cache");
  assert.equal(args[args.indexOf("--cache") + 1], "stick/npm");
  assert.equal(args[args.indexOf("--logs-dir") + 1], join("clone/.cache", "logs/npm"));
  assert.ok(args.includes("--offline"));
});

test("wheels fit one version of Python, and another is refused by name", async () => {
  const { findPython } = await import("../../scripts/python.mjs");
  if (process.platform === "win32") return;
  const fake = (answer: string): string[] => ["/bin/sh", "-c", `echo '${answer}'; exit 0 #`];
  const found = [fake("[[3, 12, 1], true]"), fake("[[3, 11, 4], true]")];
  assert.equal(findPython(found, "3.11").version, "3.11.4");
  assert.equal(findPython(found).version, "3.12.1");
  assert.throws(() => findPython(found, "3.10"), {
    message:
      "Expected Python 3.10, for which the wheels in LAB_CACHE were prefetched, but found 3.12.1, 3.11.4 on the PATH. " +
      "Name a Python 3.10 in the environment variable PYTHON, or prefetch on a machine like this one.",
  });
});

test("without network, a LAB_CACHE that nothing was prefetched into is pointed out", async () => {
  const { unprefetchedHint } = await import("../../scripts/main.mjs");
  const { SetupError } = await import("../../scripts/errors.mjs");
  const offline = new SetupError("npm packages: could not be installed. The package registry could not be reached.");
  const context = { root: "", cache: "", prefetched: null };
  const { LAB_CACHE } = process.env;
  try {
    process.env.LAB_CACHE = "wrong";
    assert.match(
      unprefetchedHint(offline, context),
      /^\n\(LAB_CACHE=wrong holds no prefetch\.json: a folder made by npm run prefetch does\.\)$/,
    );
    assert.equal(unprefetchedHint(new Error("something else"), context), "");
    delete process.env.LAB_CACHE;
    assert.equal(unprefetchedHint(offline, context), "");
  } finally {
    if (LAB_CACHE !== undefined) process.env.LAB_CACHE = LAB_CACHE;
  }
});

test("a cache that cannot be written to is refused at once, and a new one is made", async () => {
  const { checkCache } = await import("../../scripts/prefetched.mjs");
  const folder = temporaryFolder("lab-cache-");
  checkCache(join(folder, "a", "b"));
  assert.ok(existsSync(join(folder, "a", "b")));
  writeFileSync(join(folder, "file"), "");
  const refused =
    /Expected a folder to write to at .*, but it cannot be had\. Name another one in LAB_CACHE, or unset it/;
  for (const path of [join(folder, "file"), join(folder, "file", "below"), "/proc/lab/cache"]) {
    assert.throws(() => checkCache(path), refused, path);
  }
});
