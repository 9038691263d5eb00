internal import Guards

/// Why downloaded bytes aren't the document that was asked for (rulebook 7.6). The download is tried again later with a fresh address.
public enum DownloadDefect: Error, Equatable, Sendable {
    /// The server said that it's something else: an error page, a login page.
    case contentType(String)
    /// No bytes at all.
    case empty
    /// More bytes than a document has.
    case tooLarge(bytes: Int, limit: Int)
    /// It doesn't begin like one: `%PDF-`, `<`.
    case wrongBeginning
    /// It breaks off: a PDF without `%%EOF` in its last kilobyte, an XML text that doesn't end with `>`.
    case truncated
    /// An XML text that doesn't hold the CUFE that it is filed under.
    case otherDocument
}

/// What lies in the outbox for a document.
public enum OutboxKind: String, Sendable, CaseIterable {
    /// The printable form (CAFE).
    case pdf
    /// The signed XML.
    case xml

    /// Most bytes that are taken.
    public static let bytesMax = 20 << 20

    /// What is wrong with downloaded bytes; nil when they are a whole document.
    /// - Parameter contentType: the answer's header; nil when there was none, or when the bytes come from a file.
    public func defect(in bytes: [UInt8], contentType: String?, cufe: String) -> DownloadDefect? {
        guard Guard.wholeDownload.isOn else { return nil }
        if let contentType, !accepts(contentType: contentType) { return .contentType(contentType) }
        if bytes.isEmpty { return .empty }
        if bytes.count > Self.bytesMax { return .tooLarge(bytes: bytes.count, limit: Self.bytesMax) }
        switch self {
        case .pdf:
            guard bytes.starts(with: "%PDF-".utf8) else { return .wrongBeginning }
            return bytes.suffix(1024).contains(sequence: "%%EOF") ? nil : .truncated
        case .xml:
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            guard text.first == UInt8(ascii: "<") else { return .wrongBeginning }
            guard text.last(where: { $0 > 0x20 }) == UInt8(ascii: ">") else { return .truncated }
            return text.contains(sequence: cufe) ? nil : .otherDocument
        }
    }

    /// Object stores say `octet-stream` of anything; an HTML page says what it is.
    private func accepts(contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        switch (self, type) {
        case (_, ""), (_, "application/octet-stream"), (_, "binary/octet-stream"): return true
        case (.pdf, "application/pdf"), (.pdf, "application/x-pdf"): return true
        case (.xml, "application/xml"), (.xml, "text/xml"), (.xml, "text/plain"): return true
        case (_, _): return false
        }
    }
}

extension Collection where Element == UInt8, Index == Int {
    /// True when the bytes of a text stand somewhere in these; an empty text doesn't.
    fileprivate func contains(sequence text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, count >= wanted.count else { return false }
        for start in startIndex...(endIndex - wanted.count) where self[start] == first {
            if self[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
