// Candidates stand in for what an image hides, place by place: they have its height, width and channels.
import type { ImageBatch } from "../images/batch";

/** Throws where candidates [M,H,W,C] have another size than the images [N,H,W,C], and where there are none. */
export function checkCandidates(images: ImageBatch, candidates: ImageBatch): void {
  if ([1, 2, 3].some((axis) => images.shape[axis] !== candidates.shape[axis])) {
    throw new Error(
      `Expected candidates of ${images.shape.slice(1).join("×")} values like the images, but received ` +
        `${candidates.shape.slice(1).join("×")}. Bring them to one size.`,
    );
  }
  if (candidates.shape[0] > 0) return;
  throw new Error("Expected at least one candidate to fill from, but received none. Give images without holes.");
}
