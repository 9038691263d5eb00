internal import Fiscal
internal import JSONText
public import Ledger

/// Asks the PAC to send a document by e-mail (pac-api.md 1.2, `notify-email`). Each call sends a mail, so none is ever repeated by itself.
public struct PacNotifier {
    /// What came of it.
    public enum Outcome: Sendable, Equatable {
        /// The PAC took it.
        case sent
        /// The PAC refused it, with its code and text.
        case refused(String)
        /// The key isn't taken, or the company isn't set up.
        case setUp(String)
        /// Nothing was executed: no connection, or 429.
        case notSent(String)
        /// It can't be told whether the mail goes out.
        case unknown(String)
    }

    private let transport: any Transport
    private let api: PacAPI
    private let lane: CompanyLane
    private let clock: RunClock

    /// Makes a notifier for the documents of one company.
    public init(transport: any Transport, api: PacAPI, lane: CompanyLane, clock: RunClock) {
        self.transport = transport
        self.api = api
        self.lane = lane
        self.clock = clock
    }

    /// Sends a document that the PAC has.
    /// - Parameters:
    ///   - document: a document with an id of the PAC's.
    ///   - address: where to.
    ///   - message: the mail's text, 1...5000 characters.
    public func send(_ document: DocumentRow, to address: String, message: String) -> (outcome: Outcome, answer: StoredAnswer) {
        var result = send(document, to: address, message: message, key: lane.keys[0])
        for key in lane.keys.dropFirst() where result.answer.httpStatus == 401 {
            result = send(document, to: address, message: message, key: key)
        }
        return result
    }

    private func send(
        _ document: DocumentRow, to address: String, message: String, key: ApiKey
    ) -> (outcome: Outcome, answer: StoredAnswer) {
        let answer = call(
            api.notifyEmail(
                document.kind, id: document.pacID ?? "", to: address, message: message, company: lane.pacCompanyID, key: key))
        return (Self.outcome(answer), answer)
    }

    private func call(_ request: HTTPRequest) -> StoredAnswer {
        transport.start(request, token: 0)
        var done: [HTTPCompletion] = []
        // The transport's own time limits end every request.
        while done.isEmpty, transport.inFlight > 0 { done = transport.wait(nanoseconds: 1_000_000_000) }
        let end = done.first
        var (code, detail): (Int, String?) = (0, nil)
        if case .failed(let failure, let words)? = end?.end { (code, detail) = (failure, words) }
        return StoredAnswer(
            atMicros: clock.wallMicros(), transport: code, transportDetail: detail,
            bytesSent: end?.mayHaveLeft ?? true ? max(end?.bytesSent ?? 0, 1) : 0, httpStatus: end?.status, headers: nil,
            body: end?.body ?? [])
    }

    private static func outcome(_ answer: StoredAnswer) -> Outcome {
        guard answer.transport == 0, let status = answer.httpStatus else {
            let words = answer.transportDetail ?? ""
            return answer.bytesSent > 0 ? .unknown(words) : .notSent(words)
        }
        let finding = PacAnswer.errors(answer.body).first
        let words = finding.map { "\($0.code) \($0.message)" } ?? "HTTP \(status)"
        switch status {
        case 200...299: return .sent
        case 429: return .notSent(words)
        case 401, 403: return .setUp(words)
        case 408, 409, 425: return .unknown(words)
        case 400...499 where finding != nil: return .refused(words)
        default: return .unknown(words)
        }
    }
}
