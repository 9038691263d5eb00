internal import CScan
internal import Glibc

/// Going over strings, numbers, words and whole values.
extension JSONScanner {
    /// Goes over the string that begins here, and returns where it lies between its quotes and whether it has escapes.
    @inline(__always)
    mutating func string() throws(JSONStop) -> (range: Range<Int>, isEscaped: Bool) {
        let start = index + 1
        var place = start
        var isEscaped = false
        while true {
            let marks = unsafe pb_json_marks_16(buffer.bytes + place)
            place += marks == 0 ? 16 : marks.trailingZeroBitCount
            if place >= buffer.end { throw ended }
            if marks == 0 { continue }
            let byte = unsafe buffer.bytes[place]
            if byte == UInt8(ascii: "\"") {
                index = place + 1
                return (start..<place, isEscaped)
            }
            guard byte == UInt8(ascii: "\\") else {
                index = place
                throw .broken(.controlCharacter)
            }
            isEscaped = true
            place = try escape(at: place)
        }
    }

    /// The place behind an escape.
    private mutating func escape(at place: Int) throws(JSONStop) -> Int {
        index = place
        guard place + 1 < buffer.end else { throw ended }
        switch unsafe buffer.bytes[place + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return place + 2
        case UInt8(ascii: "u"):
            let unit = try hexadecimal(at: place + 2)
            guard (0xD800...0xDFFF).contains(unit) else { return place + 6 }
            // Half a surrogate pair: the other half must follow.
            guard unit < 0xDC00 else { throw .broken(.badEscape) }
            guard place + 8 <= buffer.end else { throw ended }
            guard unsafe buffer.bytes[place + 6] == UInt8(ascii: "\\") && buffer.bytes[place + 7] == UInt8(ascii: "u") else {
                throw .broken(.badEscape)
            }
            guard (0xDC00...0xDFFF).contains(try hexadecimal(at: place + 8)) else { throw .broken(.badEscape) }
            return place + 12
        default:
            throw .broken(.badEscape)
        }
    }

    private func hexadecimal(at place: Int) throws(JSONStop) -> UInt32 {
        guard place + 4 <= buffer.end else { throw ended }
        var value: UInt32 = 0
        for index in place..<place + 4 {
            guard let digit = unsafe JSONEscapes.hexDigit(buffer.bytes[index]) else { throw .broken(.badEscape) }
            value = value << 4 | digit
        }
        return value
    }

    /// Goes over the number that begins here, and returns where it lies and whether it has an exponent.
    mutating func number() throws(JSONStop) -> (range: Range<Int>, hasExponent: Bool) {
        let start = index
        var hasExponent = false
        if try digit(at: index) == UInt8(ascii: "-") { index += 1 }
        if try digit(at: index) == UInt8(ascii: "0") {
            index += 1
        } else {
            try digits()
        }
        if try digit(at: index) == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if try digit(at: index) | 0x20 == UInt8(ascii: "e") {
            hasExponent = true
            index += 1
            let sign = try digit(at: index)
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return (start..<index, hasExponent)
    }

    /// The byte at a place; a space behind the end of the whole text, where a number may end.
    @inline(__always)
    private func digit(at place: Int) throws(JSONStop) -> UInt8 {
        if place < buffer.end { return unsafe buffer.bytes[place] }
        guard buffer.isExhausted else { throw .incomplete }
        return 0x20
    }

    private mutating func digits() throws(JSONStop) {
        let start = index
        while try digit(at: index) &- 0x30 < 10 { index += 1 }
        guard index > start else { throw index < buffer.end ? .broken(.unexpectedByte) : ended }
    }

    /// Goes over `true`, `false` or `null`, and returns where it lies.
    mutating func word() throws(JSONStop) -> Range<Int> {
        let start = index
        let word: StaticString
        switch unsafe buffer.bytes[start] {
        case UInt8(ascii: "t"): word = "true"
        case UInt8(ascii: "f"): word = "false"
        case UInt8(ascii: "n"): word = "null"
        default: throw .broken(.unexpectedByte)
        }
        let count = min(word.utf8CodeUnitCount, buffer.end - start)
        guard unsafe memcmp(buffer.bytes + start, word.utf8Start, count) == 0 else { throw .broken(.unexpectedByte) }
        guard count == word.utf8CodeUnitCount else { throw ended }
        index += count
        return start..<index
    }

    /// Goes over any value that begins behind white space; `depth` containers are open around it.
    mutating func skipValue(depth: Int) throws(JSONStop) {
        var objects: UInt64 = 0
        var open = 0
        repeat {
            let byte = try expectByte()
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth + open < Self.depthMax else { throw .broken(.tooDeep) }
                let isObject = byte == UInt8(ascii: "{")
                index += 1
                open += 1
                objects = objects << 1 | (isObject ? 1 : 0)
                if try expectByte() == byte + 2 {
                    index += 1
                    open -= 1
                    objects >>= 1
                } else {
                    if isObject { try skipKey() }
                    continue
                }
            case UInt8(ascii: "\""): _ = try string()
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try word()
            default: _ = try number()
            }
            try closeContainers(&open, &objects)
        } while open > 0
    }

    /// Behind a value inside containers: closes those that end here, and goes to the next value's beginning.
    private mutating func closeContainers(_ open: inout Int, _ objects: inout UInt64) throws(JSONStop) {
        while open > 0 {
            let isObject = objects & 1 == 1
            let byte = try expectByte()
            if byte == UInt8(ascii: ",") {
                index += 1
                if isObject { try skipKey() }
                return
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw .broken(.unexpectedByte) }
            index += 1
            open -= 1
            objects >>= 1
        }
    }

    private mutating func skipKey() throws(JSONStop) {
        guard try expectByte() == UInt8(ascii: "\"") else { throw .broken(.unexpectedByte) }
        _ = try string()
        try expect(UInt8(ascii: ":"))
    }
}
