// "ours": this project's classical methods, in this one process and on its one thread; with the argument "all cores" as
// npx inpaint fills a large picture, clusters of holes in workers.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { classicalMethods } from "../../../src/classical";
import { firstImages, type ImageBatch } from "../../../src/images/batch";
import { fillHolesInWorkers } from "../../../src/node/workers/fillHolesInWorkers";
import { serve } from "../../serve";
import { readWorkload } from "../prepare";
import type { ReplyOf, Request } from "../protocol";

const onAllCores = process.argv[2] === "all cores";

let folder = "";
let held: { name: string; images: ImageBatch; knownMask: ImageBatch } | null = null;

function load(name: string): { images: ImageBatch; knownMask: ImageBatch } {
  if (held?.name !== name) {
    held = null; // room for the next one
    held = { name, ...readWorkload(folder, name) };
  }
  return held;
}

void serve<Request, ReplyOf>({
  setup(request) {
    folder = request.folder;
    return {
      version: `Node ${process.versions.node}, ours, ${onAllCores ? "all cores" : "one thread"}`,
      methods: Object.keys(classicalMethods),
    };
  },
  async fill({ workload, method, images: count, atLeastSeconds, output }) {
    const { fill } = classicalMethods[method];
    const all = load(workload);
    const images = firstImages(all.images, count);
    const knownMask = firstImages(all.knownMask, count);
    let fills = 0;
    let seconds = 0;
    let filled: ImageBatch;
    const start = performance.now();
    do {
      filled = onAllCores ? await fillHolesInWorkers(method, images, knownMask) : fill(images, knownMask);
      fills++;
      seconds = (performance.now() - start) / 1000;
    } while (seconds < atLeastSeconds);
    if (output !== undefined) writeFileSync(join(folder, output), filled.data);
    return { seconds: seconds / fills };
  },
});
