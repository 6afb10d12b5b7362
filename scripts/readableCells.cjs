// `node --require readableCells.cjs tslab kernel`: cells print the library's errors as sentences (src/node/jupyter/readableCells.ts).
// Where nothing is compiled yet, the kernel runs as tslab made it.
"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const compiled = join(__dirname, "../dist/node/jupyter/readableCells.js");
// Workers and programs that the kernel starts are given the same options of Node.
const isKernel = isMainThread && process.argv[2] === "kernel";
if (isKernel && existsSync(compiled)) require(compiled).makeCellsReadable(require("tslab/dist/executor"));
