internal import Fiscal

/// Reads the orders of a JSON array, of JSON Lines, or a single object, one at a time and whatever their number (product.md 6).
///
/// A broken element becomes a record with faults, and the reader goes on at the next element it can be sure of; where it can't be, the file
/// is unreadable from there on.
struct JSONOrders: ~Copyable {
    private enum Place {
        /// In front of the first element.
        case beginning
        case behindElement
        case behindComma
        /// At an element that was found after a broken one.
        case atElement
        case end
    }

    /// How many bytes of what can't be read are shown.
    private static let sightCount = 12

    private var scanner: JSONScanner
    private var element: JSONElement
    private let isArray: Bool
    private var place: Place
    private var sequence = 0
    /// Line of the last bracket, comma or element: an element on a later line is the first thing on that line.
    private var tokenLine: Int
    private(set) var fileFaults: [Fault] = []

    /// Reads from where the scanner stands: behind the bracket of an array, or at the first object.
    init(_ scanner: consuming JSONScanner, isArray: Bool, profile: Profile?, isClients: Bool) {
        self.isArray = isArray
        tokenLine = scanner.line
        self.scanner = scanner
        element = JSONElement(profile: profile, isClients: isClients)
        place = .beginning
    }

    /// Records read so far.
    var count: Int { sequence }

    /// How the bytes stood for text.
    var encoding: TextEncoding { scanner.buffer.encoding }

    /// What is wrong with the file as a whole, by now.
    var faults: [Fault] { element.unknownKeys + fileFaults }

    /// Fills the record with the next order.
    mutating func next(into record: inout OrderRecord) throws(IngestError) -> Bool {
        var isMissingComma = false
        guard try advance(&isMissingComma) else {
            record.removeAll()
            return false
        }
        let isFirst = scanner.line > tokenLine || (sequence == 0 && !isArray) || place == .atElement
        sequence += 1
        let start = scanner.mark
        while true {
            record.removeAll()
            record.sequence = sequence
            record.line = scanner.line
            record.extent = start.offset..<start.offset
            if isMissingComma { note(.jsonSyntax, &record) }
            var stop = attempt(&record)
            if stop == .incomplete, scanner.buffer.base + scanner.buffer.end - start.offset > OrderRecord.textMax {
                stop = .broken(.tooLarge)
            } else if stop != nil, !scanner.buffer.isExhausted, scanner.buffer.end - scanner.index < Self.sightCount {
                // What stands there is to be shown.
                stop = .incomplete
            }
            switch stop {
            case nil:
                end(&record)
                return true
            case .incomplete:
                scanner.goBack(to: start)
                _ = try scanner.fill(keeping: scanner.index)
            case .broken(let fault):
                refuse(fault, &record)
                try resynchronise(fault, start, isFirst)
                return true
            }
        }
    }

    private mutating func attempt(_ record: inout OrderRecord) -> JSONStop? {
        do throws(JSONStop) {
            guard try scanner.expectByte() == UInt8(ascii: "{") else {
                note(.jsonNotAnObject, &record)
                record.isComplete = false
                element.begin(scanner)
                try scanner.skipValue(depth: 0)
                return nil
            }
            try element.read(&scanner, &record)
            return nil
        } catch {
            return error
        }
    }

    private mutating func end(_ record: inout OrderRecord) {
        element.finish(scanner, &record)
        let range = record.extent.lowerBound..<scanner.buffer.base + scanner.index
        record.extent = range
        let start = range.lowerBound - scanner.buffer.base
        if let offset = scanner.buffer.oddity(in: start..<scanner.index) {
            let byte = scanner.byte(at: offset - scanner.buffer.base)
            let facts = ["offset": String(offset + scanner.buffer.markCount), "encoding": scanner.buffer.encoding.rawValue]
            let value = "0x" + String(byte, radix: 16, uppercase: true)
            record.faults.append(
                Fault(.textMalformed, at: SourceLocation(line: record.line, column: nil), value: value, facts: facts))
        }
        place = .behindElement
        tokenLine = scanner.line
    }

    // MARK: Between elements

    /// Goes to the next element. False when there is none.
    private mutating func advance(_ isMissingComma: inout Bool) throws(IngestError) -> Bool {
        while place != .end {
            guard let byte = scanner.peek() else {
                if try scanner.fill(keeping: scanner.index) { continue }
                if isArray, place != .atElement { try noteFile(.jsonBrokenOff) }
                place = .end
                break
            }
            if place == .atElement || !isArray { return true }
            if byte == UInt8(ascii: "]") {
                if place == .behindComma { try noteFile(.jsonSyntax) }
                scanner.index += 1
                try endArray()
                break
            }
            guard place == .behindElement else { return true }
            if byte == UInt8(ascii: ",") {
                scanner.index += 1
                place = .behindComma
                tokenLine = scanner.line
                continue
            }
            if byte == UInt8(ascii: "{") {
                isMissingComma = true
                return true
            }
            try noteFile(.jsonSyntax)
            try noteFile(.jsonRestUnreadable)
            place = .end
        }
        return false
    }

    private mutating func endArray() throws(IngestError) {
        place = .end
        while true {
            if scanner.peek() != nil { return try noteFile(.jsonTrailingText) }
            if try !scanner.fill(keeping: scanner.index) { return }
        }
    }

    private mutating func resynchronise(_ fault: JSONBreak, _ start: JSONScanner.Mark, _ isFirst: Bool) throws(IngestError) {
        scanner.goBack(to: start)
        let broken = here()
        if isFirst || !isArray {
            place = .atElement
            let column = isFirst ? scanner.column(at: scanner.index) : 1
            let found = try scanner.skipToLine(withObjectAt: column)
            if found != .element { place = .end }
            if isArray, found == .end { fileFaults.append(Fault(.jsonRestUnreadable, at: broken)) }
            return
        }
        if fault != .controlCharacter, fault != .brokenOff, try scanner.skipElement() {
            place = .behindElement
            tokenLine = scanner.line
        } else {
            place = .end
            fileFaults.append(Fault(.jsonRestUnreadable, at: broken))
        }
    }

    // MARK: Faults

    private func here() -> SourceLocation { SourceLocation(line: scanner.line, column: scanner.column(at: scanner.index)) }

    /// The characters at which the scanner stands, as far as a user can be shown them.
    private func sight() -> String? {
        let end = min(scanner.index + Self.sightCount, scanner.buffer.end)
        guard scanner.index < end else { return nil }
        let text = String(copying: scanner.text(scanner.index..<end))
        return String(
            text.prefix { !$0.isNewline }.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFD }.map(Character.init))
    }

    private func note(_ code: FaultCode, _ record: inout OrderRecord) {
        record.faults.append(Fault(code, at: here(), value: sight()))
    }

    private mutating func noteFile(_ code: FaultCode) throws(IngestError) {
        while scanner.buffer.end - scanner.index < Self.sightCount, try scanner.fill(keeping: scanner.index) {}
        fileFaults.append(Fault(code, at: here(), value: sight()))
    }

    private mutating func refuse(_ fault: JSONBreak, _ record: inout OrderRecord) {
        record.isComplete = false
        element.finish(scanner, &record)
        record.extent = record.extent.lowerBound..<scanner.buffer.base + scanner.index
        switch fault {
        case .unexpectedByte: note(.jsonSyntax, &record)
        case .brokenOff: record.faults.append(Fault(.jsonBrokenOff, at: SourceLocation(line: record.line, column: nil)))
        case .badEscape: note(.jsonBadEscape, &record)
        case .controlCharacter:
            let byte = scanner.index < scanner.buffer.end ? scanner.byte(at: scanner.index) : 0
            let value = "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            record.faults.append(Fault(.jsonControlCharacter, at: here(), value: value))
        case .tooDeep:
            record.faults.append(Fault(.jsonTooDeep, at: here(), facts: ["limit": String(JSONScanner.depthMax)]))
        case .tooLarge:
            let location = SourceLocation(line: record.line, column: nil)
            record.faults.append(Fault(.orderTooLarge, at: location, facts: ["limit": String(OrderRecord.textMax)]))
        }
    }
}
