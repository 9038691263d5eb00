import SeededRandom

/// The PAC, with a truth of its own: what it holds, what reached it, what it said. Judges nothing by the program's types.
struct Pac: Sendable {
    /// A document that exists, legally.
    struct Document: Sendable {
        let id: String
        let company: String
        let collection: String
        let type: String
        let number: String
        let point: String
        let issueDate: String
        let total: String
        let cufe: String
        /// The order's number, which the workload lets travel in the notes.
        let order: String
        let body: [UInt8]
        let committedAt: Int64
        /// What the PAC itself decided; nil: it took the document.
        let isRejected: Bool
        /// When the DGI decides, and what.
        let verdictAt: Int64
        let isAuthorized: Bool
        /// From when on its PDF can be had.
        let pdfAt: Int64
        /// The PAC said that it hadn't taken it: a webhook tells of it for certain, and soon.
        var isDenied = false
    }

    /// A POST of which at least one byte left the machine.
    struct Departure: Sendable {
        let at: Int64
        let key: String
        let company: String
        let body: [UInt8]
        let order: String
        let number: String
        /// The answer says that nothing was executed.
        var isHarmless = false
    }

    /// A list that was answered: what it was asked for, whether it showed any of it, and the newest document of its collection that it could have
    /// shown then.
    struct ListSight: Sendable {
        let at: Int64
        let number: String?
        let cufe: String?
        let isEmpty: Bool
        let newest: Int64
    }

    /// A POST on its way: what will happen at the PAC, whoever is still waiting for the answer.
    struct Arrival: Sendable {
        let at: Int64
        let departedAt: Int64
        let document: Document
    }

    /// A 429's floor: until when nothing may leave under a key, with the moment the answer was read, also by the machine's wall clock.
    struct Floor: Sendable {
        let key: String
        let from: Int64
        var until: Int64
        let wall: Int64
    }

    let companies: [PacCompany]
    /// Document writes a second that the PAC lets pass.
    let perSecond: Int
    /// What chance decides at the PAC.
    var random: SeededRandom
    var trouble = PacTrouble()
    private(set) var documents: [Document] = []
    private(set) var departures: [Departure] = []
    var sights: [ListSight] = []
    private(set) var arrivals: [Arrival] = []
    private(set) var floors: [Floor] = []
    /// How far the machine's wall clock is off, in microseconds: nothing that the PAC goes by.
    private var wallOffset: Int64 = 0
    var keys = PacKeys()
    var voids = PacVoids()
    var hooks = PacHooks()
    /// How far its lists are behind, in nanoseconds: they show what it held so long ago.
    var listLag: Int64 = 0
    /// False: it offers no lists.
    var hasLists = true
    /// Ids that somebody has asked for: the program knows them.
    var askedFor: Set<String> = []
    private var made = 0
    private var addresses: [String: (document: String, until: Int64)] = [:]

    init(companies: [PacCompany], perSecond: Int, random: SeededRandom) {
        self.companies = companies
        self.perSecond = perSecond
        self.random = random
    }

    // MARK: - Time at the PAC

    /// Everything that reaches the PAC until a moment, in order.
    mutating func live(until now: Int64, _ trace: inout Trace) {
        voids.live(until: now)
        guard arrivals.contains(where: { $0.at <= now }) else { return }
        for arrival in arrivals.filter({ $0.at <= now }).sorted(by: { $0.at < $1.at }) {
            documents.append(arrival.document)
            callAbout(arrival.document)
            trace.note(arrival.at, "PAC holds \(arrival.document.id) \(arrival.document.number) for \(arrival.document.order)")
        }
        arrivals.removeAll { $0.at <= now }
    }

    /// The machine lost its power: what hadn't left it whole by then doesn't arrive.
    mutating func cut(at now: Int64) {
        arrivals.removeAll { $0.at > now && random.once(in: 2) }
        voids.cut(at: now)
    }

    mutating func schedule(_ document: Document, at moment: Int64, departedAt: Int64) {
        arrivals.append(Arrival(at: moment, departedAt: departedAt, document: document))
    }

    mutating func note(_ departure: Departure) { departures.append(departure) }

    /// The POST that came last is answered by words that say that nothing was executed.
    mutating func denyLast() { departures[departures.count - 1].isHarmless = true }

    mutating func noteFloor(key: String, from: Int64, seconds: Int64) {
        floors.append(
            Floor(
                key: key, from: from, until: from + seconds * 1_000_000_000,
                wall: World.State.beginning + wallOffset + from / 1000))
    }

    /// The machine's clock is set: what it had to wait for by that clock may be over.
    mutating func noteClock(_ offset: Int64, at now: Int64) {
        wallOffset = offset
        for index in floors.indices { floors[index].until = min(floors[index].until, now) }
    }

    // MARK: - What it knows

    /// Document writes that reached it.
    var writes: Int { departures.count + voids.departures.count }

    func company(_ pacID: String) -> PacCompany? { companies.first { $0.pacID == pacID } }

    func document(id: String) -> Document? { documents.first { $0.id == id } }

    /// legalStatus of a document at a moment (pac-api.md 3.6).
    func status(of document: Document, at now: Int64) -> String {
        if document.isRejected { return "PAC_REJECTED" }
        if now < document.verdictAt { return "PAC_AUTHORIZED" }
        return document.isAuthorized ? "DGI_AUTHORIZED" : "DGI_REJECTED"
    }

    /// Makes the document that a request would make.
    mutating func document(for body: [UInt8], collection: String, company: PacCompany, at now: Int64, rejected: Bool) -> Document
    {
        made += 1
        let text = { WireText.string($0, in: body) ?? "" }
        let delay = trouble.left > 0 && random.once(in: 4) ? random.within(60...400) : random.within(0...12)
        let verdictAt = now + Int64(delay) * 1_000_000_000
        let type = text("documentType")
        return Document(
            id: "01SIM" + Self.padded(made, 21), company: company.id, collection: collection, type: type,
            number: text("numeration"),
            point: text("billingPoint"), issueDate: text("issueDate"),
            total: WireText.number("amount", behind: "\"paymentMethods\":", in: body) ?? "0.00",
            cufe: TrueCufe.text(
                type: type, company: company, date: text("issueDate"), number: text("numeration"), point: text("billingPoint"),
                issueType: text("issueType"), securityCode: text("securityCode")),
            order: Self.order(in: body), body: body, committedAt: now, isRejected: rejected, verdictAt: verdictAt,
            isAuthorized: !random.once(in: 12), pdfAt: verdictAt + Int64(random.below(3)) * 1_000_000_000)
    }

    /// The order's number in the notes: `information.information`, which is the only key of that name with a text behind it.
    static func order(in body: [UInt8]) -> String { WireText.string("information", in: body) ?? "" }

    static func padded(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(count - digits.count, 0)) + digits
    }

    /// A short-lived address of a document's file (pac-api.md 3.9).
    mutating func address(of document: Document, kind: String, at now: Int64) -> String {
        let url = "https://files.example/\(random.next())/\(document.id).\(kind)"
        addresses[url] = (document.id, now + 60_000_000_000)
        return url
    }

    func document(at url: String, now: Int64) -> Document? {
        guard let address = addresses[url], address.until >= now else { return nil }
        return document(id: address.document)
    }
}
