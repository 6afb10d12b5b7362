// `node --require endWithParent.cjs PROGRAM` ends the program when the process that started it has gone, however that went: first
// with SIGTERM, on which it can still put its things in order, after seven seconds with SIGKILL. For kernels, whose Jupyter may be
// killed, and for the commands behind `npm run`. A thread looks, so that a long computation does not keep it from being noticed.
"use strict";
const { isMainThread, Worker } = require("node:worker_threads");

const look = `
const parent = Number(process.env.LAB_PARENT);
const gone = () => {
  if (process.platform !== "win32") return process.ppid !== parent;
  try { return !process.kill(parent, 0); } catch (error) { return error.code === "ESRCH"; }
};
let asked = 0;
setInterval(() => {
  if (asked === 0 && !gone()) return;
  if (asked === 0) process.kill(process.pid, "SIGTERM");
  if (++asked > 14) process.kill(process.pid, "SIGKILL");
}, 500);
`;

if (isMainThread) {
  const env = { ...process.env, LAB_PARENT: String(process.ppid) };
  new Worker(look, { eval: true, execArgv: [], env, stdout: false, stderr: false }).unref();
}
