internal import Fiscal

/// The texts of one rFE's elements, by node: of repeated ones the last. Used again for every document.
struct RfeValues {
    /// How often each node has stood in the group that is open.
    private(set) var seen: [UInt16]
    private var starts: [Int32]
    private var ends: [Int32]
    private(set) var offsets: [Int]
    private var bytes: [UInt8] = []

    init(count: Int) {
        seen = Array(repeating: 0, count: count)
        starts = Array(repeating: 0, count: count)
        ends = Array(repeating: 0, count: count)
        offsets = Array(repeating: 0, count: count)
        bytes.reserveCapacity(32 << 10)
    }

    /// Forgets a document.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        forget(0..<seen.count)
    }

    /// Forgets the elements of a group that begins anew.
    @inline(__always)
    mutating func forget(_ nodes: Range<Int>) {
        for node in nodes { seen[node] = 0 }
    }

    /// Counts an element that begins at a place; returns how often it has stood by now.
    @inline(__always)
    mutating func begin(_ node: Int, at offset: Int) -> Int {
        offsets[node] = offset
        let count = seen[node]
        if count < .max { seen[node] = count + 1 }
        starts[node] = 0
        ends[node] = 0
        return Int(count) + 1
    }

    /// Keeps an element's text.
    @inline(__always)
    mutating func set(_ node: Int, _ text: Span<UInt8>) {
        starts[node] = Int32(bytes.count)
        for index in 0..<text.count { bytes.append(text[index]) }
        ends[node] = Int32(bytes.count)
    }

    @inline(__always)
    func has(_ node: Int) -> Bool { seen[node] > 0 }

    /// The text of an element, empty when it isn't there.
    @inline(__always)
    func with<Result>(_ node: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(has(node) ? Int(starts[node])..<Int(ends[node]) : 0..<0))
    }

    func text(_ node: Int) -> String {
        guard has(node) else { return "" }
        return String(decoding: bytes[Int(starts[node])..<Int(ends[node])], as: UTF8.self)
    }

    /// The amount that an element states; nil without one.
    func amount(_ node: Int) -> Amount? {
        guard has(node) else { return nil }
        return with(node) { text in
            // The schema's pattern lets `12.` through; what the form refused is no amount at all.
            let count = text.count > 1 && text[text.count - 1] == UInt8(ascii: ".") ? text.count - 1 : text.count
            return try? Amount(text: text.extracting(0..<count))
        }
    }

    /// True when the text is exactly a constant.
    func says(_ node: Int, _ constant: StaticString) -> Bool {
        with(node) { text in
            guard text.count == constant.utf8CodeUnitCount else { return false }
            for index in 0..<text.count where text[index] != (unsafe constant.utf8Start[index]) { return false }
            return true
        }
    }
}
