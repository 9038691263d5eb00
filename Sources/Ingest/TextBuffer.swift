internal import CScan
internal import Glibc

/// A window on the input's text: the bytes of a file, turned into UTF-8 as they come. Scanners look at the window through `bytes`, say from
/// where on they still need it, and ask for more.
///
/// The encoding is settled as late as it can be: as long as only ASCII comes, UTF-8 and Windows-1252 are the same. At the first other byte
/// the window is filled with some more; then UTF-8 sequences are counted against bytes that can't be UTF-8.
///
/// Advice to editors: `bytes` may move with every `fill`. 64 readable bytes always lie behind `end`, for loads that look at 64 at once;
/// what they hold means nothing.
@safe
struct TextBuffer: ~Copyable {
    private var source: InputSource
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Index behind the last byte of text in the window.
    private(set) var end = 0
    /// Offset in the decoded text of the window's first byte.
    private(set) var base = 0
    /// True when the input has been read to its end.
    private(set) var isExhausted = false
    /// Nil as long as only ASCII has come.
    private(set) var settledEncoding: TextEncoding?
    /// True when the file began with a byte order mark.
    private(set) var hasByteOrderMark = false
    /// Offsets in the decoded text between which NULs or bytes that aren't text lie; empty when there are none in the window.
    var oddities = 0..<0

    /// The file's first bytes, at most 8, as they are.
    private(set) var signature: [UInt8] = []

    private var transcoder: Transcoder?
    private var isBegun = false
    /// Index up to which the text was looked through.
    var checkedEnd = 0

    /// How many bytes are looked at before a file that isn't ASCII is given its encoding.
    private let evidence: Int
    private static let padding = 64

    init(_ source: consuming InputSource) {
        capacity = source.chunk
        evidence = source.sample
        self.source = source
        unsafe memory = Self.allocate(capacity)
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + padding)
        unsafe (memory + capacity).initialize(repeating: 0, count: padding)
        return unsafe memory
    }

    /// A window with at least `count` bytes of text in it, or all there are.
    init(filling source: consuming InputSource, to count: Int) throws(IngestError) {
        self.init(source)
        while end < count, try fill(keeping: 0) {}
    }

    deinit {
        unsafe memory.deallocate()
    }

    /// The window's bytes: `end` of them, and 64 more that may be read but mean nothing.
    @inline(__always)
    var bytes: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) }

    /// The encoding; UTF-8 as long as only ASCII has come.
    var encoding: TextEncoding { settledEncoding ?? .utf8 }

    /// Bytes of the file in front of the decoded text's offset 0, for offsets that a user can look up; only meaningful for UTF-8.
    var markCount: Int { hasByteOrderMark ? 3 : 0 }

    /// A copy of the window's first bytes.
    func beginning(_ count: Int) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: memory, count: min(count, end)))
    }

    // MARK: Filling

    /// Forgets what lies in front of `start`, moves the rest to the front and reads more behind it.
    /// - Returns: false when the input has no more.
    mutating func fill(keeping start: Int) throws(IngestError) -> Bool {
        drop(start)
        let before = end
        repeat {
            if isExhausted { return end > before }
            try readPiece()
            if !isBegun { try begin() }
            try settleEncoding()
        } while end == before
        check()
        return true
    }

    private mutating func drop(_ start: Int) {
        guard start > 0 else { return }
        unsafe memmove(memory, memory + start, end - start)
        base += start
        end -= start
        checkedEnd = max(checkedEnd - start, 0)
        if oddities.upperBound <= base { oddities = base..<base }
    }

    private mutating func reserve(_ count: Int) {
        guard end + count > capacity else { return }
        let larger = max(capacity * 2, end + count)
        let room = unsafe Self.allocate(larger)
        unsafe memcpy(room, memory, end)
        unsafe memory.deallocate()
        unsafe memory = room
        capacity = larger
    }

    /// One read. UTF-8 goes straight into the window, everything else through the transcoder.
    private mutating func readPiece() throws(IngestError) {
        if transcoder == nil {
            reserve(source.chunk)
            let count = try unsafe source.read(into: UnsafeMutableRawBufferPointer(start: memory + end, count: capacity - end))
            end += count
            if count == 0 { isExhausted = true }
            return
        }
        var piece = [UInt8](repeating: 0, count: source.chunk)
        let count = try source.read(into: &piece)
        if count == 0 { isExhausted = true }
        append(transcoding: piece[..<count])
    }

    private mutating func append(transcoding piece: ArraySlice<UInt8>) {
        var text: [UInt8] = []
        text.reserveCapacity(piece.count * 2)
        transcoder?.transcode(piece.span, into: &text)
        if isExhausted { transcoder?.finish(into: &text) }
        reserve(text.count)
        unsafe text.withUnsafeBufferPointer {
            unsafe (memory + end).update(from: $0.baseAddress ?? UnsafePointer(memory), count: $0.count)
        }
        end += text.count
    }

    /// The first bytes: is there a byte order mark?
    private mutating func begin() throws(IngestError) {
        while end < 8, !isExhausted { try readPiece() }
        isBegun = true
        signature = beginning(8)
        let first = unsafe (end > 0 ? memory[0] : 0, end > 1 ? memory[1] : 0, end > 2 ? memory[2] : 0)
        switch first {
        case (0xEF, 0xBB, 0xBF): settle(.utf8, markCount: 3)
        case (0xFF, 0xFE, _): settle(.utf16LittleEndian, markCount: 2)
        case (0xFE, 0xFF, _): settle(.utf16BigEndian, markCount: 2)
        default: break
        }
    }

    private mutating func settle(_ encoding: TextEncoding, markCount: Int) {
        settledEncoding = encoding
        hasByteOrderMark = true
        let rest = unsafe Array(UnsafeBufferPointer(start: memory + markCount, count: end - markCount))
        end = 0
        transcoder = encoding == .utf8 ? nil : Transcoder(encoding)
        if transcoder == nil {
            unsafe rest.withUnsafeBufferPointer {
                unsafe memory.update(from: $0.baseAddress ?? UnsafePointer(memory), count: $0.count)
            }
            end = rest.count
        } else {
            append(transcoding: rest[...])
        }
    }

    // MARK: Checking

    /// At the first byte that isn't ASCII: gathers evidence and decides.
    private mutating func settleEncoding() throws(IngestError) {
        guard settledEncoding == nil else { return }
        var first = checkedEnd
        while true {
            first = nextOddity(from: first)
            if first == end { return }
            if unsafe memory[first] != 0 { break }
            first += 1
        }
        while !isExhausted, end - first <= evidence { try readPiece() }
        // What is counted mustn't depend on how much was read at once.
        let isWhole = end - first <= evidence
        let limit = isWhole ? end : first + evidence
        var (sequences, strangers, index) = (0, 0, first)
        while index < limit {
            switch unsafe memory[index] == 0 ? 1 : sequenceCount(at: index, before: limit) {
            case 0:
                strangers += 1
                index += 1
            case -1:
                // The text ends in the middle of a sequence: that says little, unless it ends there for good.
                strangers += isWhole ? 1 : 0
                index += 1
            case let count:
                sequences += count > 1 ? 1 : 0
                index += count
            }
            index = nextOddity(from: index)
        }
        settledEncoding = strangers > sequences ? .windows1252 : .utf8
        guard strangers > sequences else { return }
        transcoder = Transcoder(.windows1252)
        let rest = unsafe Array(UnsafeBufferPointer(start: memory + first, count: end - first))
        end = first
        append(transcoding: rest[...])
    }
}
