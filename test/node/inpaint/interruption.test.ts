import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import { goOnText } from "../../../src/node/inpaint/interruption";
import { projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-stop-");
const at = (name: string): string => join(folder, name);
const words = [at("in"), "-m", "20,20,60,60", "-o", at("out"), "--method", "exemplar"];

/** How many pictures are written; what is being written has another name. */
function finished(): number {
  return existsSync(at("out")) ? readdirSync(at("out")).filter((name) => name.endsWith(".png")).length : 0;
}

before(async () => {
  mkdirSync(at("in"));
  for (let i = 0; i < 12; i++)
    await inSharp(drawSample(180, 120, 3, 8, i))
      .png()
      .toFile(at(`in/${i}.png`));
});

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  test(`${signal} leaves whole pictures and says how to go on, and --skip-existing does`, async () => {
    const there = finished();
    const script = `
      const { codeOfSignal, endSignals } = await import("./scripts/signals.mjs");
      for (const signal of endSignals) process.once(signal, () => process.exit(codeOfSignal(signal)));
      const { runInpaint } = (await import("./src/node/inpaint/runInpaint.ts")).default;
      process.exit(await runInpaint(${JSON.stringify([...words, "--skip-existing"])}));`;
    const program = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: projectRoot,
    });
    let heard = "";
    program.stderr.on("data", (text: Buffer) => (heard += text.toString()));
    const end = once(program, "exit");
    while (finished() <= there && program.exitCode === null) await wait(10);
    program.kill(signal);
    assert.deepEqual((await end)[0], code, heard);
    assert.match(
      heard,
      /Stopped after \d+ of \d+ pictures; those are whole\. Run .* with --skip-existing to go on\.\n$/,
    );
    assert.ok(!/\n\s+at /.test(heard), heard);
    const names = readdirSync(at("out"));
    assert.ok(
      names.length > there && names.length < 12 && names.every((name) => /^\d+\.png$/.test(name)),
      names.join(),
    );
    for (const name of names)
      await sharp(at(`out/${name}`))
        .raw()
        .toBuffer();
  });
}

test("what was stopped is finished", async () => {
  const { code } = await run([...words.slice(0, -1), "mean", "--skip-existing"]);
  assert.deepEqual([code, readdirSync(at("out")).length], [0, 12]);
});

test("with --force nobody can tell old outputs from new ones", () => {
  assert.match(goOnText(3, 10, true), /^Stopped after 3 of 10 pictures; those are whole\. Run .* to begin anew\.$/);
});
