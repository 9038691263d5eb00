internal import CScan
internal import Fiscal

/// The members of an object as exports write them: the keys in the order of the object before, at most one space, plain values.
///
/// Advice to editors: this is a shortcut. It stops, having gone over nothing of it, at the first member that isn't like that, and the general
/// way of `JSONElement` takes that one. So it must never take a member that the general way would refuse or change. It keeps its place in a
/// local, because a place in memory that every step reads and writes costs more than the steps themselves.
extension JSONScanner {
    /// Goes over plain members, the first of which is expected at `index`, and places their values in `cells`.
    /// - Parameters:
    ///   - last: the key before, -1 at the beginning of the object.
    ///   - seen: a bit for each key of this object that has been gone over.
    ///   - start: where the element begins in the window, from which the cells' offsets count.
    /// - Returns: true when the object ended.
    mutating func plainMembers(
        _ table: borrowing JSONKeyTable, isLine: Bool, last: inout Int, seen: inout UInt64, from start: Int,
        into cells: UnsafeMutableBufferPointer<OrderRecord.Cell>
    ) -> Bool {
        let (bytes, end) = unsafe (buffer.bytes, buffer.end)
        let line = UInt32(clamping: line)
        let lineIndex = lineStart - buffer.base
        var at = index
        var key = last
        var known = seen
        var isEnd = false
        while true {
            guard let follower = unsafe Self.follower(of: key, table, bytes + at, end - at) else { break }
            let expected = unsafe table.expected(follower)
            let (count, slot) = unsafe (Int(expected.pointee.count), Int(expected.pointee.slot))
            guard unsafe expected.pointee.isLineKey == isLine, known & 1 << UInt64(slot) == 0 else { break }
            var place = at + count
            if place < end, unsafe bytes[place] == 0x20 { place += 1 }
            guard let value = unsafe Self.plainValue(bytes, place, end, expected.pointee.isCode) else { break }
            guard value.next < end else { break }
            let byte = unsafe bytes[value.next]
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else { break }
            var cell = OrderRecord.Cell()
            cell.start = UInt32(truncatingIfNeeded: value.start - start)
            cell.count = UInt32(truncatingIfNeeded: value.end - value.start)
            cell.line = line
            cell.column = UInt32(truncatingIfNeeded: place - lineIndex + 1)
            unsafe cells[slot] = cell
            known |= 1 << UInt64(slot)
            key = follower
            at = value.next + 1
            if byte == UInt8(ascii: "}") {
                isEnd = true
                break
            }
            if at < end, unsafe bytes[at] == 0x20 { at += 1 }
        }
        index = at
        last = key
        seen = known
        return isEnd
    }

    /// The key that stands here, if it's one of those that have followed `key`.
    @inline(__always)
    private static func follower(
        of key: Int, _ table: borrowing JSONKeyTable, _ here: UnsafePointer<UInt8>, _ room: Int
    ) -> Int? {
        let followers = table.followers(of: key)
        for place in 0..<4 {
            let follower = Int(followers[place])
            guard follower >= 0 else { return nil }
            let expected = unsafe table.expected(follower)
            let count = unsafe Int(expected.pointee.count)
            if count > 0, count < room, unsafe isSpelled(expected, count, here) { return follower }
        }
        return nil
    }

    @inline(__always)
    private static func isSpelled(_ expected: UnsafePointer<JSONKeyTable.Expected>, _ count: Int, _ here: UnsafePointer<UInt8>)
        -> Bool
    {
        let (here, there) = unsafe (UnsafeRawPointer(here), UnsafeRawPointer(expected))
        var place = 0
        while place < count {
            let left = count - place
            let mask: UInt64 = left >= 8 ? ~0 : (1 << UInt64(left * 8)) - 1
            let differs =
                unsafe here.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                ^ there.load(fromByteOffset: place, as: UInt64.self)
            if differs & mask != 0 { return false }
            place += 8
        }
        return true
    }

    /// A value whose bytes can be used as they are, and the place behind it.
    private struct PlainValue {
        let start: Int
        let end: Int
        let next: Int
    }

    @inline(__always)
    private static func plainValue(_ bytes: UnsafePointer<UInt8>, _ place: Int, _ end: Int, _ isCode: Bool) -> PlainValue? {
        let first = unsafe bytes[place]
        if first == UInt8(ascii: "\"") {
            let start = place + 1
            var close = start
            while true {
                let marks = unsafe pb_json_marks_16(bytes + close)
                if marks != 0 {
                    close += marks.trailingZeroBitCount
                    break
                }
                close += 16
                if close >= end { return nil }
            }
            guard close < end, unsafe bytes[close] == UInt8(ascii: "\""), close - start <= CSVScanner.fieldMax else { return nil }
            if close > start {
                let (head, tail) = unsafe (bytes[start], bytes[close - 1])
                guard head &- 0x21 < 0x5E, tail &- 0x21 < 0x5E else { return nil }
                if isCode, close - start >= 5 {
                    let (third, fourth) = unsafe (bytes[close - 3], bytes[close - 4])
                    let isSign =
                        third == UInt8(ascii: "+") || third == UInt8(ascii: "-") || fourth == UInt8(ascii: "+")
                        || fourth == UInt8(ascii: "-")
                    if isSign { return nil }
                }
            }
            return PlainValue(start: start, end: close, next: close + 1)
        }
        // 12 or 12.50, without sign, exponent or leading zeros.
        guard first &- 0x30 < 10 else { return nil }
        var at = place + 1
        if first != 0x30 { while at < end, unsafe bytes[at] &- 0x30 < 10 { at += 1 } }
        if at < end, unsafe bytes[at] == UInt8(ascii: ".") {
            let point = at
            at += 1
            while at < end, unsafe bytes[at] &- 0x30 < 10 { at += 1 }
            if at == point + 1 { return nil }
        }
        return PlainValue(start: place, end: at, next: at)
    }
}
