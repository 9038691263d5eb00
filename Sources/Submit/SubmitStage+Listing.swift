public import Fiscal
public import Ledger

/// Why what the PAC lists isn't known to be all (pac-api.md 7.4): then it proves nothing.
public enum ListingFailure: Error, Sendable, Equatable {
    /// A page that didn't come, or not whole: the HTTP status, or the transport's words.
    case page(Int, String)
    /// A page that brings nothing new, and isn't the last one: the list doesn't end.
    case repeats(page: Int)
    /// The PAC has no lists (404).
    case notOffered
    /// A stop was asked for.
    case interrupted
    /// The company isn't configured any more.
    case unknownCompany
}

/// What the PAC has of a company (pac-api.md 1.2: the list without a number), for a ledger that was restored.
///
/// All of it is for a stage that doesn't run.
extension SubmitStage {
    /// Lists that need more pages aren't read: 10 million documents.
    private static let listPagesMax = 100_000
    /// A page is asked for so many times: a GET may be repeated freely (pac-api.md 3.4).
    private static let listTries = 3
    /// The longest Retry-After that is waited for, in seconds.
    private static let listPauseMax: Int64 = 60

    /// Reads the documents that the PAC lists for a company in a kind's collection, newest first, each id once.
    /// - Parameter take: gets the new entries of a page; false ends the reading.
    /// - Throws: `ListingFailure`, and what `take` throws.
    public func list(_ kind: DocumentKind, ofCompany company: String, take: ([PacDocument]) throws -> Bool) throws {
        guard let lane = lanes.firstIndex(where: { $0.settings.id == company }) else { throw ListingFailure.unknownCompany }
        var seen: Set<String> = []
        for page in 1...Self.listPagesMax {
            let body = try ask(lane, page: page) { lane in
                api.list(kind, company: lane.settings.pacCompanyID, page: page, key: lane.key)
            }
            guard let listing = PacAnswer.listing(body, page: page) else { throw ListingFailure.page(page, "200") }
            let new = listing.documents.filter { seen.insert($0.reply.pacID).inserted }
            guard try take(new), !listing.isLast else { return }
            if new.isEmpty { throw ListingFailure.repeats(page: page) }
        }
        throw ListingFailure.repeats(page: Self.listPagesMax)
    }

    /// One GET and its repeats, within the key's rate.
    private func ask(_ lane: Int, page: Int, _ request: (LaneState) -> HTTPRequest) throws -> [UInt8] {
        var words = ""
        for _ in 1..<Self.listTries + lanes[lane].settings.keys.count {
            let key = lanes[lane].key
            let answer = try exchange(request(lanes[lane]), key: key)
            if answer.transport == 0, answer.httpStatus == 200 { return answer.body }
            words = answer.transportDetail ?? answer.httpStatus.map(String.init) ?? ""
            switch answer.transport == 0 ? answer.httpStatus : nil {
            case 404?: throw ListingFailure.notOffered
            case 401?:
                guard lanes[lane].turnToNextKey(refused: key, purpose: .read) else { throw ListingFailure.page(page, words) }
            case 429?:
                let seconds = RetryAfter.seconds(answer.header("retry-after"), now: clock.now).map { max($0, 1) } ?? 5
                guard seconds <= Self.listPauseMax else { throw ListingFailure.page(page, words) }
                try rest(until: clock.monotonicNanos() + seconds * 1_000_000_000)
            case let status where status.map { $0 >= 500 } ?? true: try rest(until: clock.monotonicNanos() + 500_000_000)
            default: throw ListingFailure.page(page, words)
            }
        }
        throw ListingFailure.page(page, words)
    }

    private func exchange(_ request: HTTPRequest, key: ApiKey) throws -> StoredAnswer {
        let now = clock.monotonicNanos()
        try rest(until: readWindows[key.fingerprint]?.earliest(now: now) ?? now)
        readWindows[key.fingerprint]?.take(at: clock.monotonicNanos())
        transport.start(request, token: nextToken)
        nextToken += 1
        while hooks.stopGrade() == 0 {
            if let done = transport.wait(nanoseconds: 200_000_000).first { return stored(done) }
        }
        transport.abandon()
        throw ListingFailure.interrupted
    }

    private func rest(until moment: Int64) throws {
        while true {
            let now = clock.monotonicNanos()
            guard now < moment else { return }
            guard hooks.stopGrade() == 0 else { throw ListingFailure.interrupted }
            _ = transport.wait(nanoseconds: min(moment - now, 200_000_000))
        }
    }

    /// Adopts what the PAC lists under a document's number when all of it is equal; anything else is an alarm (guarantees.md, the in-doubt
    /// procedure).
    ///
    /// Takes part in a transaction of the caller's.
    public func adopt(listed document: PacDocument, as row: DocumentRow) throws -> Adoption {
        let adoption = try adopt(document, as: row, by: .listing)
        let id = document.reply.pacID
        switch adoption {
        case .adopted, .notInDoubt, .unproved: break
        case .idTaken: try raiseAlarm(row, finding: "→ id \(id)")
        case .different(let comparison): try raiseAlarm(row, finding: "→ id \(id): \(comparison.text)")
        }
        return adoption
    }
}
