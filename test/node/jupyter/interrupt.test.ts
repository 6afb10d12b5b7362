// Each case runs in a process of its own, which sends itself SIGINT.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

const prelude = `
const { watchInterrupt } = require(${JSON.stringify(join(__dirname, "../../../src/node/jupyter/interrupt.ts"))});
const turn = () => new Promise((done) => setTimeout(done, 20));
const heard = async (condition) => { for (let i = 0; i < 250 && !condition(); i++) await turn(); return condition(); };
const pause = () => new Promise((done) => setTimeout(done, 400));
const signal = (name = "SIGINT") => process.kill(process.pid, name);
const kernelPath = ${JSON.stringify(join("/", "tslab", "dist", "jupyter.js"))};
const fakeKernel = () => { require.cache[kernelPath] = { exports: { lastWriteDisplayData: () => {} } }; };
`;

function inProcess(body: string): { lines: string[]; signal: string | null; status: number | null } {
  const child = spawnSync(process.execPath, ["--import", "tsx", "-e", `${prelude}(async () => {${body}})();`], {
    encoding: "utf8",
    cwd: join(__dirname, "../../.."),
  });
  assert.equal(child.stderr.replace(/^npm warn.*\n/gm, ""), "");
  return { lines: child.stdout.trim().split("\n"), signal: child.signal, status: child.status };
}

test("the first SIGINT sets requested and the process lives on; disposal puts the default back", () => {
  const { lines, signal } = inProcess(`
    const interrupt = watchInterrupt(); console.log(interrupt.requested); signal(); await heard(() => interrupt.requested);
    console.log(interrupt.requested); interrupt.dispose(); interrupt.dispose();
    console.log(process.listenerCount("SIGINT")); signal(); await turn();`);
  assert.deepEqual(lines, ["false", "true", "0"]);
  assert.equal(signal, "SIGINT");
});

test("a second SIGINT ends the process", () => {
  const { signal } = inProcess(
    `const interrupt = watchInterrupt(); signal(); await heard(() => interrupt.requested); await pause(); signal(); await heard(() => false);`,
  );
  assert.equal(signal, "SIGINT");
});

test("others hear the first SIGINT, unless it is held back; the second one reaches them", () => {
  const body = (passOn: boolean): string => `
    let others = 0; process.on("SIGINT", () => others++);
    const interrupt = watchInterrupt({ passOn: ${passOn} });
    signal(); await heard(() => interrupt.requested); await pause(); console.log(others);
    signal(); console.log(await heard(() => others === ${passOn ? 2 : 1})); interrupt.dispose();
    console.log(process.listenerCount("SIGINT"));`;
  assert.deepEqual(inProcess(body(true)).lines, ["1", "true", "1"]);
  assert.deepEqual(inProcess(body(false)).lines, ["0", "true", "1"]);
});

test("a watcher made in the first part of a notebook cell does not let SIGINT end the kernel", () => {
  const { lines, status } = inProcess(`
    fakeKernel(); let kernel = 0; process.on("SIGINT", () => kernel++);
    globalThis.watch = watchInterrupt;
    require("node:vm").runInThisContext("globalThis.interrupt = globalThis.watch({ passOn: false })", { breakOnSigint: true });
    await turn(); signal(); await heard(() => interrupt.requested); console.log(interrupt.requested, kernel);
    interrupt.dispose(); await turn(); signal(); console.log(await heard(() => kernel === 1), process.listenerCount("SIGINT"));`);
  assert.deepEqual(lines, ["true 0", "true 1"]);
  assert.equal(status, 0);
});

test("a watcher disposed of before it began leaves nothing behind", () => {
  assert.deepEqual(
    inProcess(
      `fakeKernel(); watchInterrupt().dispose(); await turn(); await turn(); console.log(process.listenerCount("SIGINT"));`,
    ).lines,
    ["0"],
  );
});

test("kill and a closing terminal are heard as Ctrl-C is; one signal that comes twice counts once", () => {
  for (const name of ["SIGTERM", "SIGHUP", "SIGINT"]) {
    const { lines, status } = inProcess(`
      const interrupt = watchInterrupt(); signal("${name}"); await heard(() => interrupt.requested);
      signal("${name}"); await turn(); console.log(interrupt.requested); interrupt.dispose();`);
    assert.deepEqual([lines, status], [["true"], 0], name);
  }
});

test("a kernel that is asked to end saves first and then ends", () => {
  const { lines, signal } = inProcess(`
    fakeKernel(); const interrupt = watchInterrupt({ passOn: false }); await turn();
    signal("SIGTERM"); await heard(() => interrupt.requested); console.log("saved"); interrupt.dispose(); await pause();
    console.log("still here");`);
  assert.deepEqual([lines, signal], [["saved"], "SIGTERM"]);
});
