internal import CScan
internal import Glibc

/// Why a JSON text can't be read on.
enum JSONStop: Error, Equatable {
    /// The window ends before the value does.
    case incomplete
    /// It isn't JSON, or beyond a limit; the scanner stands at the place.
    case broken(JSONBreak)
}

/// What is wrong with the form of a JSON text (RFC 8259).
enum JSONBreak: Equatable, Sendable {
    case unexpectedByte
    case brokenOff
    case badEscape
    case controlCharacter
    case tooDeep
    case tooLarge
}

/// Walks through JSON text byte by byte, strings 16 bytes at a time. Says where values stand, not what they mean.
///
/// Advice to editors: this is the hot path of every JSON file. The scanner stands at `index` of the window; a value is read whole or not at
/// all: where the window ends first, `incomplete` is thrown, and the owner goes back to where it began, fills the window and tries again.
/// Line counts rest on the fact that a string can't hold a raw line end, so that only white space is looked at for them.
@safe
struct JSONScanner: ~Copyable {
    /// Deepest nesting, counted from the element (reliability.md 3, Inbox).
    static let depthMax = 32

    var buffer: TextBuffer
    /// Where the scanner stands in the window.
    var index = 0
    /// Physical line at `index`, from 1.
    private(set) var line = 1
    /// Offset in the decoded text of that line's first byte.
    private(set) var lineStart = 0

    init(_ buffer: consuming TextBuffer) {
        self.buffer = buffer
    }

    /// A place to go back to.
    struct Mark {
        let offset: Int
        let line: Int
        let lineStart: Int
    }

    /// Where the scanner stands; holds as long as the window keeps that place.
    var mark: Mark { Mark(offset: buffer.base + index, line: line, lineStart: lineStart) }

    /// Goes back to a mark.
    mutating func goBack(to mark: Mark) {
        index = mark.offset - buffer.base
        line = mark.line
        lineStart = mark.lineStart
    }

    /// Column of a place in the window, in bytes from 1, on the current line.
    @inline(__always)
    func column(at place: Int) -> Int { buffer.base + place - lineStart + 1 }

    /// Reads more and keeps what lies from `start` on. False when there is no more; `index` must not lie in front of `start`.
    mutating func fill(keeping start: Int) throws(IngestError) -> Bool {
        let more = try buffer.fill(keeping: start)
        index -= start
        return more
    }

    /// The byte at a place of the window.
    @inline(__always)
    func byte(at place: Int) -> UInt8 {
        precondition(place >= 0 && place < buffer.end, "no such byte")
        return unsafe buffer.bytes[place]
    }

    /// A part of the window.
    @inline(__always)
    @_lifetime(borrow self)
    func text(_ range: Range<Int>) -> Span<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= buffer.end, "no such text")
        let span = unsafe Span(_unsafeStart: buffer.bytes + range.lowerBound, count: range.count)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    /// A key's fingerprint.
    @inline(__always)
    func print(of range: Range<Int>) -> JSONKeyTable.Print {
        let bytes = unsafe UnsafeRawPointer(buffer.bytes)
        let first = unsafe bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
        let count = range.count
        guard count < 8 else {
            return JSONKeyTable.Print(
                first: first, last: unsafe bytes.loadUnaligned(fromByteOffset: range.upperBound - 8, as: UInt64.self),
                count: count)
        }
        let short = first & ((1 << UInt64(count * 8)) - 1)
        return JSONKeyTable.Print(first: short, last: short, count: count)
    }

    /// A part of the window without the white space at its ends.
    @inline(__always)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return range }
        let (first, last) = (byte(at: range.lowerBound), byte(at: range.upperBound - 1))
        if first &- 0x21 < 0x5E, last &- 0x21 < 0x5E { return range }
        return WhiteSpace.trimmed(range, of: text(0..<range.upperBound))
    }

    /// What to throw where the window ends inside a value.
    var ended: JSONStop { buffer.isExhausted ? .broken(.brokenOff) : .incomplete }

    // MARK: Tokens

    /// Goes over white space and returns the byte behind it, without going over that; nil at the end of the window.
    @inline(__always)
    mutating func peek() -> UInt8? {
        while index < buffer.end {
            let byte = unsafe buffer.bytes[index]
            if byte > 0x20 { return byte }
            switch byte {
            case 0x20, 0x09: break
            case 0x0A: newLine()
            case 0x0D:
                // A carriage return ends a line only where no line feed follows; at the window's end that can't be known yet.
                if index + 1 == buffer.end, !buffer.isExhausted { return nil }
                if unsafe index + 1 == buffer.end || buffer.bytes[index + 1] != 0x0A { newLine() }
            default: return byte
            }
            index += 1
        }
        return nil
    }

    /// Goes over white space within the line.
    mutating func peekInLine() -> UInt8? {
        while index < buffer.end {
            let byte = unsafe buffer.bytes[index]
            if byte != 0x20, byte != 0x09 { return byte }
            index += 1
        }
        return nil
    }

    /// Goes over a line feed, a carriage return, or both; the window must hold what follows a carriage return.
    mutating func countLineEnd() {
        if byte(at: index) == 0x0D, index + 1 < buffer.end, byte(at: index + 1) == 0x0A { index += 1 }
        newLine()
        index += 1
    }

    private mutating func newLine() {
        line += 1
        lineStart = buffer.base + index + 1
    }

    /// Like `peek`, where something must follow.
    @inline(__always)
    mutating func expectByte() throws(JSONStop) -> UInt8 {
        guard let byte = peek() else { throw ended }
        return byte
    }

    /// Goes over a certain byte that must follow.
    @inline(__always)
    mutating func expect(_ expected: UInt8) throws(JSONStop) {
        guard try expectByte() == expected else { throw .broken(.unexpectedByte) }
        index += 1
    }
}
