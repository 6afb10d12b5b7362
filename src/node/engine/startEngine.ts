// Chooses the TensorFlow.js backend when a command or notebook first needs one: the native engine where it can be had,
// WebAssembly for prediction without it, JavaScript for training without it (WebAssembly lacks the gradient of
// a convolution). LAB_ENGINE=none leaves the native engine aside, LAB_ENGINE=cpu WebAssembly too.
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, sep } from "node:path";
import * as tf from "../../tensorflow";
import { engineInstalled, engineIsRefused, installEngine, recentEngineFailure } from "./installEngine";
import { silenceFirstUseNotice } from "./quietBackends";
import { registerTensorflow } from "./registerTensorflow";

/** The backend that runs. */
export interface Engine {
  readonly backend: "tensorflow" | "wasm" | "cpu";
  /** Compiled TensorFlow, as opposed to WebAssembly or JavaScript. */
  readonly native: boolean;
  readonly tensorflowVersion: string | null;
  /** Threads that one operation may use. */
  readonly threads: number;
  /** A sentence if this is not the native engine, else null. */
  readonly note: string | null;
}

export interface StartEngineOptions {
  /** "training" installs the native engine if it is missing; "prediction" (default) takes what is there. */
  readonly purpose?: "training" | "prediction";
  /** Print nothing; default false. */
  readonly quiet?: boolean;
}

let native: Engine | null = null;

/** Selects and starts the best backend for the purpose; cheap when it already runs. */
export async function startEngine({ purpose = "prediction", quiet = false }: StartEngineOptions = {}): Promise<Engine> {
  silenceFirstUseNotice();
  if (native && !engineIsRefused()) {
    await tf.setBackend("tensorflow");
    return native;
  }
  const say = (line: string): void => {
    if (!quiet) console.log(line);
  };
  const problem = await prepareNative(purpose, say);
  if (problem === null) {
    const { tensorflowVersion } = registerTensorflow();
    await tf.setBackend("tensorflow");
    native = { backend: "tensorflow", native: true, tensorflowVersion, threads: tensorflowThreads(), note: null };
    return native;
  }
  const engine = await startJavaScript(purpose, problem);
  if (purpose === "training" && engine.note) say(engine.note);
  return engine;
}

/** null if the native engine is installed; else why not. */
async function prepareNative(purpose: "training" | "prediction", say: (line: string) => void): Promise<string | null> {
  if (engineInstalled()) return null;
  if (engineIsRefused()) return `LAB_ENGINE=${process.env.LAB_ENGINE} is set`;
  if (purpose === "prediction") return "the native engine is not installed";
  const recent = recentEngineFailure();
  if (recent) return recent;
  say("Installing the TensorFlow engine (once, a few minutes):");
  const { installed, message } = await installEngine({ report: (line) => say(`  ${line}`) });
  say(`  ${message}`);
  return installed ? null : message;
}

async function startJavaScript(purpose: "training" | "prediction", problem: string): Promise<Engine> {
  if (purpose === "prediction" && process.env.LAB_ENGINE !== "cpu" && (await startWasm())) {
    return {
      backend: "wasm",
      native: false,
      tensorflowVersion: null,
      threads: 1,
      note: `Predicting with WebAssembly: ${problem}.`,
    };
  }
  await tf.setBackend("cpu");
  const doing =
    purpose === "training"
      ? "Training in plain JavaScript, about a hundred times slower"
      : "Predicting in plain JavaScript";
  return { backend: "cpu", native: false, tensorflowVersion: null, threads: 1, note: `${doing}: ${problem}.` };
}

/** WebAssembly under Node runs on one thread (a limit of TensorFlow.js). False if it does not start. */
async function startWasm(): Promise<boolean> {
  try {
    const wasm = await import("@tensorflow/tfjs-backend-wasm");
    const main = createRequire(__filename).resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm");
    wasm.setWasmPaths(`${dirname(main)}${sep}`);
    return await tf.setBackend("wasm");
  } catch {
    return false;
  }
}

/** TensorFlow's own rule, which is left alone: TF_NUM_INTRAOP_THREADS, else every core it may use. */
function tensorflowThreads(): number {
  return Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism();
}
