/// A table for the terminal: columns aligned by what they take on the screen, the longest texts cut until it fits.
struct TextTable: Sendable {
    struct Column: Sendable {
        enum Alignment: Sendable {
            case left, right
        }

        let title: String
        let alignment: Alignment
        /// Never narrowed: what would mean nothing when it's cut.
        let isKept: Bool

        init(_ title: String, _ alignment: Alignment = .left, isKept: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.isKept = isKept
        }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row with as many cells as there are columns. Control characters don't reach the terminal.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has one cell for each column")
        rows.append(cells.map(printable))
    }

    /// The lines, each at most `width` columns wide as long as every column can keep 8.
    func lines(width: Int) -> [String] {
        let widths = fitted(to: width)
        let isTitled = columns.contains { !$0.title.isEmpty }
        return (isTitled ? [line(columns.map(\.title), widths)] : []) + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (index, cell) in cells.enumerated() {
            let text = clipped(cell, to: widths[index])
            let isLast = index == cells.count - 1 && columns[index].alignment == .left
            parts.append(isLast ? text : padded(text, to: widths[index], right: columns[index].alignment == .right))
        }
        return parts.joined(separator: "  ")
    }

    private func fitted(to width: Int) -> [Int] {
        var widths = columns.indices.map { index in
            max(displayWidth(columns[index].title), rows.map { displayWidth($0[index]) }.max() ?? 0)
        }
        let narrowed = widths.indices.filter { !columns[$0].isKept }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
        while excess > 0, let widest = narrowed.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 {
            // The widest gives way until it's as wide as the second widest.
            let second = narrowed.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let step = min(excess, max(widths[widest] - max(second, 8), 1))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }
}
