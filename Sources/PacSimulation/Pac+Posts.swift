extension Pac {
    /// What a POST does at the PAC, and what comes back for it.
    mutating func post(_ body: [UInt8], collection: String, company pacID: String, key: String, at now: Int64) -> PacReply {
        let fault = trouble.strike(trouble.posts, &random)
        let quick = Int64(random.within(20...900)) * 1_000_000
        if let fault, let reply = withoutDeparture(fault, after: quick / 10) { return reply }
        let text = { WireText.string($0, in: body) ?? "" }
        note(Departure(at: now, key: key, company: pacID, body: body, order: Self.order(in: body), number: text("numeration")))
        if !takes(key, at: now) || fault.map(PostFault.denying.contains) ?? false { denyLast() }
        guard takes(key, at: now) else { return .error(401, "SBX-UNAUTHORIZED", after: quick) }
        guard let company = company(pacID) else { return .error(404, "SBX-UNKNOWN-COMPANY", after: quick) }
        if let fault, let reply = withoutEffect(fault, key: key, at: now, after: quick) { return reply }
        let arrival = now + quick / 2
        var document = document(
            for: body, collection: collection, company: company, at: arrival,
            rejected: fault == .rejectedWithID || (trouble.left > 0 && random.once(in: 25)))
        document.isDenied = fault.map(PostFault.broken.contains) ?? false
        schedule(document, at: arrival, departedAt: now)
        switch fault {
        case .throttledAfter: return throttled(key: key, seconds: 3600, at: now, after: quick)
        case .forbiddenAfter: return .error(403, "SBX-NOT-SUBSCRIBED", after: quick)
        default: return answer(fault, to: document, at: arrival, after: quick)
        }
    }

    /// No byte leaves the machine.
    private func withoutDeparture(_ fault: PostFault, after: Int64) -> PacReply? {
        switch fault {
        case .refused: .failed(PacReply.noConnection, after: after, hasLeft: false)
        case .noSuchHost: .failed(PacReply.noHost, after: after, hasLeft: false)
        case .handshakeFails: .failed(PacReply.handshake, after: after, hasLeft: false)
        default: nil
        }
    }

    /// Bytes leave, and no document comes of them.
    private mutating func withoutEffect(_ fault: PostFault, key: String, at now: Int64, after: Int64) -> PacReply? {
        switch fault {
        case .lostOnTheWay: return .silence
        case .resetOnTheWay: return .failed(PacReply.receiveError, after: after)
        case .serverErrorBefore: return .error(500, "SBX-FAULT", after: after)
        case .unavailable: return .error(503, "SBX-FAULT", after: after)
        case .requestTimeout: return .text(408, "", after: after)
        case .conflict: return .error(409, "SBX-FAULT", after: after)
        case .tooEarly: return .text(425, "", after: after)
        case .redirect: return .text(307, "", after: after)
        case .refusedWithoutBody: return .text(413, "<html>too large</html>", after: after, type: "text/html")
        case .throttled: return throttled(key: key, seconds: Int64(random.within(1...4)), at: now, after: after)
        case .throttledForLong: return throttled(key: key, seconds: 3600, at: now, after: after)
        case .throttledWithNonsense:
            var reply = PacReply.error(429, "SBX-THROTTLED", after: after)
            reply.headers["retry-after"] = random.pick(["-1", "soon", "1e9", ""])
            return reply
        case .rejected: return .error(400, "1534", after: after, field: "information.destination")
        case .unprocessable: return .error(422, "2001", after: after)
        case .numberUsed: return .error(400, "1002", after: after, field: "information.numeration")
        case .unauthorized: return .error(401, "SBX-UNAUTHORIZED", after: after)
        case .forbidden: return .error(403, "SBX-NOT-SUBSCRIBED", after: after)
        case .companyNotReady: return .error(400, "AP1010", after: after, field: "idCompany")
        case .companyUnknown: return .error(404, "SBX-UNKNOWN-COMPANY", after: after)
        default: return nil
        }
    }

    mutating func throttled(key: String, seconds: Int64, at now: Int64, after: Int64) -> PacReply {
        noteFloor(key: key, from: now + after, seconds: seconds)
        var reply = PacReply.error(429, "SBX-THROTTLED", after: after)
        reply.headers["retry-after"] = String(seconds)
        return reply
    }

    /// The PAC has the document; what it says of it.
    private mutating func answer(_ fault: PostFault?, to document: Document, at moment: Int64, after: Int64) -> PacReply {
        let good = { (shown: String) in PacReply.text(200, "{\"message\":\"ok\",\"document\":\(shown)}", after: after) }
        let shown = shown(document, at: moment)
        switch fault {
        case .silence: return .silence
        case .reset: return .failed(PacReply.receiveError, after: after)
        case .emptyReply: return .failed(PacReply.gotNothing, after: after)
        case .rewindRefused: return .failed(PacReply.rewindRefused, after: after)
        case .truncated: return good(shown).cutShort
        case .serverErrorAfter: return .error(500, "SBX-FAULT", after: after)
        case .badGatewayAfter: return .text(502, "<html>bad gateway</html>", after: after, type: "text/html")
        case .empty: return .text(200, "", after: after)
        case .notJSON: return .text(200, "ok", after: after)
        case .wrongType: return good(shown).typed("text/html")
        case .withoutID: return .text(200, "{\"message\":\"ok\",\"document\":{\"legalStatus\":\"PAC_AUTHORIZED\"}}", after: after)
        case .anotherID:
            // A document that the program knows, shown as this one; or one that it may not know, shown as itself.
            // Where webhooks make it ask for ids that aren't its own, nobody can tell by its questions which documents it knows.
            if !hooks.isOn, let known = documents.last(where: { $0.company == document.company && askedFor.contains($0.id) }) {
                return good(self.shown(document, at: moment, id: known.id))
            }
            guard let other = documents.last(where: { $0.company == document.company }) else { return good(shown) }
            return good(self.shown(other, at: moment))
        case .anotherNumber: return good(self.shown(document, at: moment, number: "9999999999"))
        case .registered:
            return good(self.shown(document, at: moment, status: document.isRejected ? nil : "REGISTERED", withCufe: false))
        case .withoutCufe: return good(self.shown(document, at: moment, withCufe: false))
        case .created: return .text(201, "{\"document\":\(shown)}", after: after)
        case .slow: return .text(200, "{\"document\":\(shown)}", after: Int64(random.within(5...50)) * 1_000_000_000)
        default: return good(shown)
        }
    }
}
