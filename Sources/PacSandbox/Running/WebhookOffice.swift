import Fiscal
import JSONText
import Synchronization

/// Writes webhooks as files into an inbox (pac-api.md 4.2): each when it is due, whole or not at all.
final class WebhookOffice: Sendable {
    private struct Letter: Sendable {
        /// Monotonic nanoseconds.
        var due: Int64
        let document: StoredDocument
        var companyID: String
        var legalStatus: String
        var signature: String?
        var user: String?
        var fault: String?
    }

    private struct State: Sendable {
        var letters: [Letter] = []
        var written = 0
        var stopping = false
    }

    private let folder: String
    private let secret: String?
    private let secretTerms: [String: KeyTerms]
    private let dgiDelayNanos: Int64
    private let clock: SandboxClock
    private let truth: TruthLog?
    private let state = Mutex(State())
    /// Held while letters are written: who comes second finds the files of the first.
    private let delivery = Mutex<Void>(())
    private let wake: WakePipe

    init(folder: String, settings: SandboxSettings, clock: SandboxClock, truth: TruthLog?) throws(SandboxError) {
        try FileCalls.makeFolder(folder)
        self.folder = folder
        secret = settings.webhookSecret
        secretTerms = settings.fixture.secretTerms
        dgiDelayNanos = settings.dgiDelayNanos
        self.clock = clock
        self.truth = truth
        wake = try WakePipe()
    }

    private static let latenessNanos: Int64 = 60_000_000_000
    private static let copies = 3

    /// Plans the webhooks of a new document: one when the PAC has it, one when the DGI has answered.
    /// - Parameter documents: how many there are now.
    func schedule(for document: StoredDocument, documents: Int, plan: FaultPlan) {
        let now = clock.now()
        let planned = plan.draw(.webhook, .later, FaultSubject(numeration: document.numeration, body: document.body))
        var letters = [letter(document, due: now.monotonicNanos, document.firstStanding.legalStatus)]
        let later = SandboxMoment(
            unixMicros: document.unixMicros + dgiDelayNanos / 1000, monotonicNanos: now.monotonicNanos + dgiDelayNanos)
        let final = document.standing(at: later, dgiDelayNanos: dgiDelayNanos).legalStatus
        if final != document.firstStanding.legalStatus {
            letters.append(letter(document, due: later.monotonicNanos, final))
        }
        let signature = secretTerms.first { $0.value.hold(documents: documents) }?.key ?? secret
        for index in letters.indices { (letters[index].fault, letters[index].signature) = (planned?.fault.name, signature) }
        if case .webhook(let fault)? = planned?.effect { Self.alter(&letters, fault, nanos: planned?.nanos) }
        let sorted = letters.sorted { $0.due < $1.due }
        state.withLock { $0.letters += sorted }
        if planned?.effect == .webhook(.early) { deliver(at: now) } else { wake.signal() }
    }

    /// Writes a document's webhook again, now.
    func push(_ document: StoredDocument, secret: String?, user: String?) {
        let now = clock.now()
        var letter = letter(
            document, due: now.monotonicNanos, document.standing(at: now, dgiDelayNanos: dgiDelayNanos).legalStatus)
        letter.signature = secret
        letter.user = user
        let pushed = letter
        state.withLock { $0.letters.append(pushed) }
        wake.signal()
    }

    private func letter(_ document: StoredDocument, due: Int64, _ legalStatus: String) -> Letter {
        Letter(
            due: due, document: document, companyID: document.companyID, legalStatus: legalStatus, signature: secret)
    }

    private static func alter(_ letters: inout [Letter], _ fault: FaultEffect.WebhookFault, nanos: Int64?) {
        switch fault {
        case .early: break
        case .late: for index in letters.indices { letters[index].due += nanos ?? latenessNanos }
        case .duplicate: letters = letters.flatMap { letter in (0..<copies).map { _ in letter } }
        case .reordered:
            let due = letters.map(\.due)
            for (index, moment) in zip(letters.indices, due.reversed()) { letters[index].due = moment }
        case .forged:
            for index in letters.indices {
                letters[index].signature = "forged"
                letters[index].legalStatus = "DGI_AUTHORIZED"
            }
        case .unsigned: for index in letters.indices { letters[index].signature = nil }
        case .otherCompany: for index in letters.indices { letters[index].companyID = "01K0THERC0MPANY00000000000" }
        case .lost: letters = []
        }
    }

    /// Writes what is due.
    func deliver(at now: SandboxMoment) {
        delivery.withLock { _ in writeDue(at: now) }
    }

    private func writeDue(at now: SandboxMoment) {
        let due = state.withLock { state in
            let due = state.letters.filter { $0.due <= now.monotonicNanos }
            state.letters.removeAll { $0.due <= now.monotonicNanos }
            let first = state.written
            state.written += due.count
            return due.enumerated().map { (first + $0.offset, $0.element) }
        }
        for (number, letter) in due { write(letter, number: number, now: now) }
    }

    private func write(_ letter: Letter, number: Int, now: SandboxMoment) {
        var headers = JSONObject()
        headers["x-pac-signature"] = letter.signature.map { .string($0) }
        headers["x-user-id"] = letter.user.map { .string($0) }
        let body: JSONValue = [
            "id": .string(letter.document.id), "legalStatus": .string(letter.legalStatus),
            "cufe": .string(letter.document.cufe), "message": .string("Documento \(letter.document.numeration)"), "webhook": [:],
        ]
        let envelope: JSONValue = [
            "kind": "pac-webhook", "receivedAt": .string(FiscalTime(epochSeconds: now.unixSeconds).text),
            "companyId": .string(letter.companyID), "headers": .object(headers), "body": body,
        ]
        let name = "webhook-\(now.unixMicros)-\(number)-\(letter.document.id).json"
        var note = JSONObject()
        note["operation"] = "webhook"
        note["id"] = .string(letter.document.id)
        note["legalStatus"] = .string(letter.legalStatus)
        note["file"] = .string(name)
        note["fault"] = letter.fault.map { .string($0) }
        do {
            try FileCalls.writeWhole(Array(envelope.text.utf8), to: "\(folder)/\(name)")
        } catch {
            note["failed"] = true
        }
        truth?.appendEvent(note, at: now)
    }

    /// Ends the loop; webhooks that aren't due yet are never written.
    func stop() {
        state.withLock { $0.stopping = true }
        wake.signal()
    }

    /// The thread's loop.
    func run() {
        while true {
            let (next, stopping) = state.withLock { ($0.letters.map(\.due).min(), $0.stopping) }
            if stopping { return }
            let now = clock.now()
            if let next, next <= now.monotonicNanos {
                deliver(at: now)
            } else {
                wake.wait(nanos: next.map { $0 - now.monotonicNanos })
            }
        }
    }
}
