// Small pictures in place of held-out photographs, of the two orientations by turns.
import type { WholePhotographs } from "../../src/datasets/photographs";
import { randomStream } from "../../src/random";
import { randomImages } from "../metrics/samples";

export function samplePhotographs(count: number): WholePhotographs {
  const images = Array.from({ length: count }, (_, i) =>
    randomImages(i % 2 === 0 ? [1, 60, 80, 3] : [1, 80, 60, 3], randomStream(1, "sample photographs", i)),
  );
  return { title: "small pictures", fingerprint: `small pictures ${count}`, images };
}
