internal import Fiscal

/// What a key of a JSON object stands for.
enum JSONKey: Equatable, Sendable {
    case order(OrderKey)
    case line(LineKey)
    /// The list of line items.
    case lines
    /// Nothing that is read.
    case unused

    init(named name: String, profile: Profile?) {
        switch profile?.column(named: name) ?? Column(named: name) {
        case .order(let key): self = .order(key)
        case .line(let key): self = .line(key)
        case .ours, .nameless, .unknown: self = Column.fold(name) == "lines" ? .lines : .unused
        }
    }
}

/// Keys that have been seen, so that the same key isn't looked up by its letters again. Bounded, whatever the file says.
///
/// Exports write the keys of each object in the same order. So the key that followed last time is tried first (`JSONScanner.plainMembers`):
/// its whole spelling, with quotes and colon, is compared with what stands there, and nothing needs to be scanned.
@safe
struct JSONKeyTable: ~Copyable {
    /// A key's first and last eight bytes and its length: for keys of at most 16 bytes that says all.
    struct Print: Equatable, Sendable {
        let first: UInt64
        let last: UInt64
        let count: Int

        @inline(__always)
        var slot: Int {
            let mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(truncatingIfNeeded: count)
            return Int(truncatingIfNeeded: ((mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9) >> 54)
        }
    }

    /// A key that may be expected: its spelling in the first 56 bytes of a cache line, and what to do with its value.
    struct Expected {
        /// Longest spelling, with quotes and colon.
        static let spellingMax = 56

        var spelling = InlineArray<7, UInt64>(repeating: 0)
        /// Bytes of the spelling; 0: not to be expected.
        var count: UInt8 = 0
        var isLineKey = false
        /// The key's raw value.
        var slot: UInt8 = 0
        /// The value has to be looked at for what spreadsheets do.
        var isCode = false
    }

    private struct Entry {
        let print: Print
        let name: [UInt8]
        let key: JSONKey
        /// The object in which it stood last: twice the same one is once too often.
        var object = 0
    }

    private static let slots = 1024
    /// More different keys than this aren't remembered.
    private static let entriesMax = 512

    private var entries: [Entry] = []
    private var slotEntries = [Int16](repeating: -1, count: slots)
    /// For each entry those that have followed it, -1 where there are none yet; in front of them those of the beginning of an object.
    /// More than one, because exports leave out what is empty.
    private var followers: UnsafeMutablePointer<SIMD4<Int16>>
    private var expectations: UnsafeMutablePointer<Expected>

    init() {
        unsafe followers = .allocate(capacity: Self.entriesMax + 1)
        unsafe followers.initialize(repeating: SIMD4(repeating: -1), count: Self.entriesMax + 1)
        unsafe expectations = .allocate(capacity: Self.entriesMax)
        unsafe expectations.initialize(repeating: Expected(), count: Self.entriesMax)
    }

    deinit {
        unsafe followers.deallocate()
        unsafe expectations.deallocate()
    }

    /// What an entry stands for.
    func key(_ entry: Int) -> JSONKey { entries[entry].key }

    /// An entry's name as it's spelled in the file.
    func name(_ entry: Int) -> String { String(decoding: entries[entry].name, as: UTF8.self) }

    /// The entries that have followed another (-1: the beginning of an object), the latest first.
    @inline(__always)
    func followers(of entry: Int) -> SIMD4<Int16> {
        precondition(entry >= -1 && entry < Self.entriesMax, "no such key")
        return unsafe followers[entry + 1]
    }

    /// How an entry is spelled, and where its value goes.
    @inline(__always)
    func expected(_ entry: Int) -> UnsafePointer<Expected> {
        precondition(entry >= 0 && entry < Self.entriesMax, "no such key")
        return unsafe UnsafePointer(expectations + entry)
    }

    /// Remembers that an entry followed another.
    mutating func follow(_ entry: Int, by next: Int) {
        precondition(entry >= -1 && entry < Self.entriesMax, "no such key")
        let known = unsafe followers[entry + 1]
        let latest = Int16(truncatingIfNeeded: next)
        if known[0] == latest || known[1] == latest || known[2] == latest || known[3] == latest { return }
        unsafe followers[entry + 1] = SIMD4(latest, known[0], known[1], known[2])
    }

    /// The entry of a key; nil when it isn't known yet.
    func find(_ print: Print, _ name: Span<UInt8>) -> Int? {
        var slot = print.slot
        while true {
            let entry = Int(slotEntries[slot])
            if entry < 0 { return nil }
            if entries[entry].print == print {
                if print.count <= 16 { return entry }
                let known = entries[entry].name
                if isEqual(known.span, name) { return entry }
            }
            slot = (slot + 1) & (Self.slots - 1)
        }
    }

    /// Remembers a key; nil when there are too many.
    mutating func add(_ print: Print, _ name: [UInt8], _ key: JSONKey) -> Int? {
        let entry = entries.count
        guard entry < Self.entriesMax else { return nil }
        var slot = print.slot
        while slotEntries[slot] >= 0 { slot = (slot + 1) & (Self.slots - 1) }
        slotEntries[slot] = Int16(entry)
        entries.append(Entry(print: print, name: name, key: key))
        unsafe expectations[entry] = Self.expectation(name, key)
        return entry
    }

    private static func expectation(_ name: [UInt8], _ key: JSONKey) -> Expected {
        var expected = Expected()
        let spelling = [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\""), UInt8(ascii: ":")]
        guard spelling.count <= Expected.spellingMax else { return expected }
        switch key {
        case .order(let key):
            expected.slot = UInt8(key.rawValue)
            expected.isCode = CellCare(key) != .text
        case .line(let key):
            expected.slot = UInt8(key.rawValue)
            expected.isCode = CellCare(key) != .text
            expected.isLineKey = true
        case .lines, .unused: return expected
        }
        expected.count = UInt8(spelling.count)
        for (index, byte) in spelling.enumerated() { expected.spelling[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
        return expected
    }

    /// Notes that a key stands in an object; false when it did already.
    mutating func mark(_ entry: Int, in object: Int) -> Bool {
        if entries[entry].object == object { return false }
        entries[entry].object = object
        return true
    }
}
