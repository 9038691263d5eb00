import Fiscal
import JSONText
import Ledger

/// `show ID`: the whole history of one document. An order key can name several: each is shown.
enum ShowCommand {
    static func run(_ context: Context, id: String) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let found = try ledger.documentsAndVoids(named: id)
            guard !found.isEmpty else {
                context.screen.complain(Wording.unknownID(id)[context.language])
                return .usage
            }
            if context.global.json {
                context.data(.array(try found.map { try json($0, ledger, context.language) }))
            } else {
                for row in found { try say(row, ledger, context) }
            }
            return .done
        }
    }

    // MARK: - JSON

    private static func json(_ row: DocumentRow, _ ledger: LedgerStore, _ language: Language) throws -> JSONValue {
        var object = JSONObject()
        for (name, value) in try facts(row, ledger) { object[name] = JSONValue(value) }
        object["faults"] = .array(
            try ledger.faults(ofDocument: row.id).map { $0.json(file: "", orderID: row.orderID, language: language) })
        object["events"] = .array(
            try ledger.events(ofDocument: row.id).map { event in
                [
                    "at": .string(FiscalTime(epochSeconds: event.atMicros / 1_000_000).text), "kind": .string(event.kind),
                    "detail": (try? JSONParser.parse(event.detail)) ?? .null,
                ]
            })
        object["exchanges"] = .array(try ledger.exchanges(ofDocument: row.id).map(json))
        return .object(object)
    }

    private static func json(_ exchange: Exchange) -> JSONValue {
        [
            "call": .string(exchange.call), "attempt": exchange.attempt.map { JSONValue($0) } ?? .null,
            "outcome": JSONValue(exchange.outcome), "http_status": exchange.httpStatus.map { JSONValue($0) } ?? .null,
            "request": exchange.request.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null,
            "response": exchange.response.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null,
        ]
    }

    // MARK: - Text

    private static func say(_ row: DocumentRow, _ ledger: LedgerStore, _ context: Context) throws {
        let (screen, language) = (context.screen, context.language)
        screen.data("\(printable(row.orderID ?? row.cufe ?? String(row.id)))\n")
        for (name, value) in try facts(row, ledger) + importedFacts(row, ledger) {
            if let value { screen.data("  \(name): \(printable(value))\n") }
        }
        for fault in try ledger.faults(ofDocument: row.id) {
            screen.data("  \(fault.severity.rawValue) \(fault.code.code) \(printable(fault.message(in: language)))\n")
            screen.data("    \(printable(fault.hint(in: language)))\n")
        }
        for event in try ledger.events(ofDocument: row.id) {
            screen.data(
                "  \(FiscalTime(epochSeconds: event.atMicros / 1_000_000).text)  \(event.kind)  \(printable(event.detail))\n")
        }
        for exchange in try ledger.exchanges(ofDocument: row.id) {
            screen.data("  \(exchange.call) → \(exchange.httpStatus.map(String.init) ?? "—")  \(exchange.outcome ?? "")\n")
            if let request = exchange.request { screen.data("    > \(printable(String(decoding: request, as: UTF8.self)))\n") }
            if let response = exchange.response { screen.data("    < \(printable(String(decoding: response, as: UTF8.self)))\n") }
        }
    }

    private static func facts(_ row: DocumentRow, _ ledger: LedgerStore) throws -> [(String, String?)] {
        let input = try ledger.input(id: row.inputID)
        return [
            ("company", row.company), ("kind", row.kind.rawValue), ("mode", row.mode.rawValue), ("order_id", row.orderID),
            ("state", row.state.rawValue), ("legal_status", row.legalStatus?.word), ("document_id", row.pacID),
            ("cufe", row.cufe),
            ("expected_cufe", row.expectedCufe), ("numeration", row.numeration), ("security_code", row.securityCode),
            ("billing_point", row.billingPoint), ("issue_date", row.issueDate?.text), ("total", row.total.text(decimals: 2)),
            ("itbms", row.itbms.text(decimals: 2)), ("retention", row.retention?.text(decimals: 2)), ("qr_code_url", row.qrURL),
            ("pdf", row.pdf), ("xml", row.xml), ("input", input?.name), ("line", String(row.line)),
            ("attempts", String(row.attempts)),
        ]
    }

    /// Parties, authorisation and what people wrote beside an imported document.
    private static func importedFacts(_ row: DocumentRow, _ ledger: LedgerStore) throws -> [(String, String?)] {
        guard row.mode == .dgiImport, let known = try ledger.imported(id: row.id) else { return [] }
        return [
            ("trust", row.trust), ("side", known.side), ("issuer_ruc", known.issuer.ruc), ("issuer_name", known.issuer.name),
            ("receiver_ruc", known.receiver.ruc), ("receiver_name", known.receiver.name),
            ("authorization_number", known.authorizationNumber),
        ] + known.metadata.map { ("metadata.\($0.key)", $0.value) }
    }
}
