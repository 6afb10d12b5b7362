// Keras and PyTorch, from the pins in requirements.txt; standIns.py and importTorch.py spare PyTorch its GPU libraries.
import { join } from "node:path";
import type { Peers } from "../peers";

const withoutGpu = "PyTorch without its GPU libraries";
const standIns = join(__dirname, "standIns.py");

export const trainingPeers: Peers = {
  subject: "training",
  names: "Keras and PyTorch",
  choosy: "TensorFlow and PyTorch",
  cost: "about 890 MB of downloads, 2.9 GB on the disk",
  takes: "a few minutes",
  folder: "bench-peers",
  requirements: join(__dirname, "requirements.txt"),
  finish: [
    { what: withoutGpu, program: standIns, log: "bench-stand-ins.log" },
    { what: withoutGpu, program: join(__dirname, "contenders/importTorch.py"), log: "bench-trial.log" },
  ],
  dependsOn: [standIns],
};
