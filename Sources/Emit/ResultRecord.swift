internal import Fiscal
internal import JSONText
internal import Ledger

/// One document as results tell it: the same columns for JSON Lines and CSV (product.md 7).
struct ResultRecord {
    let row: DocumentRow
    let faults: [Fault]
    let inputName: String
    let id: String
    let replaces: String?
    let replacedBy: String?
    let language: Language

    /// A value of one column.
    enum Value {
        case text(String?)
        case integer(Int)
        case amount(Amount?)
        case words([String]?)
        case faults
    }

    struct Column {
        let name: StaticString
        let value: @Sendable (ResultRecord) -> Value
    }

    /// The contract's columns in its order, then ours; the faults come last because they are the longest.
    static let columns: [Column] = contractColumns + ownColumns

    private static let contractColumns = [
        Column(name: "company") { .text($0.row.company.isEmpty ? nil : $0.row.company) },
        Column(name: "kind") { .text($0.row.kind.rawValue) },
        Column(name: "mode") { .text($0.row.mode.rawValue) },
        Column(name: "order_id") { .text($0.row.orderID) },
        Column(name: "state") { .text($0.row.state.rawValue) },
        Column(name: "legal_status") { .text($0.row.legalStatus?.word) },
        Column(name: "document_id") { .text($0.row.pacID) },
        Column(name: "cufe") { .text($0.row.cufe) },
        Column(name: "expected_cufe") { .text($0.row.expectedCufe) },
        Column(name: "numeration") { .text($0.row.numeration) },
        Column(name: "billing_point") { .text($0.row.billingPoint) },
        Column(name: "qr_code_url") { .text($0.row.qrURL) },
        Column(name: "issue_date") { .text($0.row.issueDate?.text) },
        Column(name: "total") { .amount($0.row.total) },
        Column(name: "itbms") { .amount($0.row.itbms) },
        Column(name: "retention") { .amount($0.row.retention) },
        Column(name: "receptor_type") { .text($0.row.receptorType?.rawValue) },
        Column(name: "pdf") { .text($0.row.pdf) },
        Column(name: "pdf_sha256") { .text($0.row.pdfSHA256) },
        Column(name: "xml") { .text($0.row.xml) },
        Column(name: "attempts") { .integer($0.row.attempts) },
        Column(name: "replaces") { .text($0.replaces) },
        Column(name: "replaced_by") { .text($0.replacedBy) },
        Column(name: "trust") { .text($0.row.trust) },
    ]

    private static let ownColumns = [
        Column(name: "document_type") { .text($0.row.documentType?.rawValue) },
        Column(name: "branch") { .text($0.row.branch) },
        Column(name: "xml_sha256") { .text($0.row.xmlSHA256) },
        Column(name: "void_reason") { .text($0.row.voidReason) },
        Column(name: "id") { .text($0.id) },
        Column(name: "line") { .integer($0.row.line) },
        Column(name: "missing") { .words($0.row.missingForValidity?.map(\.rawValue)) },
        Column(name: "faults") { _ in .faults },
    ]

    // MARK: JSON Lines

    /// Appends the record as one line.
    func appendJSON(to writer: inout ByteWriter) {
        writer.append(#"{"type":"document""#)
        for column in Self.columns {
            writer.append(",\"")
            writer.append(column.name)
            writer.append("\":")
            switch column.value(self) {
            case .text(let text): writer.append(jsonOrNull: text)
            case .integer(let number): writer.append(integer: Int64(number))
            case .amount(let amount): writer.append(jsonOrNull: amount)
            case .words(let words): writer.append(jsonOrNull: words)
            case .faults: faults.appendJSON(file: inputName, language: language, to: &writer)
            }
        }
        writer.append("}\n")
    }

    // MARK: CSV

    static func appendCSVHeader(to writer: inout ByteWriter) {
        writer.append("\u{FEFF}")
        for (index, column) in columns.enumerated() {
            if index > 0 { writer.append(",") }
            writer.append(column.name)
        }
        writer.append("\r\n")
    }

    /// The faults as the text of one cell: errors first, which is what its reader looks for.
    func sentences(of severities: [Severity]) -> String {
        guard !faults.isEmpty else { return "" }
        let sorted = severities.flatMap { severity in faults.filter { $0.severity == severity } }
        return sorted.map { $0.sentence(in: language) }.joined(separator: " | ")
    }

    /// Appends the record as one row.
    func appendCSV(to writer: inout ByteWriter) {
        for (index, column) in Self.columns.enumerated() {
            if index > 0 { writer.append(",") }
            switch column.value(self) {
            case .text(let text): writer.append(csvCell: text ?? "")
            case .integer(let number): writer.append(integer: Int64(number))
            case .amount(let amount): if let amount { writer.append(amount, decimals: 2) }
            case .words(let words): writer.append(csvCell: (words ?? []).joined(separator: " "))
            case .faults: writer.append(csvCell: sentences(of: [.error, .warning, .info]))
            }
        }
        writer.append("\r\n")
    }
}

extension [Fault] {
    /// Appends the faults as a JSON array.
    func appendJSON(file: String, language: Language, to writer: inout ByteWriter) {
        writer.append("[")
        for (index, fault) in enumerated() {
            if index > 0 { writer.append(",") }
            fault.appendJSON(file: file, language: language, to: &writer)
        }
        writer.append("]")
    }
}

extension Fault {
    fileprivate func appendJSON(file: String, language: Language, to writer: inout ByteWriter) {
        writer.append(#"{"code":"#)
        writer.append(jsonString: code.code)
        writer.append(#","severity":"#)
        writer.append(jsonString: severity.rawValue)
        writer.append(#","file":"#)
        writer.append(jsonString: file)
        writer.append(#","line":"#)
        writer.append(jsonOrNull: location?.line)
        writer.append(#","column":"#)
        writer.append(jsonOrNull: location?.column)
        writer.append(#","field":"#)
        writer.append(jsonOrNull: field)
        writer.append(#","value":"#)
        writer.append(jsonOrNull: value)
        writer.append(#","message":"#)
        writer.append(jsonString: message(in: language))
        writer.append(#","hint":"#)
        writer.append(jsonString: hint(in: language))
        writer.append(#","source":"#)
        writer.append(jsonString: code.source)
        writer.append("}")
    }

    /// Everything in one sentence, for a spreadsheet's cell: `PB-LINE-01 error, línea 3, lines[0].tax_rate: … …`.
    func sentence(in language: Language) -> String {
        var place = [code.code + " " + ResultTexts.word(of: severity)[language]]
        if let location { place.append(ResultTexts.line[language] + " " + String(location.line)) }
        if let field { place.append(field) }
        return place.joined(separator: ", ") + ": " + message(in: language) + ". " + hint(in: language)
    }
}

/// Words of the results.
enum ResultTexts {
    static let line = Wording(es: "línea", en: "line")

    static func word(of severity: Severity) -> Wording {
        switch severity {
        case .error: Wording(es: "error", en: "error")
        case .warning: Wording(es: "advertencia", en: "warning")
        case .info: Wording(es: "aviso", en: "info")
        }
    }
}
