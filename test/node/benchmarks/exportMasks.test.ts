import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chooseMaskSets, drawBenchmarkMasks, packedBatches, sha256Of } from "../../../src/benchmarks/benchmarkMasks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { unpackMasks } from "../../../src/masks/packMasks";
import { exportMasks } from "../../../src/node/benchmarks/exportMasks";
import { projectRoot } from "../../../src/node/paths";
import { randomStream } from "../../../src/random";
import { pythonWithNumpy } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const sets = chooseMaskSets(["centre16", "articleLines"]);

test("the files hold the masks, and masks.json says how to read and check them", async () => {
  const folder = temporaryFolder("lab-masks-");
  assert.deepEqual(await exportMasks(folder, cifar10InpaintingV1, sets), [
    "centre16.bits",
    "articleLines.bits",
    "masks.json",
    "readMasks.py",
  ]);
  const { sets: entries } = JSON.parse(readFileSync(join(folder, "masks.json"), "utf8")) as {
    sets: { name: string; file: string; shape: number[]; sha256: string }[];
  };
  for (const [i, { name, file, shape, sha256 }] of entries.entries()) {
    const bytes = readFileSync(join(folder, file));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, name);
    assert.deepEqual(
      unpackMasks(bytes, [shape[0], shape[1], shape[2], 1]).data,
      (await drawBenchmarkMasks(sets[i])).data,
    );
  }
});

test("the Python example reads them, and refuses others", async (context) => {
  const python = pythonWithNumpy(context.name);
  if (python === undefined) return;
  const folder = temporaryFolder("lab-masks-");
  await exportMasks(folder, cifar10InpaintingV1, sets);
  const read = (name: string) => spawnSync(python, [join(folder, "readMasks.py"), name], { encoding: "utf8" });
  assert.match(read("centre16").stdout, /^centre16 \(10000, 32, 32\) hole fraction 0\.2500\s*$/);
  copyFileSync(join(folder, "articleLines.bits"), join(folder, "centre16.bits"));
  assert.match(read("centre16").stderr, /centre16\.bits is not the published mask set/);
});

test("masks of several sizes are one file, with the list of their shapes, and the Python example reads them", async (context) => {
  const shapes = [
    [1, 9, 15, 3],
    [1, 15, 9, 3],
  ] as const;
  const [family] = chooseMaskSets(["square8"]);
  const drawn = shapes.map((shape, batch) => family.draw(shape, randomStream(1, `sizes-v1 ${family.name}`, batch)));
  const set = { ...family, sha256: await sha256Of(packedBatches(drawn)) };
  const benchmark = { ...cifar10InpaintingV1, name: "sizes-v1", images: 2, shapes, maskSets: [set] };
  const folder = temporaryFolder("lab-masks-");
  assert.deepEqual(await exportMasks(folder, benchmark, [set]), ["square8.bits", "masks.json", "readMasks.py"]);
  const { sets: entries } = JSON.parse(readFileSync(join(folder, "masks.json"), "utf8")) as {
    sets: { shape?: number[]; shapes: number[][] }[];
  };
  assert.deepEqual(entries[0].shapes, [
    [1, 9, 15],
    [1, 15, 9],
  ]);
  assert.equal(entries[0].shape, undefined);
  assert.deepEqual(Uint8Array.from(readFileSync(join(folder, "square8.bits"))), packedBatches(drawn));
  const python = pythonWithNumpy(context.name);
  if (python === undefined) return;
  const { stdout } = spawnSync(python, [join(folder, "readMasks.py"), "square8"], { encoding: "utf8" });
  const line = (shape: string): string => `square8 ${shape} hole fraction ${(64 / 135).toFixed(4)}\n`;
  assert.equal(stdout.replaceAll("\r", ""), line("(1, 9, 15)") + line("(1, 15, 9)"));
});

test("the example is the one that PROTOCOL.md shows", () => {
  const evaluation = join(projectRoot, "src/benchmarks");
  const protocol = readFileSync(join(evaluation, "PROTOCOL.md"), "utf8");
  const shown = /```python\n([\s\S]*?)```/.exec(protocol)?.[1].trim() ?? "nothing";
  assert.ok(readFileSync(join(evaluation, "readMasks.py"), "utf8").includes(shown));
});
