import Fiscal
import JSONText

extension Router {
    private static let silenceNanos: Int64 = 120_000_000_000
    private static let refusalNanos: Int64 = 2_000_000_000
    private static let dripNanos: Int64 = 1_000_000_000
    private static let chunkNanos: Int64 = 5_000_000
    private static let hugeBytes = 10 << 20
    private static let hugeFileBytes = 5 << 30

    /// What a fault makes of the answer that would have gone out; notes fault and status.
    func play(_ planned: PlannedFault, on answer: Answer, _ request: Request, _ record: inout TruthRecord) -> Reply {
        record.fault = planned.fault.name
        let reply = reply(planned, answer, request, record)
        if case .answer(let played) = reply { record.status = played.status }
        if case .wire(let steps) = reply, steps.contains(where: \.saysSomething) { record.status = answer.status }
        return reply
    }

    private func reply(
        _ planned: PlannedFault, _ answer: Answer, _ request: Request, _ record: TruthRecord
    ) -> Reply {
        switch planned.effect {
        case .silence: .wire([.hold(nanos: planned.nanos ?? Self.silenceNanos)])
        case .close, .closeOnReuse: .close
        case .reset: .wire([.reset])
        case .status(let status): .answer(Answer(status: status, code: "SBX-FAULT"))
        case .page(let status): .answer(Self.page(status))
        case .throttled(let form): .answer(throttledAnswer(form))
        case .redirect(let address):
            .answer(Answer(status: 302, headers: [.init(name: "Location", value: address)], body: []))
        case .refused(let status, let code): .answer(Answer(status: status, code: code))
        case .duplicateNumber: .answer(Answer(status: 400, code: "1002", field: "information.numeration"))
        case .refuse: refuseConnections(planned, answer)
        case .file(let fault): filePlayed(fault, answer)
        case .fate, .webhook, .lookup: .answer(answer)
        case .emptyBody, .truncated, .notJSON, .wrongContentType, .withoutID, .withoutCufe, .withOtherID, .huge, .endless,
            .slowLoris, .invalidUTF8, .duplicateKeys, .errorInside:
            torn(planned.effect, answer, planned.nanos, record)
        }
    }

    private func refuseConnections(_ planned: PlannedFault, _ answer: Answer) -> Reply {
        refuse(planned.nanos ?? Self.refusalNanos)
        return .answer(answer)
    }

    private static func page(_ status: Int) -> Answer {
        let html = "<html><head><title>\(status) Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n"
        return Answer(
            status: status, headers: [.init(name: "Content-Type", value: "text/html")], body: Array(html.utf8))
    }

    private func throttledAnswer(_ form: FaultEffect.RetryAfterForm) -> Answer {
        let value: String? =
            switch form {
            case .none: nil
            case .text(let text): text
            case .dateIn(let seconds): HTTPDate.text(unixSeconds: clock.now().unixSeconds + seconds)
            }
        return Answer(
            status: 429, code: "SBX-THROTTLED", headers: value.map { [.init(name: "Retry-After", value: $0)] } ?? [])
    }

    private func filePlayed(_ fault: FaultEffect.FileFault, _ answer: Answer) -> Reply {
        var played = answer
        switch fault {
        case .html:
            played.headers = [.init(name: "Content-Type", value: "text/html")]
            played.body = Array("<html><body>Sesión vencida</body></html>".utf8)
        case .truncated:
            played.body = Array(answer.body.prefix(answer.body.count / 2))
            return .wire([.send(played.wire(contentLength: answer.body.count))])
        case .huge:
            let head = answer.head(lastHeader: "Content-Length: \(Self.hugeFileBytes)")
            return .wire([
                .send(head + answer.body), .sendForever([UInt8](repeating: 0x20, count: 1 << 18), everyNanos: 0),
            ])
        case .empty: played.body = []
        case .redirect:
            played = Answer(
                status: 302, headers: [.init(name: "Location", value: "http://169.254.169.254/latest/meta-data")], body: [])
        case .notReady, .expired: break
        }
        return .answer(played)
    }

    /// 2xx answers that can't be used.
    private func torn(_ effect: FaultEffect, _ answer: Answer, _ nanos: Int64?, _ record: TruthRecord) -> Reply {
        var played = answer
        switch effect {
        case .emptyBody: played.body = []
        case .truncated:
            played.body = Array(answer.body.prefix(answer.body.count / 2))
            return .wire([.send(played.wire(contentLength: answer.body.count))])
        case .notJSON: played.body = Array("OK, documento recibido".utf8)
        case .wrongContentType: played.headers = [.init(name: "Content-Type", value: "text/html")]
        case .withoutID: played.body = Self.edited(answer.body) { $0["id"] = nil }
        case .withoutCufe: played.body = Self.edited(answer.body) { $0["cufe"] = nil }
        case .withOtherID:
            let other = otherID(record)
            played.body = Self.edited(answer.body) { $0["id"] = .string(other) }
        case .huge:
            let padding = [UInt8](repeating: UInt8(ascii: "x"), count: Self.hugeBytes)
            played.body = Array("{\"padding\":\"".utf8) + padding + Array("\",".utf8) + answer.body.dropFirst()
        case .endless:
            let chunk = Array("4000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x4000) + [0x0D, 0x0A]
            let head = answer.head(lastHeader: "Transfer-Encoding: chunked")
            return .wire([.send(head), .sendForever(chunk, everyNanos: Self.chunkNanos)])
        case .slowLoris:
            let head = answer.head(lastHeader: "Content-Length: \(answer.body.count)")
            return .wire([.send(head), .drip(answer.body, everyNanos: nanos ?? Self.dripNanos)])
        case .invalidUTF8:
            played.body = Array("{\"note\":\"".utf8) + [0xC3, 0x28, 0xFF] + Array("\",".utf8) + answer.body.dropFirst()
        case .duplicateKeys: played.body = Array("{\"document\":{\"id\":\"\(otherID(record))\"},".utf8) + answer.body.dropFirst()
        default: played.body = Array("{\"httpStatusCode\":500,\"message\":\"Internal server error\"}".utf8)
        }
        return .answer(played)
    }

    /// The id of another document, or one that doesn't exist.
    private func otherID(_ record: TruthRecord) -> String {
        let newest = record.company.map { store.documents(.init(company: $0, collection: .invoices), atMost: 2) }
        let other = newest?.first { $0.id != record.document?.id }
        return other?.id ?? store.newID(unixMicros: clock.now().unixMicros)
    }

    /// A body with its document object changed.
    private static func edited(_ body: [UInt8], _ edit: (inout JSONObject) -> Void) -> [UInt8] {
        guard case .object(var root)? = try? JSONParser.parse(body), var document = root["document"]?.object else { return body }
        edit(&document)
        root["document"] = .object(document)
        return Array(JSONValue.object(root).text.utf8)
    }
}

extension WireStep {
    /// True when the peer gets to read something.
    fileprivate var saysSomething: Bool {
        switch self {
        case .send, .drip, .sendForever: true
        case .hold, .reset: false
        }
    }
}

/// Dates as HTTP writes them (RFC 9110, 5.6.7).
enum HTTPDate {
    static func text(unixSeconds: Int64) -> String {
        // FiscalTime shows Panama's clock, five hours behind.
        let time = FiscalTime(epochSeconds: unixSeconds + 5 * 3600)
        let civil = time.civil
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[time.weekday]), \(two(civil.day)) \(months[civil.month - 1]) \(civil.year) "
            + "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)) GMT"
    }
}
