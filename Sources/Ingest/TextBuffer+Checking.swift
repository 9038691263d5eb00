internal import CScan

/// Looking for NULs and for bytes that aren't UTF-8.
extension TextBuffer {
    /// Looks for NULs and bytes that aren't UTF-8 among those that came last.
    mutating func check() {
        var index = checkedEnd
        while index < end {
            var marks = unsafe pb_odd_marks_64(bytes + index)
            if end - index < 64 { marks &= 1 << UInt64(end - index) - 1 }
            var next = index + 64
            while marks != 0 {
                let place = index + marks.trailingZeroBitCount
                var count = unsafe bytes[place] == 0 ? 0 : sequenceCount(at: place)
                if count <= 0 {
                    if count < 0, !isExhausted { return checkedEnd = place }
                    noteOddity(at: place)
                    count = 1
                }
                let behind = place + count - index
                guard behind < 64 else {
                    next = index + behind
                    break
                }
                marks &= ~0 << UInt64(behind)
            }
            index = next
        }
        checkedEnd = min(index, end)
    }

    private mutating func noteOddity(at index: Int) {
        let offset = base + index
        oddities = oddities.isEmpty ? offset..<offset + 1 : oddities.lowerBound..<offset + 1
    }

    /// The first byte from `index` on that is NUL or no ASCII; `end` when there is none.
    func nextOddity(from index: Int) -> Int {
        var index = index
        while index < end {
            var marks = unsafe pb_odd_marks_64(bytes + index)
            if end - index < 64 { marks &= 1 << UInt64(end - index) - 1 }
            if marks != 0 { return index + marks.trailingZeroBitCount }
            index += 64
        }
        return end
    }

    /// Bytes of the well-formed UTF-8 sequence at an index (Unicode 15, table 3-7); 0: it isn't one; -1: it isn't there to its end yet.
    func sequenceCount(at index: Int, before limit: Int? = nil) -> Int {
        let first = unsafe bytes[index]
        let count: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case ..<0x80: return 1
        case 0xC2...0xDF: count = 2
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: count = 3
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: count = 4
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: return 0
        }
        for place in 1..<count {
            guard index + place < limit ?? end else { return -1 }
            let byte = unsafe bytes[index + place]
            guard place == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return 0 }
        }
        return count
    }

    /// The offset in the decoded text of the first NUL or byte that isn't text in a part of the window; nil when all is well.
    func oddity(in range: Range<Int>) -> Int? {
        guard oddities.overlaps(base + range.lowerBound..<base + range.upperBound) else { return nil }
        var index = range.lowerBound
        while true {
            index = nextOddity(from: index)
            guard index < range.upperBound else { return nil }
            let count = unsafe bytes[index] == 0 ? 0 : sequenceCount(at: index)
            if count <= 0 { return base + index }
            index += count
        }
    }

    /// A copy of a part of the window with a question mark in place of each NUL and each byte that isn't text.
    func sanitised(_ range: Range<Int>) -> [UInt8] {
        var copy = unsafe Array(UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count))
        var index = range.lowerBound
        while true {
            index = nextOddity(from: index)
            guard index < range.upperBound else { return copy }
            let count = unsafe bytes[index] == 0 ? 0 : sequenceCount(at: index)
            if count <= 0 { copy[index - range.lowerBound] = UInt8(ascii: "?") }
            index += max(count, 1)
        }
    }
}
