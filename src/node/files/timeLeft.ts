// How long the rest of a row of pictures will take, from those so far.

/** Pictures and seconds before which an estimate says little. */
const fewPictures = 3;
const fewSeconds = 5;

/** "about 4 min left", or "" where there is too little to go by, or the rest takes a few seconds. */
export function timeLeft(done: number, count: number, seconds: number): string {
  if (done < fewPictures || seconds < fewSeconds) return "";
  const left = (seconds / done) * (count - done);
  if (left < fewSeconds) return "";
  if (left < 90) return `about ${Math.round(left / 5) * 5} s left`;
  const minutes = Math.round(left / 60);
  return minutes < 90 ? `about ${minutes} min left` : `about ${(left / 3600).toFixed(1)} h left`;
}
