/// The candidate that a mistyped word most likely stands for: the fewest slips (a letter too many, missing, wrong, or two neighbours
/// swapped), at most a third of the letters; case and accents don't count. Of equals the first. Nil when nothing is that near.
public func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(FoldedText(word).scalars.prefix(64))
    guard !typed.isEmpty else { return nil }
    var best: (candidate: String, slips: Int)?
    for candidate in candidates {
        let letters = FoldedText(candidate).scalars
        let allowed = max(1, max(typed.count, letters.count) / 3)
        // One slip away from a word of one letter is every word of one letter: that is no hint.
        guard letters.count > 1 || letters == typed, abs(letters.count - typed.count) <= allowed else { continue }
        let slips = slipCount(from: typed, to: letters)
        if slips <= allowed, slips < best?.slips ?? Int.max { best = (candidate, slips) }
    }
    return best?.candidate
}

/// The Damerau-Levenshtein distance with swaps of neighbours, row by row.
private func slipCount(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var row = [i + 1]
        for (j, other) in right.enumerated() {
            var slips = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other { slips = min(slips, beforeLast[j - 1] + 1) }
            row.append(slips)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
