// `node --require readableCells.cjs tslab kernel`: cells print the library's errors as sentences (src/node/jupyter/readableCells.ts).
// Where nothing is compiled yet, the kernel runs as tslab made it.
"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const compiled = join(__dirname, "../dist/node/jupyter/readableCells.js");
if (existsSync(compiled)) require(compiled).makeCellsReadable(require("tslab/dist/executor"));
