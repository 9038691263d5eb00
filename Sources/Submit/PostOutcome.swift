internal import Fiscal
internal import Guards
internal import Ledger

/// What the answer to a POST means (rulebook 7.2, pac-api.md 3.4, reliability.md 1.1). Nothing is guessed: what isn't listed is in doubt (G3).
enum PostOutcome {
    /// A 2xx with a document id; its legalStatus may still be PAC_REJECTED.
    case taken(PacDocument)
    /// A 4xx with the PAC's error body: terminal.
    case rejected([PacFinding])
    /// No byte left: a safe retry.
    case notSent(detail: String)
    /// 429: not executed. The Retry-After as it came.
    case throttled(retryAfter: String?)
    /// 401: the key isn't taken; the other one may be tried.
    case keyRefused([PacFinding])
    /// The company has to be set up: its queue stops.
    case stopped(reason: String, [PacFinding])
    /// It can't be told whether the PAC has the document.
    case inDoubt(cause: Cause)

    /// Why an attempt is in doubt.
    enum Cause: String {
        case transport = "transport"
        case status = "status"
        case unreadable = "unreadable-answer"
        case noError = "no-error-body"
        case numberUsed = "number-used"
        case foreignAnswer = "foreign-answer"
        case interrupted = "interrupted"
    }

    /// The PAC's code for a numeration that exists already.
    static let numberUsedCode = "1002"
    /// Codes that speak of the company, not of the document (pac-api.md 3.4).
    private static let setUpCodes: Set<String> = ["AP1010", "SBX-NOT-SUBSCRIBED"]

    /// - Parameters:
    ///   - answer: what came back.
    ///   - mayHaveLanded: bytes of an earlier attempt of the document had left: a used number is then evidence that it landed.
    init(_ answer: StoredAnswer, mayHaveLanded: Bool) {
        guard answer.transport == 0, let status = answer.httpStatus else {
            self = answer.bytesSent > 0 ? .inDoubt(cause: .transport) : .notSent(detail: answer.transportDetail ?? "")
            return
        }
        switch status {
        case 200...299: self = Self.success(answer)
        case 429: self = .throttled(retryAfter: answer.header("retry-after"))
        case 408, 409, 425: self = .inDoubt(cause: .status)
        case 400...499: self = Self.refusal(status, PacAnswer.errors(answer.body), mayHaveLanded: mayHaveLanded)
        default: self = .inDoubt(cause: .status)
        }
    }

    private static func success(_ answer: StoredAnswer) -> PostOutcome {
        guard let type = answer.header("content-type"), type.lowercased().contains("json"),
            let document = PacAnswer.document(answer.body)
        else { return .inDoubt(cause: .unreadable) }
        return .taken(document)
    }

    private static func refusal(_ status: Int, _ findings: [PacFinding], mayHaveLanded: Bool) -> PostOutcome {
        switch status {
        case 401: return .keyRefused(findings)
        case 403: return .stopped(reason: "403", findings)
        // Nothing but the company in the address can be unknown to a POST, whatever the PAC calls it.
        case 404 where !findings.isEmpty: return .stopped(reason: "404", findings)
        default: break
        }
        if let finding = findings.first(where: { setUpCodes.contains($0.code) }) {
            return .stopped(reason: finding.code, findings)
        }
        if findings.isEmpty { return .inDoubt(cause: .noError) }
        if mayHaveLanded, Guard.usedNumber.isOn, findings.contains(where: { $0.code == numberUsedCode }) {
            return .inDoubt(cause: .numberUsed)
        }
        return .rejected(findings)
    }
}

extension StoredAnswer {
    /// The value of a header that was kept.
    func header(_ name: String) -> String? {
        headers?.split(separator: "\n").first { $0.hasPrefix(name + ":") }.map {
            String($0.dropFirst(name.count + 1).drop { $0 == " " })
        }
    }
}
