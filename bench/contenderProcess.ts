// A contender as seen by the harness: a running program, one request at a time. It ends when its input closes, and is ended
// with the harness.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { readReply, type AnswersTo, type AnyRequest } from "./protocol";

/** A program that speaks the protocol. */
export interface Program {
  /** As tables and messages name it. */
  readonly name: string;
  readonly language: "node" | "python";
  /** The file to run. */
  readonly program: string;
  readonly args: readonly string[];
}

/** The contender cannot run on this machine for want of something; not a fault of the measurement. */
export class MissingError extends Error {}

export interface Asking<Request extends AnyRequest, Answers extends AnswersTo<Request>> {
  readonly name: string;
  ask<R extends Request>(request: R): Promise<Answers[R["do"]]>;
  /** Resolves when the process is gone. */
  end(): Promise<void>;
}

export interface StartOptions {
  /** The Python of the peers' environment; null where it is not installed. */
  readonly python: string | null;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** How to kill each program that runs; one listener for all of them. */
const running = new Set<() => void>();
process.once("exit", () => running.forEach((kill) => kill()));

export class ContenderProcess<Request extends AnyRequest, Answers extends AnswersTo<Request>> implements Asking<
  Request,
  Answers
> {
  readonly name: string;
  private readonly child: ChildProcessWithoutNullStreams;
  private words = "";
  private waiting: { resolve: (reply: object) => void; reject: (error: Error) => void } | null = null;
  private ended: Error | null = null;

  constructor({ name, language, program, args }: Program, { python, cwd, env }: StartOptions) {
    this.name = name;
    if (language === "python" && python === null) throw new MissingError("the peers are not installed");
    const [command, first] = language === "node" ? [process.execPath, ["--import", "tsx"]] : [python as string, ["-u"]];
    this.child = spawn(command, [...first, program, ...args], { cwd, env, windowsHide: true });
    running.add(this.kill);
    createInterface(this.child.stdout).on("line", (line) => this.hear(line));
    this.child.stderr.on("data", (chunk: Buffer) => {
      this.words = (this.words + chunk.toString()).slice(-20_000);
    });
    this.child.stdin.on("error", () => undefined); // the end of the program is reported by "close"
    this.child.on("error", (error) => this.finish(error));
    this.child.on("close", (code, signal) => {
      this.finish(new Error(`${this.name}: it ended (${signal ?? `code ${code}`}): ${this.lastWords()}`));
    });
  }

  ask<R extends Request>(request: R): Promise<Answers[R["do"]]> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.waiting = { resolve: resolve as (reply: object) => void, reject };
      this.child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  async end(): Promise<void> {
    if (this.ended) return;
    const gone = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin.end();
    const impatient = setTimeout(this.kill, 5_000);
    await gone;
    clearTimeout(impatient);
  }

  private readonly kill = (): void => {
    this.child.kill("SIGKILL");
  };

  private hear(line: string): void {
    const reply = readReply(line);
    const waiting = this.waiting;
    if (reply === null || waiting === null) {
      this.words += `${line}\n`;
      return;
    }
    this.waiting = null;
    if (reply.missing !== undefined) waiting.reject(new MissingError(reply.missing));
    else if (reply.error !== undefined) waiting.reject(new Error(`${this.name}: ${reply.error}`));
    else waiting.resolve(reply);
  }

  private finish(error: Error): void {
    running.delete(this.kill);
    this.ended ??= error;
    this.waiting?.reject(this.ended);
    this.waiting = null;
  }

  private lastWords(): string {
    return this.words.trim().split("\n").at(-1)?.trim().slice(0, 300) || "it said nothing";
  }
}
