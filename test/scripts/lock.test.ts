import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../support/temporaryFolder";

const module = pathToFileURL(join(__dirname, "../../scripts/lock.mjs")).href;
const lockPath = () => join(temporaryFolder("lab-lock-"), "cache", "setup.lock");

/** A lock left behind by another process. */
function leaveLock(folder: string, owner: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "owner.json"), JSON.stringify(owner));
}

test("the lock is held during the work and gone after it, also when the work fails", async () => {
  const { withLock } = await import("../../scripts/lock.mjs");
  const folder = lockPath();
  const inside = await withLock(folder, async () => existsSync(folder));
  assert.equal(inside, true);
  await assert.rejects(
    withLock(folder, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(existsSync(folder), false);
});

test("four processes at once never work at the same time", async () => {
  const folder = lockPath();
  const file = join(folder, "../../log.txt");
  const program = `
    import { appendFileSync } from "node:fs";
    const { withLock } = await import(${JSON.stringify(module)});
    for (let i = 0; i < 5; i++) await withLock(${JSON.stringify(folder)}, async () => {
      appendFileSync(${JSON.stringify(file)}, "in\\n");
      await new Promise((done) => setTimeout(done, 5));
      appendFileSync(${JSON.stringify(file)}, "out\\n");
    });`;
  const ends = Array.from(
    { length: 4 },
    () =>
      new Promise((resolve) => {
        spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" }).on("close", resolve);
      }),
  );
  assert.deepEqual(await Promise.all(ends), [0, 0, 0, 0]);
  assert.equal(readFileSync(file, "utf8"), "in\nout\n".repeat(20));
});

test("a lock of a dead process is taken over", async () => {
  const { withLock } = await import("../../scripts/lock.mjs");
  const folder = lockPath();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  leaveLock(folder, { pid: dead, host: hostname() });
  assert.equal(await withLock(folder, async () => "done"), "done");
});

test("a lock that nobody has touched for ten minutes is taken over, a fresh one waits and says so", async () => {
  const { withLock } = await import("../../scripts/lock.mjs");
  const folder = lockPath();
  const said: string[] = [];
  leaveLock(folder, { pid: process.pid, host: hostname() });
  const waiting = withLock(
    folder,
    async () => "done",
    (line) => said.push(line),
  );
  while (said.length === 0) await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual(said, [`Another run is setting up this folder (process ${process.pid}); waiting for it.`]);
  const past = new Date(Date.now() - 11 * 60_000);
  utimesSync(folder, past, past);
  assert.equal(await waiting, "done");
});
