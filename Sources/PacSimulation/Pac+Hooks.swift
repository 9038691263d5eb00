import SeededRandom

/// A webhook's file that somebody wrote into the inbox.
struct HookFile: Sendable {
    /// Whether it may have any effect.
    enum Kind: Sendable {
        /// What the PAC posted, signed or as a bare body.
        case genuine
        /// A bare body that says what isn't so: a hint.
        case lie
        /// Signed wrongly, or for a company that nobody knows.
        case forged
    }

    let at: Int64
    /// Below the inbox.
    let name: String
    let kind: Kind
    let bytes: [UInt8]
    let document: String
    let isBare: Bool
}

/// The PAC's webhooks, and those that others make up (pac-api.md 4).
struct PacHooks: Sendable {
    /// False: the PAC has nobody to call.
    var isOn = false
    var random = SeededRandom(seed: 0)
    /// Files that are still to come, and those that lie there or lay there.
    fileprivate(set) var coming: [HookFile] = []
    fileprivate(set) var written: [HookFile] = []
    fileprivate var made = 0

    static let secret = "hook-canary-5Tz8wQe2"
    static let formerSecret = "hook-canary-old-9Kd3"

    /// The files whose time has come, in order.
    mutating func take(until now: Int64) -> [HookFile] {
        guard coming.contains(where: { $0.at <= now }) else { return [] }
        let due = coming.filter { $0.at <= now }.sorted { ($0.at, $0.name) < ($1.at, $1.name) }
        coming.removeAll { $0.at <= now }
        written += due
        return due
    }
}

extension Pac {
    /// The PAC calls about a document that it has just taken, and again when the DGI has decided.
    mutating func callAbout(_ document: Document) {
        guard hooks.isOn else { return }
        if document.isDenied {
            let delay = Int64(hooks.random.within(1...5)) * 1_000_000_000
            add(
                event(document, "PAC_AUTHORIZED", withCufe: hooks.random.once(in: 2)), about: document,
                at: document.committedAt + delay)
        }
        call(document, document.isRejected ? "PAC_REJECTED" : "PAC_AUTHORIZED", at: document.committedAt)
        if !document.isRejected {
            call(document, document.isAuthorized ? "DGI_AUTHORIZED" : "DGI_REJECTED", at: document.verdictAt)
        }
        if hooks.random.once(in: 6) { addLie(about: document) }
        if hooks.random.once(in: 6) { addForgery(about: document) }
    }

    private mutating func call(_ document: Document, _ status: String, at moment: Int64) {
        let bytes = event(document, status, withCufe: !hooks.random.once(in: 3))
        switch hooks.random.below(8) {
        case 0, 1: break
        case 2: add(bytes, about: document, at: moment + Int64(hooks.random.within(60...7200)) * 1_000_000_000)
        case 3:
            add(bytes, about: document, at: moment + 1_000_000)
            add(bytes, about: document, at: moment + Int64(hooks.random.within(1...20)) * 1_000_000_000)
        case 4: add(Self.body(of: document, status, withCufe: true), about: document, at: moment + 500_000_000, isBare: true)
        default: add(bytes, about: document, at: moment + Int64(hooks.random.within(0...4000)) * 1_000_000)
        }
    }

    private mutating func add(
        _ text: String, about document: Document, at moment: Int64, kind: HookFile.Kind = .genuine, isBare: Bool = false
    ) {
        hooks.made += 1
        let name = (isBare ? "webhooks/\(document.company)/" : "") + "hook-\(hooks.made).json"
        hooks.coming.append(
            HookFile(at: moment, name: name, kind: kind, bytes: Array(text.utf8), document: document.id, isBare: isBare))
    }

    /// Somebody who knows a document's id says what isn't so.
    private mutating func addLie(about document: Document) {
        let status = hooks.random.pick(["DGI_REJECTED", "PAC_REJECTED", "DGI_AUTHORIZED", "VOIDED"])
        let id = hooks.random.once(in: 3) ? "01NOBODYS\(hooks.random.below(1000))" : document.id
        let text = "{\"id\":\"\(id)\",\"legalStatus\":\"\(status)\"}"
        add(
            text, about: document, at: document.committedAt + Int64(hooks.random.within(0...90)) * 1_000_000_000, kind: .lie,
            isBare: true)
    }

    private mutating func addForgery(about document: Document) {
        let status = hooks.random.pick(["DGI_REJECTED", "PAC_REJECTED", "DGI_AUTHORIZED"])
        let isWrongCompany = hooks.random.once(in: 3)
        let company = isWrongCompany ? "01NOBODY" : self.company(of: document)
        let signature = isWrongCompany ? PacHooks.secret : hooks.random.pick(["", "wrong", PacHooks.secret + "x"])
        add(
            Self.envelope(Self.body(of: document, status, withCufe: true), company, signature, number: hooks.made),
            about: document,
            at: document.committedAt + Int64(hooks.random.within(0...90)) * 1_000_000_000, kind: .forged)
    }

    private mutating func event(_ document: Document, _ status: String, withCufe: Bool) -> String {
        Self.envelope(
            Self.body(of: document, status, withCufe: withCufe), company(of: document),
            hooks.random.pick([PacHooks.secret, PacHooks.formerSecret]), number: hooks.made)
    }

    private func company(of document: Document) -> String { companies.first { $0.id == document.company }?.pacID ?? "" }

    private static func body(of document: Document, _ status: String, withCufe: Bool) -> String {
        "{\"id\":\"\(document.id)\",\"legalStatus\":\"\(status)\"\(withCufe ? ",\"cufe\":\"\(document.cufe)\"" : "")}"
    }

    private static func envelope(_ body: String, _ company: String, _ signature: String, number: Int) -> String {
        "{\"kind\":\"pac-webhook\",\"receivedAt\":\"2026-11-20T21:05:31-05:00\",\"companyId\":\"\(company)\","
            + "\"headers\":{\"x-pac-signature\":\"\(signature)\",\"x-request-id\":\"\(number)\"},\"body\":\(body)}"
    }
}
