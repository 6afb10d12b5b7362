// Programs that the project starts never outlive it, whatever ends it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

const guardedModule = pathToFileURL(join(projectRoot, "scripts/guarded.mjs")).href;

/** A program that starts another one and then computes; each writes its pid into the folder. `more` runs in both. */
function program(folder: string, more = ""): string {
  const write = (name: string): string =>
    `require("fs").writeFileSync(${JSON.stringify(join(folder, name))}, "" + process.pid);`;
  const inner = `${more}${write("inner")}setInterval(() => {}, 1000);`;
  return (
    `${more}require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: "ignore" });` +
    `${write("outer")}setInterval(() => {}, 1000);`
  );
}

async function pidIn(folder: string, name: string): Promise<number> {
  const file = join(folder, name);
  while (!existsSync(file) || readFileSync(file, "utf8") === "") await wait(20);
  return Number(readFileSync(file, "utf8"));
}

async function bothPids(folder: string): Promise<number[]> {
  return [await pidIn(folder, "outer"), await pidIn(folder, "inner")];
}

/** A process that has ended and waits for its parent to look counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}

async function allGone(pids: readonly number[], seconds = 10): Promise<boolean> {
  for (let i = 0; i < seconds * 20; i++) {
    if (!pids.some(isAlive)) return true;
    await wait(50);
  }
  return false;
}

/** A process that starts the program under guard and waits for it. */
function starter(folder: string, more?: string): ReturnType<typeof spawn> {
  const code = `
    const { startGuarded } = await import(${JSON.stringify(guardedModule)});
    await startGuarded(process.execPath, ["-e", ${JSON.stringify(program(folder, more))}], { output: "pipe" }).ended;`;
  return spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "inherit" });
}

test("exit codes, outputs and a program that is not there", async () => {
  const { startGuarded } = await import("../../scripts/guarded.mjs");
  const run = async (command: string, args: string[]): Promise<[number, string]> => {
    const { process: child, ended } = startGuarded(command, args, { output: "pipe" });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk));
    return [await ended, output];
  };
  assert.deepEqual(await run(process.execPath, ["-e", "console.log(1); process.exitCode = 3"]), [3, "1\n"]);
  assert.deepEqual(await run(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"]), [137, ""]);
  const [code, output] = await run("/no/such/program", []);
  assert.equal(code, 127);
  assert.match(output, /ENOENT/);
});

test("what is stopped is gone with all that it started, when the promise resolves", async () => {
  const { startGuarded, stopAll } = await import("../../scripts/guarded.mjs");
  const stubborn = "process.on('SIGTERM', () => {});";
  const folders = [temporaryFolder("lab-guard-"), temporaryFolder("lab-guard-")];
  const started = folders.map((folder, i) =>
    startGuarded(process.execPath, ["-e", program(folder, i === 1 ? stubborn : "")], { output: "pipe" }),
  );
  const pids = (await Promise.all(folders.map(bothPids))).flat();
  assert.ok(pids.every(isAlive));
  await stopAll();
  assert.equal(await allGone(pids, 1), true);
  for (const { ended } of started) assert.ok((await ended) >= 128);
});

for (const signal of ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] as const) {
  test(`${signal} to the process that started it leaves no program`, async () => {
    const folder = temporaryFolder("lab-guard-");
    const child = starter(folder);
    const pids = await bothPids(folder);
    child.kill(signal);
    assert.equal(await allGone(pids), true);
  });
}

test("nor does SIGKILL to the guard itself", async () => {
  const { startGuarded } = await import("../../scripts/guarded.mjs");
  const folder = temporaryFolder("lab-guard-");
  const guarded = startGuarded(process.execPath, ["-e", program(folder)], { output: "pipe" });
  const pids = await bothPids(folder);
  guarded.process.kill("SIGKILL");
  assert.equal(await allGone(pids), true);
  assert.equal(await guarded.ended, 137);
});

test("a program tied to its parent ends with it, also in the middle of a computation", async () => {
  for (const [more, signalled] of [
    ["setInterval(() => {}, 1000);", "SIGTERM"],
    ["for (;;);", "SIGTERM"],
    ["process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);", "SIGKILL"],
  ]) {
    const folder = temporaryFolder("lab-tied-");
    const write = `require("fs").writeFileSync(${JSON.stringify(join(folder, "pid"))}, "" + process.pid);`;
    const args = ["--require", join(projectRoot, "scripts/endWithParent.cjs"), "-e", write + more];
    const code = `require("child_process").spawn(process.execPath, ${JSON.stringify(args)}); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", code]);
    const pid = await pidIn(folder, "pid");
    parent.kill("SIGKILL");
    assert.equal(await allGone([pid]), true, `${more} ${signalled}`);
  }
});

test(
  "a kernel ends where Jupyter had gone before it looked for the first time",
  { skip: process.platform === "win32" },
  () => {
    const jupyter = spawnSync(process.execPath, ["-e", ""]).pid;
    const tied = ["--require", join(projectRoot, "scripts/endWithParent.cjs"), "-e", "setTimeout(() => {}, 20_000)"];
    const run = (parent: number, ...words: string[]): NodeJS.Signals | null =>
      spawnSync(process.execPath, [...tied, "--", ...words], {
        env: { ...process.env, JPY_PARENT_PID: String(parent) },
        timeout: 5000,
        killSignal: "SIGUSR2",
      }).signal;
    assert.equal(run(jupyter, "--config-path", "connection.json"), "SIGTERM");
    assert.equal(run(process.pid, "--config-path", "connection.json"), "SIGUSR2", "Jupyter is there");
    assert.equal(run(jupyter), "SIGUSR2", "what a kernel starts is no kernel");
  },
);

test("a program tied to its parent ends by itself when its work is done", () => {
  const tied = ["--require", join(projectRoot, "scripts/endWithParent.cjs"), "-e", "console.log(1)"];
  const { status, stdout } = spawnSync(process.execPath, tied, { encoding: "utf8" });
  assert.deepEqual([status, stdout], [0, "1\n"]);
});

for (const [when, delay, killAfter] of [
  ["while it runs", "true", 1000],
  ["before it has begun", "sleep 1", 0],
] as const)
  test(
    `npm starts a shell in between: where npm is killed ${when}, what it runs ends too`,
    { skip: process.platform !== "linux" },
    async () => {
      const folder = temporaryFolder("lab-tied-");
      const write = `require("fs").writeFileSync(${JSON.stringify(join(folder, "pid"))}, "" + process.pid);`;
      const inner = [
        "--require",
        join(projectRoot, "scripts/endWithParent.cjs"),
        "-e",
        `${write}setInterval(() => {}, 1000);`,
      ];
      const words = [process.execPath, ...inner].map((word) => `'${word}'`).join(" ");
      const shell = JSON.stringify(`touch ${join(folder, "shell")}; ${delay}; ${words}; true`);
      const code = `require("child_process").spawn("/bin/sh", ["-c", ${shell}]); setInterval(() => {}, 1000);`;
      const npm = spawn(process.execPath, ["-e", code], { env: { ...process.env, npm_lifecycle_event: "lab" } });
      while (!existsSync(join(folder, "shell"))) await wait(20);
      if (killAfter === 0) npm.kill("SIGKILL");
      const pid = await pidIn(folder, "pid");
      await wait(killAfter);
      npm.kill("SIGKILL");
      assert.equal(await allGone([pid]), true);
    },
  );
