import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { engineInstalled } from "../../../src/node/engine/installEngine";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { checkNotRun } from "../../support/inputs";

interface Answer {
  readonly before: string;
  readonly engine: Engine;
  readonly losses: number[];
  readonly loadedNative: boolean;
}

/** Starts an engine in a process of its own and does something with it. */
function inProcess(purpose: string, env: NodeJS.ProcessEnv): { answer: Answer; stdout: string; stderr: string } {
  const program = join(__dirname, "engineProgram.ts");
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", program, purpose], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  assert.equal(status, 0, stderr);
  const lines = stdout.trim().split("\n");
  return { answer: JSON.parse(lines.pop() ?? "") as Answer, stdout: lines.join("\n"), stderr };
}

test("where no rung works, training goes on in JavaScript and says so once", () => {
  const { answer, stdout, stderr } = inProcess("training", { LAB_ENGINE: "none" });
  assert.equal(answer.engine.backend, "cpu");
  assert.equal(
    answer.engine.note,
    "Training in plain JavaScript, about a hundred times slower: LAB_ENGINE=none is set.",
  );
  assert.equal(stdout, answer.engine.note);
  assert.equal(answer.loadedNative, false);
  assert.ok(answer.losses[1] < answer.losses[0], "it learns");
  assert.doesNotMatch(stderr, /looks like you are running TensorFlow.js/);
});

test("and prediction goes on with WebAssembly, silently", () => {
  const { answer, stdout, stderr } = inProcess("prediction", { LAB_ENGINE: "none" });
  assert.equal(answer.engine.backend, "wasm");
  assert.equal(answer.engine.note, "Predicting with WebAssembly: LAB_ENGINE=none is set.");
  assert.equal(stdout, "");
  assert.doesNotMatch(stderr, /looks like you are running TensorFlow.js/);
  assert.equal(inProcess("prediction", { LAB_ENGINE: "cpu" }).answer.engine.backend, "cpu");
});

test("the native engine is used where it is installed, with TensorFlow's own number of threads", async () => {
  if (!engineInstalled()) return checkNotRun("starting the native engine: it is not installed");
  const { answer } = inProcess("training", { TF_NUM_INTRAOP_THREADS: "1" });
  assert.deepEqual(
    { ...answer.engine, tensorflowVersion: "" },
    { backend: "tensorflow", native: true, tensorflowVersion: "", threads: 1, note: null },
  );
  assert.match(answer.engine.tensorflowVersion ?? "", /^2\./);
  assert.ok(answer.losses[1] < answer.losses[0]);
  assert.equal((await startEngine()).backend, "tensorflow");
  assert.equal(await startEngine(), await startEngine({ purpose: "training" }), "a second start is the same engine");
});
