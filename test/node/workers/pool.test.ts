import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { withWorkers, workerCount, type WorkerFile } from "../../../src/node/workers/pool";
import type { OddFunctions } from "./oddWorker";

const odd: WorkerFile<OddFunctions> = { path: require.resolve("./oddWorker") };

/** How many threads were started since, and how many of them have ended. */
async function watchThreads(context: TestContext): Promise<{ started: number; ended: number }> {
  await wait(0);
  const seen = { started: 0, ended: 0 };
  const onWorker = (worker: Worker): void => {
    seen.started++;
    worker.on("exit", () => seen.ended++);
  };
  process.on("worker", onWorker);
  context.after(() => process.off("worker", onWorker));
  return seen;
}

test("importing what uses workers starts none", async (context) => {
  const threads = await watchThreads(context);
  require("../../../src/node/workers/fillInWorkers");
  await wait(0);
  assert.equal(threads.started, 0);
});

test("calls are answered, by no more threads than asked for, which have ended afterwards", async (context) => {
  const threads = await watchThreads(context);
  const answers = await withWorkers(odd, { workers: 2 }, (pool) => {
    assert.equal(pool.workers, 2);
    return Promise.all([1, 2, 3, 4, 5].map((value) => pool.call("double", Float32Array.of(value, 0.5))));
  });
  assert.deepEqual(
    answers,
    [1, 2, 3, 4, 5].map((value) => Float32Array.of(2 * value, 1)),
  );
  assert.deepEqual(threads, { started: 2, ended: 2 });
});

test("without a call no thread is started", async (context) => {
  const threads = await watchThreads(context);
  assert.equal(await withWorkers(odd, { workers: 3 }, async () => 7), 7);
  await wait(0);
  assert.equal(threads.started, 0);
});

test("an error keeps its sentence, ends threads that are busy, and closes the pool", async (context) => {
  const threads = await watchThreads(context);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  let after: (() => Promise<unknown>) | undefined;
  const run = withWorkers(odd, { workers: 2 }, async (pool) => {
    after = () => pool.call("double", Float32Array.of(1));
    const busy = pool.call("countForever", counter);
    while (Atomics.load(counter, 0) === 0) await wait(1);
    await Promise.all([busy, pool.call("fail", "Expected apples, but received pears. Buy apples.")]);
  });
  await assert.rejects(run, { message: "Expected apples, but received pears. Buy apples." });
  assert.deepEqual(threads, { started: 2, ended: 2 });
  const count = counter[0];
  await wait(30);
  assert.equal(counter[0], count, "the thread still counts");
  await assert.rejects(after!(), /Expected calls while withWorkers runs, but its workers have ended/);
});

test("an abort signal ends the threads and rejects with its reason; one that came before starts none", async (context) => {
  const threads = await watchThreads(context);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const stop = new AbortController();
  const run = withWorkers(odd, { workers: 1, signal: stop.signal }, (pool) => pool.call("countForever", counter));
  while (Atomics.load(counter, 0) === 0) await wait(1);
  stop.abort(new Error("Enough."));
  await assert.rejects(run, { message: "Enough." });
  assert.deepEqual(threads, { started: 1, ended: 1 });
  await assert.rejects(
    withWorkers(odd, { signal: stop.signal }, async () => assert.fail("was run")),
    { message: "Enough." },
  );
});

test("a worker that breaks down is an error that says so", async () => {
  const message =
    /^Expected every worker to finish its work, but one broke down: it ended its thread\. Try fewer workers/;
  await assert.rejects(
    withWorkers(odd, { workers: 1 }, (pool) => pool.call("leave")),
    { message },
  );
  const twice = withWorkers(odd, { workers: 2 }, (pool) => Promise.all([pool.call("leave"), pool.call("leave")]));
  await assert.rejects(twice, { message });
  const missing: WorkerFile<OddFunctions> = { path: `${__dirname}/missing.js` };
  await assert.rejects(
    withWorkers(missing, { workers: 1 }, (pool) => pool.call("leave")),
    /one broke down: Cannot find module/,
  );
});

test("a worker that breaks down while idle does not keep the pool from ending", async () => {
  const value = await withWorkers(odd, { workers: 1 }, async (pool) => {
    await pool.call("leaveLater");
    await wait(200);
    return 5;
  });
  assert.equal(value, 5);
});

test("the number of workers: one per core, or what is asked for", () => {
  assert.ok(workerCount() >= 1);
  assert.equal(workerCount(3), 3);
  for (const workers of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(
      () => workerCount(workers),
      new RegExp(`workers to be a whole number from 1 up, but received ${workers}\\.`),
    );
  }
});

test("shares of the work are heard while it goes on, no more than ten a second; call() hears none", async () => {
  const heard = async (pause: number): Promise<number[]> => {
    const shares: number[] = [];
    await withWorkers(odd, { workers: 1 }, async (pool) => {
      assert.equal(await pool.callWithProgress((share) => shares.push(share), "quarters", pause), "done");
      assert.equal(await pool.call("quarters", pause), "done");
    });
    return shares;
  };
  assert.deepEqual(await heard(120), [0, 0.25, 0.5, 0.75, 1]);
  assert.ok((await heard(1)).length <= 1);
});
