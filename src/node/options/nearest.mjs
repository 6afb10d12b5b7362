// The name that a mistyped one was most likely meant to be.

/**
 * The candidate with the smallest edit distance (insert, delete, replace, exchange two neighbours; Damerau 1964), where that
 * is small beside the word's length; else one that begins with the word; else null. Capitals, hyphens and underscores make no
 * difference.
 * @param {string} word
 * @param {readonly string[]} candidates
 * @returns {string | null}
 */
export function nearest(word, candidates) {
  const typed = plain(word);
  const most = typed.length <= 4 ? 1 : typed.length <= 7 ? 2 : 3;
  /** @type {string | null} */
  let best = null;
  let least = most + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed, plain(candidate));
    if (distance < least && distance < Math.max(2, candidate.length)) [best, least] = [candidate, distance];
  }
  if (best !== null || typed.length < 4) return best;
  return candidates.find((candidate) => plain(candidate).startsWith(typed)) ?? null;
}

/** " Did you mean telea?" or "". @param {string} word @param {readonly string[]} candidates */
export function didYouMean(word, candidates) {
  const near = nearest(word, candidates);
  return near === null ? "" : ` Did you mean ${near}?`;
}

/** @param {string} word */
function plain(word) {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}

/** @param {string} a @param {string} b */
function editDistance(a, b) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : replaced;
      rows[i].push(Math.min(replaced, exchanged, rows[i - 1][j] + 1, rows[i][j - 1] + 1));
    }
  }
  return rows[a.length][b.length];
}
