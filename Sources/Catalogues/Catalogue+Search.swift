extension Catalogue {
    /// Entries in which every word of the text is found, in code or description; case and accents don't count. The best come first:
    /// the code itself, codes that begin so, words that begin so, anything else; among equals the origin's order.
    public func search(_ text: String, limit: Int) -> [Entry] {
        let wanted = FoldedText(text)
        guard !wanted.scalars.isEmpty, limit > 0 else { return [] }
        let ranked = entries.enumerated().compactMap { number, entry in
            rank(of: entry, for: wanted).map { (rank: $0, number: number, entry: entry) }
        }
        return ranked.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }.prefix(limit).map(\.entry)
    }

    /// The code that a wrong one most likely stands for: the same but for case, one whose description is the
    /// word or begins with it, or the nearest spelling.
    public func suggestion(for code: String) -> String? {
        let wanted = FoldedText(code)
        guard !wanted.scalars.isEmpty else { return nil }
        let entries = entries
        if let same = entries.first(where: { FoldedText($0.code) == wanted }) { return same.code }
        let named = entries.first { entry in entry.columns.contains { FoldedText(Self.headword(of: $0)) == wanted } }
        if let named { return named.code }
        let begun = entries.first { entry in entry.columns.contains { FoldedText($0).words.first == wanted.scalars } }
        return begun?.code ?? nearest(to: code, among: entries.map(\.code))
    }

    /// The descriptions explain after a colon, a comma or a bracket: `Kilogramo: 1000 g`.
    private static func headword(of description: String) -> String {
        String(description.prefix { !":,(".contains($0) })
    }

    private func rank(of entry: Entry, for wanted: FoldedText) -> Int? {
        let code = FoldedText(entry.code).scalars
        if code == wanted.scalars { return 0 }
        if code.starts(with: wanted.scalars) { return 1 }
        let words = [code] + FoldedText(entry.description).words
        if wanted.words.allSatisfy({ sought in words.contains { $0.starts(with: sought) } }) { return 2 }
        return wanted.words.allSatisfy { sought in words.contains { $0.contains(sought) } } ? 3 : nil
    }
}
