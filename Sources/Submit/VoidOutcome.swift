internal import Fiscal
internal import JSONText
internal import Ledger

/// What the answer to a DELETE means (pac-api.md 3.2, 3.4, 3.7). What isn't listed is in doubt (G3), and settled by a GET.
enum VoidOutcome {
    /// A 2xx with the event's id.
    case taken(VoidEvent)
    /// The PAC says that the document is void already: a GET shows by whose event.
    case alreadyVoided
    /// A 4xx with the PAC's error body: the document stands.
    case refused([PacFinding])
    /// What a POST's answer of that kind means: not sent, throttled, key refused, company to be set up.
    case asPost(PostOutcome)
    /// It can't be told whether the void took effect.
    case inDoubt(cause: PostOutcome.Cause)

    private static let alreadyVoidedCode = "SBX-ALREADY-VOIDED"
    private static let unknownCompanyCode = "SBX-UNKNOWN-COMPANY"

    init(_ answer: StoredAnswer) {
        let outcome = PostOutcome(answer, mayHaveLanded: false)
        switch outcome {
        case .taken: self = Self.success(answer)
        case .rejected(let findings): self = Self.refusal(findings)
        // Of a DELETE's 404 only one code speaks of the company; any other, of the document (pac-api.md 3.7).
        case .stopped(reason: "404", let findings) where findings.first?.code != Self.unknownCompanyCode:
            self = .refused(findings)
        case .notSent, .throttled, .keyRefused, .stopped: self = .asPost(outcome)
        case .inDoubt(let cause): self = .inDoubt(cause: cause)
        }
    }

    private static func success(_ answer: StoredAnswer) -> VoidOutcome {
        guard let reply = PacAnswer.document(answer.body)?.reply else { return .inDoubt(cause: .unreadable) }
        switch reply.legalStatus {
        case .pacRejected, .dgiRejected:
            return .refused([PacFinding(code: reply.legalStatus.word, field: nil, message: "")])
        case .registered, .pacAuthorized, .dgiAuthorized, .unknown:
            return .taken(VoidEvent(id: reply.pacID, legalStatus: reply.legalStatus, reason: nil))
        }
    }

    private static func refusal(_ findings: [PacFinding]) -> VoidOutcome {
        findings.contains { $0.code == alreadyVoidedCode } ? .alreadyVoided : .refused(findings)
    }
}
