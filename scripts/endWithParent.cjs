// `node --require endWithParent.cjs PROGRAM` ends the program when the process that started it has gone, however that went: first
// with SIGTERM, on which it can still put its things in order, after seven seconds with SIGKILL. For kernels, whose Jupyter may be
// killed, and for the commands behind `npm run`. A thread looks, so that a long computation does not keep it from being noticed.
"use strict";
const { isMainThread, Worker } = require("node:worker_threads");

const look = `
const { readFileSync } = require("fs");
const stat = (pid) => {
  try {
    const text = readFileSync("/proc/" + pid + "/stat", "utf8");
    const end = text.lastIndexOf(")");
    return { name: text.slice(text.indexOf("(") + 1, end), parent: Number(text.slice(end + 4).split(" ")[0]) };
  } catch {
    return { name: "", parent: 0 };
  }
};
const parent = Number(process.env.LAB_PARENT);
// npm starts a shell that starts this: where npm is killed, the shell stays.
const { name, parent: above } = stat(parent);
const shell = process.env.npm_lifecycle_event !== undefined && /^(da|ba|z)?sh$/.test(name);
// Whoever had gone before the first look left this to the first of all processes, or to the one that takes orphans in.
const starter = shell ? above : parent;
const orphan = (starter === 1 && !/^(npm|node|pnpm|yarn|bun)/.test(stat(1).name || "node")) || stat(starter).name === "systemd";
// Jupyter tells a kernel its own number: where it had gone before the first look, whoever took the kernel in is no parent.
const jupyter = Number(process.env.LAB_JUPYTER);
const hasEnded = (pid) => {
  try { return !process.kill(pid, 0); } catch (error) { return error.code === "ESRCH"; }
};
const gone = () => {
  if (orphan || (jupyter > 0 && hasEnded(jupyter))) return true;
  if (process.platform !== "win32") return process.ppid !== parent || (shell && stat(parent).parent !== above);
  return hasEnded(parent);
};
let asked = 0;
setInterval(() => {
  if (asked === 0 && !gone()) return;
  if (asked === 0) process.kill(process.pid, "SIGTERM");
  if (++asked > 14) process.kill(process.pid, "SIGKILL");
}, 500);
`;

if (isMainThread) {
  const isKernel = process.argv.includes("--config-path");
  // On Windows Jupyter hands over a handle in place of the number.
  const jupyter = isKernel && process.platform !== "win32" ? process.env.JPY_PARENT_PID : undefined;
  const env = { ...process.env, LAB_PARENT: String(process.ppid), LAB_JUPYTER: jupyter ?? "0" };
  new Worker(look, { eval: true, execArgv: [], env, stdout: false, stderr: false }).unref();
}
