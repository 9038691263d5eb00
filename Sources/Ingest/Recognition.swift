internal import Fiscal

/// What the beginning of a file says about the whole (product.md 6: recognised by content, not by name).
struct Recognition {
    /// What is to be done with the file.
    enum Finding: Equatable {
        case csv
        case jsonArray
        case jsonLines
        case xml
        case webhook
        case refused(Fault)
    }

    let finding: Finding
    /// JSON: the keys of the first object.
    private(set) var keys: [String] = []

    /// - Parameters:
    ///   - signature: the file's first bytes as they are.
    ///   - sample: the beginning of its text.
    ///   - profiles: mappings that may make keys known.
    init(signature: [UInt8], sample: [UInt8], profiles: [Profile]) throws(IngestError) {
        if let fault = Self.foreignFormat(signature, sample) {
            finding = .refused(fault)
            return
        }
        guard let first = sample.first(where: { $0 > 0x20 }) else {
            finding = .refused(Fault(.fileEmpty))
            return
        }
        switch first {
        case UInt8(ascii: "<"): finding = .xml
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let object = try FirstObject(sample)
            let found = object.keys
            keys = found
            if object.isWebhook {
                finding = .webhook
            } else if !found.isEmpty, !profiles.contains(where: { $0.fits(found) }), found.allSatisfy(Self.isUnused) {
                let value = keys.prefix(5).joined(separator: ", ")
                finding = .refused(Fault(.fileNotRecognized, at: SourceLocation(line: 1, column: nil), value: value))
            } else {
                finding = first == UInt8(ascii: "[") ? .jsonArray : .jsonLines
            }
        default: finding = .csv
        }
    }

    private static func isUnused(_ name: String) -> Bool { JSONKey(named: name, profile: nil) == .unused }

    /// True when the first object is a client (product.md 6: `client_id` and no `order_id`).
    func isClients(_ profile: Profile?) -> Bool {
        let known = keys.map { JSONKey(named: $0, profile: profile) }
        return known.contains(.order(.client_id)) && !known.contains(.order(.order_id)) && !known.contains(.lines)
    }

    private static func foreignFormat(_ signature: [UInt8], _ sample: [UInt8]) -> Fault? {
        if signature.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return Fault(.fileIsWorkbook, value: "XLS") }
        if signature.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            return zipped(String(decoding: sample.prefix(4096), as: UTF8.self))
        }
        if let fault = tabular(Array(sample.prefix(1024))) { return fault }
        let archives: [(String, [UInt8])] = [
            ("GZIP", [0x1F, 0x8B]), ("7Z", Array("7z".utf8) + [0xBC, 0xAF]), ("RAR", Array("Rar!".utf8)),
            ("BZIP2", Array("BZh".utf8)),
            ("XZ", [0xFD, 0x37, 0x7A]),
        ]
        if let archive = archives.first(where: { signature.starts(with: $0.1) }) {
            return Fault(.fileIsArchive, value: archive.0)
        }
        let others: [(String, [UInt8])] = [
            ("PDF", Array("%PDF".utf8)), ("PNG", [0x89, 0x50, 0x4E, 0x47]), ("JPEG", [0xFF, 0xD8, 0xFF]),
            ("GIF", Array("GIF8".utf8)),
            ("ELF", [0x7F, 0x45, 0x4C, 0x46]), ("EXE", Array("MZ".utf8) + [0x90]),
        ]
        if let other = others.first(where: { signature.starts(with: $0.1) }) { return Fault(.fileNotText, value: other.0) }
        let nuls = sample.count { $0 == 0 }
        return nuls * 10 > sample.count ? Fault(.fileNotText, value: "NUL") : nil
    }
}

extension Recognition {
    /// What an archive is by the names of its first files.
    fileprivate static func zipped(_ text: String) -> Fault {
        let documents = [("DOCX", "word/"), ("PPTX", "ppt/"), ("ODT", "opendocument.text"), ("ODP", "opendocument.presentation")]
        if let document = documents.first(where: { text.contains($0.1) }) { return Fault(.fileNotText, value: document.0) }
        if text.contains("application/vnd.oasis") { return Fault(.fileIsWorkbook, value: "ODS") }
        let isWorkbook = text.contains("xl/") || text.contains("[Content_Types].xml")
        return isWorkbook ? Fault(.fileIsWorkbook, value: "XLSX") : Fault(.fileIsArchive, value: "ZIP")
    }

    /// What many programs call their export for Excel: a page with a table, or the XML of Excel 2003, mostly named `.xls`.
    static func tabular(_ head: [UInt8]) -> Fault? {
        let text = head.drop { $0 <= 0x20 || $0 >= 0x80 }
        guard text.first == UInt8(ascii: "<") else { return nil }
        let start = String(decoding: text.prefix(14), as: UTF8.self).lowercased()
        if ["<html", "<!doctype html", "<table", "<head"].contains(where: { start.hasPrefix($0) }) {
            return Fault(.fileIsWorkbook, value: "HTML")
        }
        let isWorkbook = text.indices.contains { index in
            text[index] == UInt8(ascii: "u") && text[index...].starts(with: spreadsheetNamespace)
        }
        return isWorkbook ? Fault(.fileIsWorkbook, value: "XML Excel 2003") : nil
    }

    private static let spreadsheetNamespace = Array("urn:schemas-microsoft-com:office:spreadsheet".utf8)
}

/// The keys of the first object of a JSON text, as far as the sample holds it.
private struct FirstObject {
    private(set) var keys: [String] = []
    private(set) var isWebhook = false

    init(_ sample: [UInt8]) throws(IngestError) {
        var buffer = TextBuffer(InputSource(bytes: sample))
        _ = try buffer.fill(keeping: 0)
        var scanner = JSONScanner(buffer)
        do throws(JSONStop) {
            if try scanner.expectByte() == UInt8(ascii: "[") { scanner.index += 1 }
            try members(&scanner)
        } catch {
            // The sample ends, or it isn't JSON: what was seen so far has to do, and the reader tells the rest.
            return
        }
    }

    private mutating func members(_ scanner: inout JSONScanner) throws(JSONStop) {
        guard try scanner.expectByte() == UInt8(ascii: "{") else { return }
        scanner.index += 1
        while try scanner.expectByte() == UInt8(ascii: "\"") {
            let (range, isEscaped) = try scanner.string()
            let name = String(
                decoding: isEscaped ? JSONEscapes.unescaped(scanner.text(range)) : scanner.buffer.sanitised(range), as: UTF8.self)
            try scanner.expect(UInt8(ascii: ":"))
            let isText = try scanner.expectByte() == UInt8(ascii: "\"")
            let start = scanner.index
            keys.append(name)
            try scanner.skipValue(depth: 1)
            if name == "kind", isText, String(copying: scanner.text(start + 1..<scanner.index - 1)) == "pac-webhook" {
                isWebhook = true
            }
            guard try scanner.expectByte() == UInt8(ascii: ",") else { return }
            scanner.index += 1
        }
    }
}
