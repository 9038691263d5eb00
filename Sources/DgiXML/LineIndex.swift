internal import Fiscal
internal import Glibc

/// Lines and columns of places in a text that comes in pieces; what lies behind is forgotten, so memory is that of one document.
struct LineIndex {
    private var fed = 0
    /// The line on which `lineStart` lies, from 1.
    private var line = 1
    /// Where that line begins, in bytes of the text.
    private var lineStart = 0
    /// Where the line ends after it lie.
    private var lineEnds: [Int] = []

    mutating func restart() { self = LineIndex() }

    /// Takes the next piece of the text.
    mutating func feed(_ piece: Span<UInt8>) {
        unsafe piece.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            var next = 0
            while next < bytes.count, let found = unsafe memchr(start + next, 10, bytes.count - next) {
                let place = unsafe UnsafeRawPointer(found) - start
                lineEnds.append(fed + place)
                next = place + 1
            }
        }
        fed += piece.count
    }

    /// Forgets the lines in front of a place.
    mutating func forget(before offset: Int) {
        let count = countOfEnds(before: offset)
        guard count > 0 else { return }
        line += count
        lineStart = lineEnds[count - 1] + 1
        lineEnds.removeFirst(count)
    }

    /// The place as people find it; a forgotten one is the earliest that is known.
    func location(_ offset: Int) -> SourceLocation {
        let count = countOfEnds(before: offset)
        let start = count == 0 ? lineStart : lineEnds[count - 1] + 1
        return SourceLocation(line: line + count, column: max(offset - start, 0) + 1)
    }

    private func countOfEnds(before offset: Int) -> Int {
        var (low, high) = (0, lineEnds.count)
        while low < high {
            let middle = (low + high) / 2
            if lineEnds[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
