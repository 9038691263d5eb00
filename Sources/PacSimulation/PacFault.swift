import SeededRandom

/// What can go wrong with a POST (pac-api.md 3.4, guarantees.md, "Faults the sandbox can play").
enum PostFault: String, CaseIterable, Sendable {
    // No byte leaves.
    case refused, noSuchHost, handshakeFails
    // Bytes leave and the PAC never sees them whole.
    case lostOnTheWay, resetOnTheWay
    // The PAC has the document, the answer is lost or can't be used.
    case silence, reset, emptyReply, truncated, rewindRefused, serverErrorAfter, badGatewayAfter, empty, notJSON, wrongType,
        withoutID
    case anotherID, anotherNumber
    // The PAC doesn't have it, and the answer doesn't prove it.
    case serverErrorBefore, unavailable, requestTimeout, conflict, tooEarly, redirect, refusedWithoutBody
    // The PAC doesn't have it, and says so.
    case throttled, throttledForLong, throttledWithNonsense, rejected, unprocessable, numberUsed
    case unauthorized, forbidden, companyNotReady, companyUnknown
    // The PAC has it and says something else than usual.
    case rejectedWithID, registered, withoutCufe, created, slow
    // The PAC has it and says that it hasn't: only where a webhook tells of it before the program may try again.
    case throttledAfter, forbiddenAfter

    /// Where the PAC breaks its contract.
    static let broken: Set<PostFault> = [.throttledAfter, .forbiddenAfter]
    /// Answers that say that nothing was executed, true or not.
    static let denying: Set<PostFault> = [
        .throttled, .throttledForLong, .throttledWithNonsense, .unauthorized, .forbidden, .companyNotReady, .companyUnknown,
        .throttledAfter, .forbiddenAfter,
    ]
    /// Where it keeps it.
    static let kept = allCases.filter { !broken.contains($0) }
}

/// What can go wrong with a GET of a document.
enum StatusFault: String, CaseIterable, Sendable {
    case silence, serverError, notFoundYet, notJSON, unknownWord, olderWord, anotherID, noAddress, throttled
}

/// What can go wrong with a download.
enum FileFault: String, CaseIterable, Sendable {
    case silence, expired, truncated, page, empty, anotherDocument
}

/// What can go wrong when the company is asked for.
enum CompanyFault: String, CaseIterable, Sendable {
    case silence, serverError, notSubscribed, unauthorized
}

/// How ill the PAC and the line to it are, while they are.
struct PacTrouble: Sendable {
    /// Faults that are still to come.
    var left = 0
    /// A request meets one of them once in so many.
    var oneIn = 3
    /// The sorts of POST faults of this night.
    var posts: [PostFault] = PostFault.kept

    /// A fault for this request; nil for none.
    mutating func strike<Fault>(_ faults: [Fault], _ random: inout SeededRandom) -> Fault? {
        guard left > 0, !faults.isEmpty, random.once(in: oneIn) else { return nil }
        left -= 1
        return random.pick(faults)
    }
}
