import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-overshoot-");
const size = 100;

/** A grey picture of 100×100 pixels, its values given by row and column. */
async function pictureOf(name: string, level: (row: number, column: number) => number): Promise<string> {
  const values = Uint8Array.from({ length: size * size }, (_, p) => level(Math.floor(p / size), p % size));
  const path = join(folder, name);
  await inSharp({ width: size, height: size, channels: 1, bits: 8, values }).png().toFile(path);
  return path;
}

/** Fills a square of 60×60 pixels in the middle. */
function fill(picture: string, ...more: string[]): ReturnType<typeof run> {
  return run([picture, "--mask", "20,20,60,60", "--force", "-o", join(folder, "filled.png"), ...more]);
}

test("biharmonic in a wide hole that it runs past black and white in: said, with the way out, and never on its own choice", async () => {
  const steep = await pictureOf("steep.png", (row, column) => {
    const away = Math.max(20 - row, row - 79, 20 - column, column - 79);
    return row + column === 0 ? 255 : 240 - 8 * away;
  });
  const { code, warned } = await fill(steep, "--method", "biharmonic");
  assert.equal(code, 0);
  assert.match(
    warned.join(),
    /Biharmonic ran into the darkest or brightest value of .*steep\.png in \d+ % of the hole, which is wide for it: --method harmonic stays/,
  );
  const chosen = await fill(steep);
  assert.match(chosen.said.join(), /filled by harmonic/);
  assert.doesNotMatch(chosen.warned.join(), /Biharmonic/);
  const { values } = await storedValues(join(folder, "filled.png"));
  const inHole = Array.from({ length: 3600 }, (_, i) => values[3 * ((20 + Math.floor(i / 60)) * size + 20 + (i % 60))]);
  assert.ok(Math.max(...inHole) <= 240);
});

test("nothing is said of a hole in paper that is white all around, nor of a gentle slope", async () => {
  for (const level of [(): number => 255, (_: number, column: number): number => 60 + column]) {
    const picture = await pictureOf("calm.png", level);
    assert.doesNotMatch((await fill(picture, "--method", "biharmonic")).warned.join(), /Biharmonic ran/);
  }
});
