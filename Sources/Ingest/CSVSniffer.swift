internal import Fiscal

/// Finds out a CSV file's delimiter and decimal sign by reading many of its rows with each delimiter in turn (product.md 6).
struct CSVSniffer {
    private static let rowsMax = 1_000
    private static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

    /// The beginning of the file as text, without byte order mark.
    let sample: [UInt8]
    /// True when the sample isn't the whole file, so that its last row may be cut.
    let isCut: Bool
    let profiles: [Profile]

    /// How the rows look with one delimiter.
    private struct Reading {
        var delimiter: UInt8
        var binding: CSVBinding
        var rows = 0
        var evenRows = 0
        var numbers: [DecimalSign: Int] = [:]

        var known: Int { binding.orderColumns.count + binding.lineColumns.count }
        var evenness: Int { rows == 0 ? 1000 : evenRows * 1000 / rows }

        /// First how many names the header shares with ours, then how evenly the rows are wide, then how wide they are.
        func isBetter(than other: Reading) -> Bool {
            (known, evenness, binding.header.count) > (other.known, other.evenness, other.binding.header.count)
        }
    }

    /// A `sep=` line: what delimiter it states, and where the header begins.
    private var separatorLine: (delimiter: UInt8, next: Int)? {
        var text = Array(sample.prefix(12))
        if text.first == UInt8(ascii: "\"") { text.removeFirst() }
        guard text.count > 4, String(decoding: text[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
        let delimiter = text[4]
        guard delimiter < 0x80, delimiter != 0x0A, delimiter != 0x0D, delimiter != UInt8(ascii: "\"") else { return nil }
        guard let end = sample.prefix(12).firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        let isPair = sample[end] == 0x0D && end + 1 < sample.count && sample[end + 1] == 0x0A
        return (delimiter, end + (isPair ? 2 : 1))
    }

    /// What the sample shows.
    struct Finding {
        var dialect = Dialect()
        /// Index in the sample at which the header begins.
        var start = 0
        /// The first row can't be read with some delimiter, and makes no sense with the others.
        var hasBrokenHeader = false
    }

    /// The dialect as far as the sample shows it.
    func finding() throws(IngestError) -> Finding {
        var dialect = Dialect()
        let stated = separatorLine
        let start = stated?.next ?? 0
        var readings: [Reading] = []
        let candidates = stated.map { [$0.delimiter] } ?? Self.candidates
        for delimiter in candidates {
            if let reading = try reading(delimiter: delimiter, from: start) { readings.append(reading) }
        }
        guard var best = readings.first else { return Finding(dialect: dialect, start: start, hasBrokenHeader: true) }
        for reading in readings.dropFirst() where reading.isBetter(than: best) { best = reading }
        let pinned = readings.first { $0.binding.profile?.delimiter == $0.delimiter }
        if let pinned, stated == nil { best = pinned }
        dialect.hasSeparatorLine = stated != nil
        dialect.delimiter = best.delimiter
        dialect.rowsSampled = best.rows
        dialect.delimiterCertainty = stated != nil || pinned != nil ? .stated : Self.certainty(best)
        let (points, commas) = (best.numbers[.point] ?? 0, best.numbers[.comma] ?? 0)
        if points + commas > 0 {
            dialect.decimalSign = points >= commas ? .point : .comma
            dialect.decimalCertainty = min(points, commas) == 0 ? .certain : .likely
        }
        if let sign = best.binding.profile?.decimalSign { (dialect.decimalSign, dialect.decimalCertainty) = (sign, .stated) }
        return Finding(dialect: dialect, start: start, hasBrokenHeader: best.known == 0 && readings.count < candidates.count)
    }

    private static func certainty(_ reading: Reading) -> Certainty {
        if reading.known >= 2 { return reading.evenness == 1000 ? .certain : .likely }
        return reading.binding.header.count > 1 && reading.evenness == 1000 ? .likely : .assumed
    }

    private func reading(delimiter: UInt8, from start: Int) throws(IngestError) -> Reading? {
        var scanner = CSVScanner(TextBuffer(InputSource(bytes: Array(sample[start...]))), delimiter: delimiter)
        guard try scanner.nextRow() == .row else { return nil }
        var reading = Reading(
            delimiter: delimiter, binding: CSVBinding(header: scanner.texts(), profiles: profiles))
        let decimals =
            reading.binding.lineColumns.filter { $0.care == .decimal }.map(\.column)
            + reading.binding.orderColumns.filter { $0.care == .decimal }.map(\.column)
        while reading.rows < Self.rowsMax {
            let row = try scanner.nextRow()
            if row == .end || (isCut && scanner.isAtEnd) { break }
            reading.rows += 1
            guard row == .row, reading.binding.isEven(scanner) else { continue }
            reading.evenRows += 1
            for column in decimals where column < scanner.fieldCount {
                let field = scanner.trimmed(column)
                if case .clear(let sign)? = DecimalShape(scanner.text(field))?.sign { reading.numbers[sign, default: 0] += 1 }
            }
        }
        return reading
    }
}

extension CSVBinding {
    /// True when a row has a cell for every column with a name, and nothing but empty cells beyond the header.
    func isEven(_ scanner: borrowing CSVScanner) -> Bool {
        if scanner.fieldCount == header.count { return true }
        guard scanner.fieldCount >= namedWidth else { return false }
        return scanner.fieldCount <= header.count
            || (header.count..<scanner.fieldCount).allSatisfy { scanner.trimmed($0).isEmpty }
    }
}
