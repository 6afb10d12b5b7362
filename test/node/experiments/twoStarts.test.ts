// The same run started twice: the second start is refused and leaves the first one's folder alone; after kill -9 the next start goes
// on, and ends with the bits of a run that nobody disturbed.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { compiledProgram } from "../../support/compiledProgram";
import { temporaryFolder } from "../../support/temporaryFolder";

const program = compiledProgram(join(__dirname, "smallTrainInFolder.ts"), [
  join(__dirname, "smallExperiment.ts"),
  join(__dirname, "drawnPhotographs.ts"),
]);

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** Starts the training; `onLine` gets every line and the process. */
function start(
  folder: string,
  resume: boolean,
  pause: number,
  onLine: (line: string, child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, String(resume), String(pause)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const lines: string[] = [];
    let rest = "";
    child.stdout.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        onLine(line, child);
      }
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, lines }));
  });
}

test("a second start is refused, whether it begins or goes on; the first one's run stays, and goes on after kill -9", async () => {
  const folder = join(temporaryFolder("lab-twice-"), "run");
  const whole = join(temporaryFolder("lab-whole-"), "run");
  const seconds: Promise<Ended>[] = [];
  const first = await start(folder, false, 60_000, (line, child) => {
    if (line !== "step 6") return;
    seconds.push(start(folder, false, 0), start(folder, true, 0));
    void Promise.all(seconds).then(() => {
      assert.deepEqual(readdirSync(dirname(folder)).sort(), ["run", "run.lock"]);
      child.kill("SIGKILL");
    });
  });
  assert.equal(first.code, null);
  for (const { code, lines } of await Promise.all(seconds)) {
    assert.equal(code, 1);
    assert.match(
      lines.join("\n"),
      /^Expected .*run for this command alone, but process \d+ has been working in it since .* Wait for it or end it; another seed makes another run\.$/,
    );
  }
  const again = await start(folder, true, 0);
  assert.equal(again.code, 0);
  assert.match(again.lines[0], /Going on with the unfinished run in .*run\./);
  assert.deepEqual([again.lines.at(-1), again.lines.includes("step 6")], ["finished", false]);
  assert.deepEqual(readdirSync(dirname(folder)), ["run"]);
  assert.equal((await start(whole, false, 0)).code, 0);
  for (const file of ["log.csv", join("model", "weights.bin")])
    assert.deepEqual(readFileSync(join(folder, file)), readFileSync(join(whole, file)), file);
});
