// A copy of the project in which a source is changed and tests are run; what is not changed is linked.
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../src/node/paths";
import { mutate, type Mutant } from "./mutants";

const copied: readonly string[] = ["src", "test", "package.json", "tsconfig.json"];

export class Lane {
  private readonly root = mkdtempSync(join(tmpdir(), "lab-mutants-"));

  constructor() {
    for (const name of readdirSync(projectRoot).filter((one) => one !== ".git" && one !== ".cache")) {
      if (copied.includes(name)) cpSync(join(projectRoot, name), join(this.root, name), { recursive: true });
      else symlinkSync(join(projectRoot, name), join(this.root, name));
    }
  }

  /** Runs the tests with the change, and resolves to what became of it. */
  async run(mutant: Mutant | null, tests: readonly string[], seconds: number): Promise<"passed" | "failed" | "late"> {
    if (mutant === null) return this.runTests(tests, seconds);
    const path = join(this.root, mutant.file);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, mutate(text, mutant));
    try {
      return await this.runTests(tests, seconds);
    } finally {
      writeFileSync(path, text);
    }
  }

  private runTests(tests: readonly string[], seconds: number): Promise<"passed" | "failed" | "late"> {
    const all = join(this.root, "test/mutation/all.test.ts");
    writeFileSync(all, tests.map((file) => `import ${JSON.stringify(join(this.root, file))};\n`).join(""));
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ["--import", "tsx", "--test-reporter=tap", all], {
        cwd: this.root,
        detached: true,
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, LAB_NO_DOWNLOAD: "1", TF_CPP_MIN_LOG_LEVEL: "2", NODE_TEST_CONTEXT: undefined },
      });
      const end = (result: "passed" | "failed" | "late"): void => {
        clearTimeout(timer);
        try {
          process.kill(-(child.pid as number), "SIGKILL");
        } catch {
          // Its whole group has ended.
        }
        resolve(result);
      };
      const timer = setTimeout(() => end("late"), 1000 * seconds);
      // The first failed test decides; tests of a describe or a file are indented.
      child.stdout.on("data", (chunk: Buffer) => {
        if (/^\s*not ok /m.test(chunk.toString())) end("failed");
      });
      child.on("error", reject);
      child.on("exit", (code) => end(code === 0 ? "passed" : "failed"));
    });
  }

  remove(): void {
    if (existsSync(this.root)) rmSync(this.root, { recursive: true, force: true });
  }
}
