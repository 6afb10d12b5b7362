// One process, and one call of a process, at a time; whatever stands in a lock whose process is gone, the next one gets it.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import files, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { withRunLock } from "../../../src/node/store/runLock";
import { compiledProgram } from "../../support/compiledProgram";
import { temporaryFolder } from "../../support/temporaryFolder";

const program = compiledProgram(join(__dirname, "lockProgram.ts"));

const newFolder = (): string => join(temporaryFolder("lab-lock-"), "run");
const lockOf = (folder: string): string => `${folder}.lock`;
const taken = (folder: string): Promise<boolean> => withRunLock(folder, async () => existsSync(lockOf(folder)));
const leftOvers = (folder: string): string[] =>
  readdirSync(dirname(folder)).filter((name) => name !== basename(folder));

interface Started {
  readonly child: ChildProcess;
  /** Resolves when it has printed this. */
  readonly said: (text: string) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly lines: readonly string[] }>;
}

function start(folder: string, at: number, milliseconds: number): Started {
  const child = spawn(process.execPath, [program, folder, String(at), String(milliseconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  const waiting = new Map<string, () => void>();
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
    for (const [what, resolve] of waiting) if (text.includes(what)) resolve();
  });
  return {
    child,
    said: (what) => new Promise((resolve) => (text.includes(what) ? resolve() : waiting.set(what, resolve))),
    ended: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, lines: text.trim().split("\n") }));
    }),
  };
}

test("the lock lies beside the folder while the work is done, also when the work throws, and is gone afterwards", async () => {
  const folder = newFolder();
  assert.equal(await withRunLock(folder, async () => readdirSync(dirname(folder)).join()), "run.lock");
  await assert.rejects(
    withRunLock(folder, async () => {
      throw new Error("work");
    }),
    /^Error: work$/,
  );
  assert.deepEqual(leftOvers(folder), []);
});

test("work may take its own lock again, and others; another call in the same process may not", async () => {
  const folder = newFolder();
  await withRunLock(folder, async () => {
    mkdirSync(folder);
    renameSync(folder, `${folder}.earlier-1`);
    assert.ok(await withRunLock(folder, () => withRunLock(newFolder(), () => taken(folder))));
    assert.ok(existsSync(lockOf(folder)), "it is held until the outer work is done");
  });
  const results = await Promise.allSettled([taken(folder), taken(folder)]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ["fulfilled", "rejected"],
  );
  assert.ok(await taken(folder));
});

test("two names of one folder have one lock", async () => {
  const folder = newFolder();
  const link = join(temporaryFolder("lab-lock-"), "link");
  symlinkSync(dirname(folder), link);
  const results = await Promise.allSettled([taken(folder), taken(join(link, "run"))]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ["fulfilled", "rejected"],
  );
});

test("another process is refused at once, by a sentence with number, time and way out", async () => {
  const folder = newFolder();
  const first = start(folder, 0, 60_000);
  await first.said("taken");
  await assert.rejects(taken(folder), (error: Error) => {
    assert.match(
      error.message,
      RegExp(
        `^Expected .*run for this command alone, but process ${first.child.pid} has been working in it since ` +
          "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\. Wait for it or end it; another seed makes another run\\.$",
      ),
    );
    return true;
  });
  await assert.rejects(
    withRunLock(folder, async () => undefined, { otherwise: "so much for that" }),
    /end it; so much for that\.$/,
  );
  first.child.kill("SIGKILL");
  await first.ended;
  assert.ok(existsSync(lockOf(folder)), "kill -9 leaves the lock");
  assert.ok(await taken(folder), "which the next one takes over");
  assert.deepEqual(leftOvers(folder), []);
});

test("a process that is told to end within its work leaves a lock for the next one; one that comes to its end leaves none", async () => {
  const folder = newFolder();
  const child = start(folder, 0, 60_000);
  await child.said("taken");
  child.child.kill("SIGTERM");
  await child.ended;
  assert.ok(await taken(folder));
  const { lines, code } = await start(folder, 0, 0).ended;
  assert.deepEqual([lines, code], [["ready", "taken", "released"], 0]);
  assert.deepEqual(leftOvers(folder), []);
});

for (const [what, stale] of [
  ["no lock", false],
  ["a lock whose process is gone", true],
] as const) {
  test(`of many that start at the same instant exactly one gets it; before: ${what}`, async () => {
    for (let round = 0; round < 3; round++) {
      const folder = newFolder();
      if (stale) writeFileSync(lockOf(folder), JSON.stringify({ pid: 2 ** 31 - 1, host: hostname() }));
      const at = Date.now() + 700;
      const all = Array.from({ length: 6 }, () => start(folder, at, 1500));
      const ended = await Promise.all(all.map((one) => one.ended));
      const winners = ended.filter(({ lines }) => lines.includes("taken"));
      assert.equal(winners.length, 1, JSON.stringify(ended));
      for (const { code, lines } of ended.filter((one) => !winners.includes(one))) {
        assert.equal(code, 1);
        assert.match(lines[1], /^Expected .* for this command alone, but process \d+ has been working in it since/);
      }
      assert.deepEqual(leftOvers(folder), []);
    }
  });
}

test("a lock is taken over that is empty, damaged, no file, of no process, or of one that had the number before", async () => {
  const owner = { pid: process.pid, host: hostname(), started: "long ago", since: "2999-01-01T00:00:00.000Z" };
  const texts = ["", "{", "null", "[]", "3", "\0\0\0", "{}"].concat(
    [{ pid: "7" }, { pid: 0 }, { pid: -1 }, { pid: 1.5 }, { pid: 1e300 }, { pid: 2 ** 31 - 1 }, owner].map((one) =>
      JSON.stringify(one),
    ),
    JSON.stringify({ pid: process.ppid, host: hostname(), started: "long ago" }),
    JSON.stringify({ pid: process.pid }),
  );
  for (const text of texts) {
    const folder = newFolder();
    writeFileSync(lockOf(folder), text);
    assert.ok(await taken(folder), text);
    assert.deepEqual(leftOvers(folder), [], text);
  }
  const folder = newFolder();
  symlinkSync(join(dirname(folder), "nowhere"), lockOf(folder));
  assert.ok(await taken(folder));
});

test("a lock of a process that runs is kept, whatever time it names; where that is not sure the file to delete is named", async () => {
  const refused = async (owner: object, message: RegExp): Promise<void> => {
    const folder = newFolder();
    writeFileSync(lockOf(folder), JSON.stringify(owner));
    await assert.rejects(taken(folder), message);
    assert.deepEqual(leftOvers(folder), ["run.lock"]);
  };
  const unsure = `If it has ended, delete .*run\\.lock\\.$`;
  for (const since of ["2999-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"])
    await refused({ pid: process.ppid, host: hostname(), since }, RegExp(`in it since (2999|19[67]\\d)-.* ${unsure}`));
  await refused({ pid: process.ppid, since: "yesterday" }, RegExp(`has been working in it\\. Wait .* ${unsure}`));
  await refused({ pid: 5, host: "elsewhere" }, RegExp(`process 5 on elsewhere has been .* ${unsure}`));
});

test("a lock that another one has taken over meanwhile is not removed", async () => {
  const folder = newFolder();
  await withRunLock(folder, async () => writeFileSync(lockOf(folder), "another"));
  assert.equal(readFileSync(lockOf(folder), "utf8"), "another");
});

test("on a disk without links the lock works too; one that cannot be written ends in a sentence", async (context) => {
  const folder = newFolder();
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  context.mock.method(files, "linkSync", () => {
    throw failure("EPERM");
  });
  assert.ok(await taken(folder));
  const { lines } = await withRunLock(folder, () => start(folder, 0, 0).ended);
  assert.match(lines[1], /for this command alone, but process/);
  const blocked = newFolder();
  mkdirSync(lockOf(blocked));
  await assert.rejects(
    taken(blocked),
    /^Error: Expected to write .*run\.lock, but received E\w+\. Check the path and the disk/,
  );
  context.mock.method(files, "writeFileSync", () => {
    throw failure("ENOSPC");
  });
  await assert.rejects(taken(folder), /Expected room on the disk to write .*run\.lock, but received ENOSPC\./);
});
