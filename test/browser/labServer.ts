// `npm run lab`, started as a person does, on a free port, with Jupyter's own files in a folder that goes again.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { projectRoot } from "../../src/node/paths";

export interface Lab {
  /** Such as http://127.0.0.1:9000 */
  readonly origin: string;
  readonly token: string;
  /** Ends every kernel; their notebooks stay open. */
  stopKernels(): Promise<void>;
  /** Ends everything; resolves to the programs that did not end when asked and were killed. */
  stop(): Promise<string[]>;
}

/** Starts it; resolves when the address is printed, throws with what was printed when none came within ten minutes. */
export async function startLab(env: NodeJS.ProcessEnv): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), "inpainting-lab-jupyter-"));
  const { npmCommand } = await import("../../scripts/stages/packages.mjs");
  const [command, ...first] = npmCommand();
  const child = spawn(command, [...first, "run", "lab", "--", "--no-browser", "--port", String(await freePort())], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...jupyterFolders(folder), ...env },
  });
  // Also where this process breaks off: asked in that way, Jupyter ends its kernels.
  const breakOff = (): void => programs(child.pid ?? 0).forEach((program) => signal(program, "SIGTERM"));
  process.once("exit", breakOff);
  let printed = "";
  const read = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const address = /(http:\/\/127\.0\.0\.1:\d+)\S*[?&]token=(\w+)/;
  const stop = async (): Promise<string[]> => {
    const [, origin, token] = address.exec(printed) ?? [];
    const left = await endAll(child.pid ?? 0, () => (origin ? ask(origin, token, "POST", "/api/shutdown") : undefined));
    process.off("exit", breakOff);
    rmSync(folder, { recursive: true, force: true });
    return left;
  };
  if (!(await within(600, () => address.test(printed) || child.exitCode !== null)) || child.exitCode !== null) {
    await stop();
    throw new Error(`Expected npm run lab to print its address, but it printed:\n${printed}`);
  }
  const [, origin, token] = address.exec(printed)!;
  const stopKernels = async (): Promise<void> => {
    const sessions = (await (await ask(origin, token, "GET", "/api/sessions")).json()) as { id: string }[];
    for (const { id } of sessions) await ask(origin, token, "DELETE", `/api/sessions/${id}`);
  };
  return { origin, token, stopKernels, stop };
}

/** Where Jupyter keeps trust, window layout and settings: not in the person's own folders. */
function jupyterFolders(folder: string): NodeJS.ProcessEnv {
  const names = ["JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTERLAB_SETTINGS_DIR"];
  return Object.fromEntries(names.map((name) => [name, join(folder, name.toLowerCase())]));
}

function ask(origin: string, token: string, method: string, path: string): Promise<Response> {
  return fetch(origin + path, { method, headers: { authorization: `token ${token}` } });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Asks, waits, kills what is left: kernels have process groups of their own and outlive a server that is killed. */
async function endAll(root: number, shutDown: () => Promise<unknown> | undefined): Promise<string[]> {
  const mine = programs(root);
  await shutDown()?.catch(() => {});
  const left = (): Program[] => {
    const alive = new Map(listPrograms().map((program) => [program.pid, program.command]));
    return mine.filter(({ pid, command }) => alive.get(pid) === command);
  };
  await within(120, () => left().length === 0);
  return left().map((program) => {
    signal(program, "SIGKILL");
    return program.command;
  });
}

interface Program {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The program and all that it started, directly or not. */
function programs(root: number): Program[] {
  const all = listPrograms();
  const below = (pid: number): Program[] =>
    all.filter(({ parent }) => parent === pid).flatMap((program) => [program, ...below(program.pid)]);
  return [...all.filter(({ pid }) => pid === root), ...below(root)];
}

function signal({ pid }: Program, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

function listPrograms(): Program[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8", maxBuffer: 1e8 });
  return [...(stdout ?? "").matchAll(/^\s*(\d+)\s+(\d+)\s+([^Z\s]\S*)\s+(.*)$/gm)].map(
    ([, pid, parent, , command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command,
    }),
  );
}

/** Whether it became true within so many seconds. */
async function within(seconds: number, isTrue: () => boolean): Promise<boolean> {
  const end = Date.now() + 1000 * seconds;
  while (!isTrue()) {
    if (Date.now() > end) return false;
    await pause(200);
  }
  return true;
}
