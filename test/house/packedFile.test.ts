// The packed file: what goes into it, and that its entrances lead somewhere. Nothing is written and no registry is asked.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { inpaintingMethods } from "../../src/methods";
import { projectRoot } from "../../src/node/paths";

const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));

const allowed = [
  /^(README\.md|package\.json|LICENSE)$/,
  /^dist\/.*\.(js|mjs|d\.ts)$/,
  /^scripts\/\w+\.mjs$/,
  /^runs\/recorded\/[^/]+\/(config\.json|model\/[\w.]+)$/,
  /^runs\/recorded\/benchmark\/rows\.json$/,
];

async function packedNames(): Promise<string[]> {
  const { npmCommand } = await import(pathToFileURL(join(projectRoot, "scripts/stages/packages.mjs")).href);
  const [node, ...npm] = npmCommand() as string[];
  const { stdout } = spawnSync(node, [...npm, "pack", "--dry-run", "--json", "--ignore-scripts", "--offline"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const told = JSON.parse(stdout);
  const [packed] = Array.isArray(told) ? told : Object.values(told);
  return (packed as { files: { path: string }[] }).files.map(({ path }) => path);
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
  const runs = inpaintingMethods.flatMap(({ source }) => (source.kind === "recorded" ? [source.run] : []));
  const files = runs.flatMap((run) =>
    ["config.json", "model/model.json", "model/weights.bin"].map((file) => `${run}/${file}`),
  );
  const packed = names
    .filter((name) => name.startsWith("runs/recorded/"))
    .map((name) => name.slice("runs/recorded/".length));
  assert.deepEqual(
    packed.sort(),
    [...files, "benchmark/rows.json"].sort(),
    "the runs of the table of methods and no others",
  );
  const odd = names.filter((name) => !allowed.some((part) => part.test(name)));
  assert.deepEqual(odd, []);
});

test("the native engine is optional, and what set-up installs for the notebooks is no dependency", () => {
  assert.equal(manifest.dependencies["@tensorflow/tfjs-node"], undefined);
  assert.equal(manifest.peerDependenciesMeta["@tensorflow/tfjs-node"].optional, true);
  assert.equal(manifest.devDependencies["@tensorflow/tfjs-node"], manifest.peerDependencies["@tensorflow/tfjs-node"]);
});

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
