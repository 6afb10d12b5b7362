import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { randomStream } from "../../../src/random";

const folder = mkdtempSync(join(tmpdir(), "lab-run-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs smallRun.ts; with `killAt` ("2.5") it is killed by SIGKILL when that step is printed. Resolves to its exit code. */
function smallRun(target: string, killAt?: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "smallRun.ts"), target],
      { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
      if (killAt !== undefined && text.split("\n").includes(killAt)) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", resolve);
  });
}

const record = (target: string): string[] =>
  [readFileSync(join(target, "log.csv"), "utf8"), readFileSync(join(target, "model", "weights.bin")).toString("hex")];

test("killed at a random step and continued, a run ends with the weights and log of an uninterrupted one, bit for bit",
  async () => {
  const whole = join(folder, "whole"), killed = join(folder, "killed");
  assert.equal(await smallRun(whole), 0);
  const random = randomStream(Date.now(), "where to kill");
  for (const epoch of [1, 2, 3]) {
    const step = `${epoch}.${random.integer(1, 19)}`;
    assert.equal(await smallRun(killed, step), null, `was to be killed at ${step}`);
    assert.ok(!existsSync(join(killed, "model", "weights.bin")));
  }
  assert.equal(await smallRun(killed), 0);
  assert.deepEqual(record(killed), record(whole));
  assert.ok(!existsSync(join(killed, "checkpoint.safetensors")));
});
