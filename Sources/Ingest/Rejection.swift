public import Fiscal
internal import JSONText

/// What is written beside a file that can't be used: `NAME.reason.json` (product.md 3).
public struct Rejection: Sendable {
    /// The file's name in the inbox.
    public let file: String
    /// What was in it.
    public let fingerprint: Fingerprint
    /// Why it can't be used.
    public let faults: [Fault]

    /// Makes a rejection.
    public init(file: String, fingerprint: Fingerprint, faults: [Fault]) {
        self.file = file
        self.fingerprint = fingerprint
        self.faults = faults
    }

    /// The text of the file, with messages in a language. The faults have the members that results give them (product.md 7).
    public func text(in language: Language) -> [UInt8] {
        let reasons = faults.map { fault -> JSONValue in
            [
                "code": JSONValue(fault.code.code), "severity": JSONValue(fault.severity.rawValue), "file": JSONValue(file),
                "line": fault.location.map { JSONValue($0.line) } ?? nil,
                "column": fault.location?.column.map { JSONValue($0) } ?? nil,
                "field": JSONValue(fault.field), "value": JSONValue(fault.value),
                "message": JSONValue(fault.message(in: language)),
                "hint": JSONValue(fault.hint(in: language)), "source": JSONValue(fault.code.source),
            ]
        }
        let whole: JSONValue = [
            "file": JSONValue(file), "sha256": JSONValue(fingerprint.hex), "bytes": JSONValue(fingerprint.count),
            "faults": .array(reasons),
        ]
        var writer = ByteWriter()
        whole.write(into: &writer)
        writer.append("\n")
        return writer.bytes
    }
}
