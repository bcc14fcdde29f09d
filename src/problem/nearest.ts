/** "Did you mean …?": the candidate that is the fewest typing mistakes away. */

/**
 * Number of insertions, deletions, substitutions and exchanges of neighbours that turn `a` into `b`
 * (Damerau-Levenshtein distance, optimal string alignment), counted in characters, not code units.
 */
export function editDistance(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (exchanged) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length]!;
}

/**
 * The candidate nearest to `name`, or undefined when none is near: at most a third of the longer text may differ. A
 * candidate that contains the name (or is contained in it) counts as near too. Of equally near ones the first is taken.
 * @param key what is compared instead of the texts themselves, e.g. `fold` of src/function
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  key: (text: string) => string = (text) => text,
): string | undefined {
  const wanted = key(name);
  let best: string | undefined;
  let bestScore = 1 / 3;
  for (const candidate of candidates) {
    const text = key(candidate);
    const longer = Math.max([...wanted].length, [...text].length);
    if (longer === 0) continue;
    const distance = editDistance(wanted, text) / longer;
    const inside = Math.min(wanted.length, text.length) >= 2 && (text.includes(wanted) || wanted.includes(text));
    const score = inside ? Math.min(distance, 0.3 + distance / 100) : distance;
    if (score < bestScore || (score === bestScore && best === undefined)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}
