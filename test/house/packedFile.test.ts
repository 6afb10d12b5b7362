// The packed file: what goes into it, and that its entrances lead somewhere. Nothing is written and no registry is asked.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { build } from "esbuild";
import { inpaintingMethods } from "../../src/methods";
import { projectRoot } from "../../src/node/paths";
import { modelFolder } from "../../src/node/store/modelJson";

const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));

const allowed = [
  /^(README\.md|package\.json|LICENSE)$/,
  /^dist\/.*\.(js|mjs|d\.ts)$/,
  /^scripts\/\w+\.mjs$/,
  /^runs\/recorded\/[^/]+\/(config\.json|model\/[\w.]+)$/,
  /^runs\/recorded\/benchmark\/rows\.json$/,
];

let packed: Promise<string[]> | null = null;
const packedNames = (): Promise<string[]> => (packed ??= listPacked());

async function listPacked(): Promise<string[]> {
  const { npmCommand } = await import(pathToFileURL(join(projectRoot, "scripts/stages/packages.mjs")).href);
  const [node, ...npm] = npmCommand() as string[];
  const { stdout } = spawnSync(node, [...npm, "pack", "--dry-run", "--json", "--ignore-scripts", "--offline"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const told = JSON.parse(stdout);
  const [first] = Array.isArray(told) ? told : Object.values(told);
  return (first as { files: { path: string }[] }).files.map(({ path }) => path);
}

test("code, recorded models and the command go into the packed file; notebooks, tests and other runs do not", async () => {
  const names = await packedNames();
  for (const name of [
    "dist/index.js",
    "dist/index.d.ts",
    "dist/node/index.js",
    "dist/node/inpaint/runInpaint.js",
    "scripts/inpaint.mjs",
  ]) {
    assert.ok(names.includes(name), name);
  }
  const recorded = inpaintingMethods.flatMap(({ source }) => (source.kind === "recorded" ? [source.run] : []));
  // Larger networks stay in the clone, where the methods are offered too.
  const runs = recorded.filter((run) => statSync(join(modelFolder(run), "weights.bin")).size < 1_500_000);
  assert.ok(runs.includes("residual-inpainter") && !runs.includes("context-l2"));
  const files = runs.flatMap((run) =>
    ["config.json", "model/model.json", "model/weights.bin"].map((file) => `${run}/${file}`),
  );
  const packed = names
    .filter((name) => name.startsWith("runs/recorded/"))
    .map((name) => name.slice("runs/recorded/".length));
  assert.deepEqual(
    packed.sort(),
    [...files, "benchmark/rows.json"].sort(),
    "the small runs of the table of methods and no others",
  );
  const odd = names.filter((name) => !allowed.some((part) => part.test(name)));
  assert.deepEqual(odd, []);
});

test("TensorFlow.js and the native engine are optional, and what only notebooks need is no dependency", () => {
  const { dependencies, peerDependencies, peerDependenciesMeta, devDependencies } = manifest;
  assert.deepEqual(Object.keys(dependencies), ["sharp", "valibot", "workerpool", "yauzl"]);
  for (const [name, version] of Object.entries(peerDependencies)) {
    assert.match(name, /^@tensorflow\/tfjs-/);
    assert.equal(peerDependenciesMeta[name].optional, true, name);
    assert.equal(devDependencies[name], version, name);
  }
});

test("no room that only this repository needs goes into the packed file", async () => {
  const names = await packedNames();
  const rooms = new Set(names.flatMap((name) => /^dist\/node\/(\w+)\//.exec(name)?.[1] ?? []));
  for (const room of ["cli", "setup", "typeset", "site"]) assert.ok(!rooms.has(room), room);
  assert.ok(rooms.has("inpaint"));
});

test("npx inpaint starts without TensorFlow.js and what draws charts", () => {
  // Every package that is loaded before the first picture is read.
  const program = `
    const Module = require("node:module"), load = Module._load, packages = new Set();
    Module._load = function (request, parent, ...rest) {
      if (parent && !parent.filename.includes("node_modules") && !/^([./]|node:)/.test(request)) packages.add(request);
      return load.call(this, request, parent, ...rest);
    };
    require("./dist/node/inpaint/runInpaint.js");
    console.log([...packages].filter((name) => !Module.builtinModules.includes(name)).sort().join());`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: projectRoot, encoding: "utf8" });
  assert.equal(stdout.trim(), "valibot,workerpool", stderr);
});

for (const entry of ["classicalIndex", "index"]) {
  test(`one classical method out of ${entry} is a bundle of at most 60 kB, without TensorFlow.js`, async () => {
    const methods = ["fillMean", "fillTelea", "fillNavierStokes", "fillHarmonic", "fillBiharmonic", "fillExemplar"];
    for (const method of methods) {
      const { outputFiles, metafile } = await build({
        // The sources, as the ES modules are made of them; package.json says that they have no effects of their own.
        stdin: {
          contents: `import { ${method} } from "./src/${entry}"; globalThis.fill = ${method};`,
          resolveDir: projectRoot,
        },
        bundle: true,
        minify: true,
        metafile: true,
        write: false,
        format: "esm",
        external: ["node:*"],
        logLevel: "error",
      });
      assert.ok(outputFiles[0].contents.length < 60_000, `${method}: ${outputFiles[0].contents.length} bytes`);
      const inputs = Object.values(metafile.outputs).flatMap(({ inputs: used }) => Object.keys(used));
      assert.ok(!inputs.some((name) => name.includes("node_modules")), `${method}: ${inputs}`);
    }
  });
}

for (const [kind, args] of [
  [
    "CommonJS",
    [
      "-e",
      `const { fillHarmonic, tf } = require("inpainting-lab/portable"); console.log(typeof fillHarmonic, ` +
        `typeof tf.tensor)`,
    ],
  ],
  [
    "an ES module",
    [
      "--input-type=module",
      "-e",
      `import { fillHarmonic, tf } from "inpainting-lab/portable"; console.log(typeof fillHarmonic, typeof tf.tensor)`,
    ],
  ],
] as const) {
  test(`inpainting-lab/portable can be imported from ${kind}`, () => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: "utf8" });
    assert.equal(stdout.trim(), "function function", stderr);
  });
}
