import DgiXML
import Fiscal
import Ingest
import JSONText
@testable import Ledger
@testable import Submit

/// The DGI's XML: fed whole or in pieces, the same documents and the same faults, with places inside of the text.
enum XMLProperty {
    private static let settings = ImportSettings(
        companies: [.init(id: "acme", ruc: "155704849-2-2021")], environment: .sandbox,
        now: FiscalTime(epochSeconds: 1_795_267_200))

    static func check(_ bytes: [UInt8]) {
        let whole = read(bytes, piece: max(bytes.count, 1))
        let pieces = read(bytes, piece: 1 + Int(bytes.first ?? 0) % 97)
        require(whole == pieces, "pieces of it give something else: \(whole) ≠ \(pieces)")
    }

    private static func read(_ bytes: [UInt8], piece: Int) -> [String] {
        guard var reader = DgiXMLReader(settings) else { preconditionFailure("no anchors, no failure") }
        reader.restart()
        var seen: [String] = []
        var start = 0
        repeat {
            let end = min(start + piece, bytes.count)
            reader.feed(bytes[start..<end].span, isLast: end == bytes.count)
            while let document = reader.next() { seen.append(told(document.faults, bytes.count)) }
            start = end
        } while start < bytes.count
        require(!seen.isEmpty || reader.faults.contains { $0.severity == .error }, "neither document nor fault")
        return seen + [told(reader.faults, bytes.count)]
    }

    private static func told(_ faults: [Fault], _ count: Int) -> String {
        faults.map { fault in
            if let place = fault.location {
                require(place.line >= 1 && place.line <= count + 1, "\(fault.code.code) at line \(place.line) of \(count) bytes")
            }
            // Broken XML: where, and whether it looks cut off, depends on how much of it had been seen.
            if ["PB-XML-01", "PB-XML-02"].contains(fault.code.code) { return "broken" }
            return "\(fault.code.code) \(fault.location?.line ?? 0):\(fault.location?.column ?? 0) \(fault.field ?? "-")"
        }.joined(separator: ", ")
    }
}

/// Webhook files: what is taken can be put into a path and a message; everything else is a defect with words.
enum WebhookProperty {
    static func check(_ bytes: [UInt8]) {
        for allowsBareBody in [false, true] {
            do {
                let notice = try WebhookNotice(InputSource(bytes: bytes), allowsBareBody: allowsBareBody)
                require((1...64).contains(notice.pacID.utf8.count), "an id of \(notice.pacID.utf8.count) bytes")
                require(notice.pacID.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }, "an id that can't be in a path")
                require((1...64).contains(notice.legalStatus.utf8.count), "a status of \(notice.legalStatus.utf8.count) bytes")
                require(allowsBareBody || notice.isEnvelope, "a bare body where none is allowed")
                require(notice.isEnvelope || notice.signature == nil, "a signature of nothing")
            } catch let defect as WebhookNotice.Defect {
                require(!defect.fault.message(in: .es).isEmpty, "a defect without words")
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }
}

/// Answers of the PAC's: the first two bytes choose the status, the rest is the body. Nothing but a 2xx with an id is taken, nothing but a 4xx
/// with an error body is refused (pac-api.md 3.4).
enum AnswerProperty {
    static func check(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return }
        let status = 100 + (Int(bytes[0]) << 8 | Int(bytes[1])) % 500
        let body = Array(bytes.dropFirst(2))
        let header = String(decoding: body.prefix(40).filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
        let answer = StoredAnswer(
            atMicros: 0, transport: 0, transportDetail: nil, bytesSent: 1, httpStatus: status,
            headers: "content-type: application/json\nretry-after: \(header)", body: body)
        for mayHaveLanded in [false, true] {
            switch PostOutcome(answer, mayHaveLanded: mayHaveLanded) {
            case .taken(let document):
                require((200...299).contains(status), "taken at \(status)")
                check(document)
            case .rejected(let findings):
                require((400...499).contains(status) && !findings.isEmpty, "refused at \(status) with \(findings.count) findings")
                require(![401, 403, 408, 409, 425, 429].contains(status), "refused at \(status)")
                require(!mayHaveLanded || !findings.contains { $0.code == "1002" }, "1002 after a doubt is no rejection")
            case .notSent: preconditionFailure("an answer came")
            case .throttled: require(status == 429, "throttled at \(status)")
            case .keyRefused: require(status == 401, "key refused at \(status)")
            case .stopped: require((400...499).contains(status), "stopped at \(status)")
            case .inDoubt: break
            }
        }
        if let document = PacAnswer.document(body) { check(document) }
        if let listing = PacAnswer.listing(body, page: 1) { for document in listing.documents { check(document) } }
        _ = (PacAnswer.errors(body), PacAnswer.rucAnswer(body), PacAnswer.company(body), PacAnswer.offices(body))
        _ = MentionedIDs.found(in: body)
        let seconds = RetryAfter.seconds(header, now: FiscalTime(epochSeconds: 1_795_267_200)) ?? 0
        require(seconds >= 0 && seconds <= 100 * 366 * 86_400, "\(seconds) s to wait")
    }

    private static func check(_ document: PacDocument) {
        let id = document.reply.pacID
        require((1...64).contains(id.unicodeScalars.count), "an id of \(id.unicodeScalars.count) characters")
        require(id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x5C }, "an id that can't be in a path")
    }
}

/// JSON, strict and as configuration files have it: what is read can be written, and means the same when it is read again.
enum JSONProperty {
    static func check(_ bytes: [UInt8]) {
        for dialect in [JSONParser.Dialect.strict, .configuration] {
            do throws(JSONError) {
                let value = try JSONParser.parse(bytes, dialect: dialect)
                let again = try? JSONParser.parse(value.text)
                require(again == value, "written and read again it is something else")
                if dialect == .strict {
                    require(
                        (try? JSONParser.parse(bytes, dialect: .configuration)) == value,
                        "as configuration it means something else")
                }
            } catch {
                require(error.line >= 1 && error.line <= bytes.count + 1 && error.column >= 1, "\(error.line):\(error.column)")
            }
        }
    }
}

/// CUFE, RUC, amounts and moments: what is taken is written as it was read.
enum CodesProperty {
    static func check(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        checkCufe(text)
        for type in [RucType?.none, .natural, .juridical] {
            guard let ruc = try? Ruc(text: text, type: type) else { continue }
            require(ruc.checkDigitsText.utf8.count == 2, "check digits \(ruc.checkDigitsText)")
        }
        _ = (
            Ruc.form(of: bytes.span), Ruc.isForm(bytes.span), Ruc.type(byForm: bytes.span),
            Ruc.fitsFinalConsumerPattern(bytes.span)
        )
        if let amount = try? Amount(text: text) {
            require((try? Amount(text: amount.text(minimumDecimals: 0))) == amount, "amount \(amount) isn't itself")
        }
        if let moment = FiscalTime(text: text) {
            require(FiscalTime(text: moment.text) == moment, "moment \(moment.text) isn't itself")
        }
    }

    private static func checkCufe(_ text: String) {
        let faults = Cufe.faults(in: text)
        guard let cufe = try? Cufe(text: text) else { return require(!faults.isEmpty, "refused without a fault") }
        require(faults.isEmpty && cufe.text == text, "taken with a fault")
        let parts = [cufe.documentType, cufe.dv, cufe.branch, cufe.numeration, cufe.billingPoint, cufe.securityCode]
        require(parts.map(\.utf8.count) == [2, 2, 4, 10, 3, 9], "parts \(parts)")
        require(cufe.checkDigit <= 9, "check digit \(cufe.checkDigit)")
        _ = (cufe.ruc, cufe.date, cufe.issueDate, cufe.environment)
    }
}
