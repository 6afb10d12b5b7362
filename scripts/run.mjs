// The first thing that runs: `node scripts/run.mjs <reproduce|lab|test|bench|setup> [options]`, what the npm scripts call.
// It only checks the version of Node, in syntax that old versions can read; everything newer is loaded after that.
import { nodeProblem } from "./nodeVersion.mjs";

var problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // npm waits for what it runs: where it is gone, it was killed. Another parent may go and leave this running on purpose.
  if (process.env.npm_lifecycle_event) import("./endWithParent.cjs");
  // A terminal that has closed takes no more lines; the work goes on to its end.
  process.stdout.on("error", function () {});
  process.stderr.on("error", function () {});
  import("./main.mjs")
    .then(function (main) {
      return main.runMain(process.argv.slice(2));
    })
    .then(function (code) {
      process.exitCode = code;
    });
}
