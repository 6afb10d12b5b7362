// Where the command inpaint speaks to: a terminal and the system's viewer, or whoever tests it.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import type { ByteSink } from "./streams";

export interface Surroundings {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly open: (path: string) => void | Promise<void>;
  /** Standard output, for the bytes of a picture; default: the process's. */
  readonly output?: ByteSink;
  /** Where recorded runs lie; default: the project's. */
  readonly recordedRuns?: string;
}

export const terminal: Surroundings = {
  say: (line) => console.log(line),
  warn: (line) => console.error(line),
  open: openInViewer,
};

/** Resolves once the viewer runs, or cannot be started, which is said. */
function openInViewer(path: string): Promise<void> {
  const [program, ...first] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["explorer"] : ["xdg-open"];
  const viewer = spawn(program, [...first, resolve(path)], { detached: true, stdio: "ignore" });
  viewer.unref();
  return new Promise((done) => {
    viewer.once("spawn", done).once("error", () => {
      console.error(`Expected ${program} to open ${path}, but it could not be started. Open the file yourself.`);
      done();
    });
  });
}
