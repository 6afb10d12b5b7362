#!/usr/bin/env node
// What `npx inpaint` starts, in a clone that is set up and where the packed file is installed. Like run.mjs it first checks the
// version of Node, in syntax that old versions can read.
import { nodeProblem } from "./nodeVersion.mjs";

var problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import("./startInpaint.mjs").then(function (start) {
    return start.startInpaint(process.argv.slice(2));
  });
}
