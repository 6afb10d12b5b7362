// Starts other programs: quietly, with the output kept in a log file, or in the foreground with the terminal handed over.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, relative } from "node:path";
import { causeIn, SetupError } from "./errors.mjs";

/**
 * Runs a program to its end, output into `log`. Throws a SetupError with the cause and the log's place if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ what: string, log: string, root: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the last 20 kB of its output
 */
export async function runLogged(command, args, { what, log, root, env = process.env }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.on("error", () => {});
  let output = "";
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const collect = (/** @type {Buffer} */ chunk) => {
      file.write(chunk);
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => {
      output += error.message;
      resolve(-1);
    });
    child.on("close", resolve);
  });
  file.end();
  if (code === 0) return output;
  const tail = output
    .trimEnd()
    .split("\n")
    .slice(-8)
    .map((line) => `    ${line}`)
    .join("\n");
  throw new SetupError(
    `${what}: could not be installed. ${causeIn(output) || "Mend the cause below and run the same command again."}\n` +
      `${tail}\n    (all of it: ${relative(root, log)})`,
  );
}

/**
 * Runs a Node program in the foreground. Ctrl-C reaches it through the terminal; this process waits for its end.
 * @param {string[]} args of node
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export async function runForeground(args, { cwd, env = process.env }) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: "inherit" });
  const stay = () => {};
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on("SIGINT", stay).on("SIGTERM", pass).on("SIGHUP", pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) =>
        resolve(code ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 1)),
      );
    });
  } finally {
    process.off("SIGINT", stay).off("SIGTERM", pass).off("SIGHUP", pass);
  }
}
