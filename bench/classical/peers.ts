// OpenCV and scikit-image, from the pins in requirements.txt.
import { join } from "node:path";
import type { Peers } from "../peers";

export const classicalPeers: Peers = {
  subject: "classical",
  names: "OpenCV and scikit-image",
  choosy: "NumPy and SciPy",
  cost: "about 137 MB of downloads, 0.5 GB on the disk",
  takes: "a minute",
  folder: "bench-peers-classical",
  requirements: join(__dirname, "requirements.txt"),
};
