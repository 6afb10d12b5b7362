// The first thing that runs: `node scripts/run.mjs <reproduce|lab|test|bench|setup> [options]`, what the npm scripts call.
// It only checks the version of Node, in syntax that old versions can read; everything newer is loaded after that.
import { nodeProblem } from "./nodeVersion.mjs";

var problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import("./main.mjs")
    .then(function (main) {
      return main.runMain(process.argv.slice(2));
    })
    .then(function (code) {
      process.exitCode = code;
    });
}
