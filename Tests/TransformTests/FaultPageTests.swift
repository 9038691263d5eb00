import Fiscal
import Foundation
import Testing

/// docs/rules.md lists every fault code; `UPDATE_GOLDEN=1` writes it anew.
struct FaultPageTests {
    private static var page: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/rules.md")
    }

    @Test func `the page and the code say the same`() throws {
        let text = Self.text
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: Self.page.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        let (expected, found) = (text.split(separator: "\n"), written.split(separator: "\n"))
        #expect(expected.count == found.count)
        for (left, right) in zip(expected, found) { #expect(left == right, "UPDATE_GOLDEN=1 writes docs/rules.md anew") }
    }

    @Test func `the seed's errors of rulebook 9 lead to ours`() {
        let names = FaultCode.all.compactMap(\.seedName).joined(separator: "\n")
        for name in [
            "AP3063_MESSAGE", "MissingRetentionCodeError", "Credit note must reference an invoice", "Invoice ID must be provided",
            "Cannot update transactions for internal invoices", "Cannot update internal credit notes",
            "Only proforma or externally imported credit notes can be deleted.", "PacError(<PAC message>)",
        ] { #expect(names.contains(name)) }
    }

    private static var text: String {
        var lines = [
            "# Fault codes", "",
            "Every rule that refuses or alters something has a code that never changes its meaning. Results, manifests and reports name it.",
            "`error` blocks the document; `warning` and `info` travel with it. The configuration's `rules` sets the weight of a code, but for",
            "those marked *fixed*. The last column says what goes out when an error is demoted.", "",
            "This page is made from the code: `UPDATE_GOLDEN=1 swift test --filter FaultPageTests` writes it, and a test compares it.",
            "",
        ]
        for area in areas {
            let codes = FaultCode.all.filter { Self.area(of: $0) == area.key }
            guard !codes.isEmpty else { continue }
            lines += [
                "## \(area.title)", "", "| code | weight | what | source | the seed's error | demoted |",
                "|---|---|---|---|---|---|",
            ]
            lines += codes.map(row)
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ code: FaultCode) -> String {
        let weight = code.severity.rawValue + (code.isFixed && code.severity == .error ? ", *fixed*" : "")
        let cells = [
            "`\(code.code)`", weight, plain(code.message.en), code.source, code.seedName ?? "", code.whenDemoted?.en ?? "",
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    /// A template for readers: placeholders in italics, optional parts as they stand.
    private static func plain(_ template: String) -> String {
        template.replacing("[", with: "").replacing("]", with: "").replacing("{", with: "*").replacing("}", with: "*")
    }

    private static func area(of code: FaultCode) -> String {
        switch code.code {
        case "AP3063": "LIN"
        case "MissingRetentionCode": "TOT"
        default: String(code.code.split(separator: "-")[1])
        }
    }

    /// The areas in the order in which a document meets them; one that this list lacks comes last under its own name.
    private static var areas: [(key: String, title: String)] {
        let known: [(key: String, title: String)] = [
            ("FILE", "Files"), ("CSV", "CSV"), ("JSON", "JSON"), ("CELL", "Cells"), ("XML", "DGI XML"),
            ("IMP", "Imported documents"),
            ("HOOK", "Webhooks"), ("DOC", "Document"), ("RCV", "Receiver"), ("RUC", "RUC"), ("LIN", "Lines"),
            ("TOT", "Totals and retention"),
            ("REF", "References"), ("CUFE", "CUFE"), ("KEY", "Documents of the same key"), ("PAC", "PAC and DGI"),
            ("DOUBT", "In doubt"),
            ("VOID", "Void requests"),
        ]
        let others = Set(FaultCode.all.map(area)).subtracting(known.map(\.key)).sorted()
        return known + others.map { ($0, $0) }
    }
}
