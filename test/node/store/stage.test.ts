import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runStage } from "../../../src/node/store/stage";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("lab-stage-");

test("a result that is not as it was left is made again, with one line that names it", async (t) => {
  const place = temporaryFolder("lab-stage-");
  const at = (name: string): string => join(place, name);
  const work = async (): Promise<void> => {
    mkdirSync(at("pages"), { recursive: true });
    for (const name of ["log.csv", "pages/a.html", "pages/b.html"]) writeFileSync(at(name), name);
  };
  const stage = { name: "making", folder: place, key: "1", results: [at("log.csv"), at("pages")], work };
  const log = t.mock.method(console, "log", () => undefined);
  const said = (): unknown[] => {
    const lines = log.mock.calls.map((call) => call.arguments[0]);
    log.mock.resetCalls();
    return lines;
  };
  await runStage(stage);
  assert.equal((await runStage(stage)).skipped, true);
  writeFileSync(at("pages/added.html"), "by hand");
  assert.equal((await runStage(stage)).skipped, true);
  const damages: readonly (readonly [string, () => void])[] = [
    ["log.csv", () => writeFileSync(at("log.csv"), "log.csw")],
    ["pages/b.html", () => writeFileSync(at("pages/b.html"), "")],
    ["pages/a.html", () => rmSync(at("pages/a.html"))],
    ["pages/a.html", () => rmSync(at("pages"), { recursive: true })],
  ];
  for (const [name, damage] of damages) {
    damage();
    assert.equal((await runStage(stage)).skipped, false);
    assert.deepEqual(said(), [`  making: ${name} is not as it was left, so this is done again.`]);
    assert.equal((await runStage(stage)).skipped, true);
  }
  const more = { ...stage, results: [...stage.results, at("more")] };
  writeFileSync(at("more"), "not the stage's");
  assert.equal((await runStage(more)).skipped, false);
  assert.deepEqual(said(), ["  making: more is not as it was left, so this is done again."]);
});

test("the results are entered in the folder's sha256sums.txt, and again where that is damaged", async () => {
  const place = temporaryFolder("lab-stage-");
  const stage = {
    name: "making",
    folder: place,
    key: "1",
    results: [join(place, "x.txt")],
    work: async (): Promise<void> => writeFileSync(join(place, "x.txt"), "x"),
  };
  await runStage(stage);
  const list = join(place, "sha256sums.txt");
  const text = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  x.txt\n";
  assert.equal(readFileSync(list, "utf8"), text);
  writeFileSync(list, "damaged");
  assert.equal((await runStage(stage)).skipped, true);
  assert.equal(readFileSync(list, "utf8"), text);
});

test("a stage runs once, again when its key changes, when a result is gone, and after a failure", async () => {
  const result = join(folder, "result.txt");
  let runs = 0;
  const stage = (
    key: string,
    work = async (): Promise<void> => {
      runs++;
      writeFileSync(result, "x");
    },
  ): ReturnType<typeof runStage> => runStage({ name: "a stage", folder, key, results: [result], work });
  assert.equal((await stage("1")).skipped, false);
  assert.equal((await stage("1")).skipped, true);
  await stage("2");
  assert.equal(runs, 2);
  rmSync(result);
  await stage("2");
  assert.equal(runs, 3);
  await assert.rejects(
    stage("3", async () => {
      throw new Error("broken");
    }),
    /broken/,
  );
  await stage("3");
  assert.equal(runs, 4);
});
