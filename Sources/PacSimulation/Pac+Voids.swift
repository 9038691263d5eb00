import SeededRandom

/// A void event at the PAC (pac-api.md 3.1, `cancellation`).
struct VoidEvent: Sendable {
    let id: String
    let document: String
    let reason: String
    let committedAt: Int64
    /// When the DGI decides, and what.
    let verdictAt: Int64
    let isAuthorized: Bool
}

/// A DELETE of which at least one byte left the machine.
struct VoidDeparture: Sendable {
    let at: Int64
    let key: String
    let document: String
    /// The answer says that nothing was executed.
    let isHarmless: Bool
}

/// A GET of a document that was answered: whether it showed a void event.
struct VoidSight: Sendable {
    let at: Int64
    let document: String
    let showsEvent: Bool
}

/// What can go wrong with a DELETE (pac-api.md 3.4, 3.7).
enum VoidFault: String, CaseIterable, Sendable {
    // No byte leaves.
    case refused
    // Bytes leave, and the PAC does nothing.
    case lostOnTheWay, serverErrorBefore, unavailable, throttled, forbidden, notVoidable
    // The PAC has the event, the answer is lost or can't be used.
    case silence, reset, serverErrorAfter, empty, notJSON, truncated, withoutID
}

/// What happened at the PAC around voids.
struct PacVoids: Sendable {
    fileprivate(set) var events: [VoidEvent] = []
    fileprivate(set) var departures: [VoidDeparture] = []
    fileprivate(set) var arrivals: [VoidEvent] = []
    fileprivate(set) var sights: [VoidSight] = []
    fileprivate var made = 0
    /// The next events that the DGI refuses.
    var random = SeededRandom(seed: 0)

    mutating func live(until now: Int64) {
        guard arrivals.contains(where: { $0.committedAt <= now }) else { return }
        for event in arrivals.filter({ $0.committedAt <= now }).sorted(by: { $0.committedAt < $1.committedAt })
        where !events.contains(where: { $0.document == event.document && $0.isAuthorized }) { events.append(event) }
        arrivals.removeAll { $0.committedAt <= now }
    }

    mutating func cut(at now: Int64) { arrivals.removeAll { $0.committedAt > now && random.once(in: 2) } }
}

extension Pac {
    /// The event that counts for a document; one that the DGI refused doesn't stay in the way of another.
    func event(on document: String, at now: Int64) -> VoidEvent? {
        voids.events.last { $0.document == document && (now < $0.verdictAt || $0.isAuthorized) }
    }

    /// The event's legalStatus at a moment.
    func status(of event: VoidEvent, at now: Int64) -> String {
        if now < event.verdictAt { return "PAC_AUTHORIZED" }
        return event.isAuthorized ? "DGI_AUTHORIZED" : "DGI_REJECTED"
    }

    /// What a DELETE does at the PAC, and what comes back for it.
    mutating func void(_ id: String, _ body: [UInt8], key: String, at now: Int64) -> PacReply {
        let fault = trouble.strike(VoidFault.allCases, &random)
        let after = Int64(random.within(20...900)) * 1_000_000
        if fault == .refused { return .failed(PacReply.noConnection, after: after / 10, hasLeft: false) }
        let isRefused = !takes(key, at: now)
        let harmless: Set<VoidFault> = [.throttled, .forbidden, .notVoidable]
        voids.departures.append(
            VoidDeparture(at: now, key: key, document: id, isHarmless: isRefused || fault.map(harmless.contains) ?? false))
        if isRefused { return .error(401, "SBX-UNAUTHORIZED", after: after) }
        if let fault, let reply = withoutEvent(fault, key: key, at: now, after: after) { return reply }
        let arrival = now + after / 2
        if let refusal = refusal(of: id, at: arrival) {
            return .error(refusal == "SBX-NOT-FOUND" ? 404 : 400, refusal, after: after)
        }
        let event = newEvent(on: id, reason: WireText.string("reason", in: body) ?? "", at: arrival)
        voids.arrivals.append(event)
        return answer(fault, to: event, after: after)
    }

    /// The machine's words aren't believed: what the PAC doesn't void stays as it is (pac-api.md 3.7).
    private func refusal(of id: String, at now: Int64) -> String? {
        guard let document = document(id: id) else { return "SBX-NOT-FOUND" }
        guard status(of: document, at: now) == "DGI_AUTHORIZED" else { return "SBX-NOT-VOIDABLE" }
        let isOnItsWay = voids.arrivals.contains { $0.document == id }
        return isOnItsWay || event(on: id, at: now) != nil ? "SBX-ALREADY-VOIDED" : nil
    }

    private mutating func newEvent(on id: String, reason: String, at now: Int64) -> VoidEvent {
        voids.made += 1
        return VoidEvent(
            id: "01SIMEVENT" + Self.padded(voids.made, 16), document: id, reason: reason, committedAt: now,
            verdictAt: now + Int64(random.within(0...20)) * 1_000_000_000, isAuthorized: !random.once(in: 10))
    }

    private mutating func withoutEvent(_ fault: VoidFault, key: String, at now: Int64, after: Int64) -> PacReply? {
        switch fault {
        case .lostOnTheWay: return .silence
        case .serverErrorBefore: return .error(500, "SBX-FAULT", after: after)
        case .unavailable: return .error(503, "SBX-FAULT", after: after)
        case .throttled: return throttled(key: key, seconds: Int64(random.within(1...4)), at: now, after: after)
        case .forbidden: return .error(403, "SBX-NOT-SUBSCRIBED", after: after)
        case .notVoidable: return .error(400, "SBX-NOT-VOIDABLE", after: after)
        default: return nil
        }
    }

    private func answer(_ fault: VoidFault?, to event: VoidEvent, after: Int64) -> PacReply {
        let good = PacReply.text(
            200, "{\"message\":\"ok\",\"document\":{\"id\":\"\(event.id)\",\"legalStatus\":\"PAC_AUTHORIZED\"}}", after: after)
        return switch fault {
        case .silence: .silence
        case .reset: .failed(PacReply.receiveError, after: after)
        case .serverErrorAfter: .error(500, "SBX-FAULT", after: after)
        case .empty: .text(200, "", after: after)
        case .notJSON: .text(200, "ok", after: after)
        case .truncated: good.cutShort
        case .withoutID: .text(200, "{\"message\":\"ok\",\"document\":{\"legalStatus\":\"PAC_AUTHORIZED\"}}", after: after)
        default: good
        }
    }

    /// What a GET shows of a document's event, and that it was shown.
    mutating func cancellation(of document: Document, at now: Int64) -> String {
        let event = voids.events.last { $0.document == document.id }
        voids.sights.append(VoidSight(at: now, document: document.id, showsEvent: event != nil))
        guard let event else { return "" }
        return ",\"cancellation\":{\"id\":\"\(event.id)\",\"legalStatus\":\"\(status(of: event, at: now))\","
            + "\"date\":\"2026-11-21T09:00:00-05:00\",\"reason\":\"\(event.reason)\"}"
    }
}
