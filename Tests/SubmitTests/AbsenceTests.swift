import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// What proves that the PAC doesn't have a document (guarantees.md, the in-doubt procedure 3).
struct AbsenceProofTests {
    private func lookup(_ seconds: Int64, _ outcome: LookupRow.Outcome = .absent, attempt: Int = 1, witness: Int64? = 9)
        -> LookupRow
    {
        LookupRow(
            documentID: 1, attempt: attempt, atMicros: seconds * 1_000_000, way: "byNumber", outcome: outcome, pages: 1,
            witness: witness, detail: nil)
    }

    /// Settle is 900 s, the doubt began at 0.
    private func isProved(_ lookups: [LookupRow]) -> Bool {
        if case .proved = AbsenceProof(lookups, attempt: 1, doubtBegan: 0, settleSeconds: 900) { true } else { false }
    }

    private func next(_ lookups: [LookupRow]) -> Int64? {
        guard case .open(let next) = AbsenceProof(lookups, attempt: 1, doubtBegan: 0, settleSeconds: 900) else { return nil }
        return next.map { $0 / 1_000_000 }
    }

    @Test func `two negative look-ups, settled and apart, the second with a witness`() {
        #expect(isProved([lookup(900), lookup(1800)]))
        #expect(isProved([lookup(900, witness: nil), lookup(1800)]))
        #expect(isProved([lookup(5), lookup(900), lookup(1000), lookup(1800)]))
    }

    @Test func `anything less proves nothing, and says when the next one counts`() {
        #expect(next([]) == 900)
        #expect(next([lookup(5), lookup(899)]) == 900, "before it has settled")
        #expect(next([lookup(900), lookup(1799)]) == 1800, "not far enough apart")
        #expect(next([lookup(900), lookup(1800, witness: nil)]) == 2700, "nothing shows that the listing is fresh")
        #expect(next([lookup(900), lookup(1800, .failed)]) == 1800, "not complete")
        #expect(next([lookup(900), lookup(1000, .unproved), lookup(1800)]) == 2700, "something was seen in between")
        #expect(next([lookup(900), lookup(1000, .alarm), lookup(1800)]) == 2700)
        #expect(next([lookup(900, attempt: 2), lookup(1800)]) == 2700, "an earlier attempt's don't count")
    }
}

/// A document whose absence is proved goes out once more; no other ever does.
struct ResubmissionTests {
    private static let settle: Int64 = 900

    /// Document 1 in doubt, document 2 accepted a minute later; the list shows what the PAC has.
    private func doubtful(resubmits: Bool = true) throws -> (bench: Bench, id: Int64, witness: Int64) {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        bench.settings.doubt = DoubtSettings(lookup: .byNumber, resubmits: resubmits, settleSeconds: Self.settle)
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        bench.pac.onPost = { _, _ in nil }
        bench.clock.advance(seconds: 60)
        let witness = try bench.admit("SO-2")
        try bench.beginRun(reopening: true)
        try bench.run()
        let number = try bench.document(witness).numeration ?? ""
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            arrival.request.url.contains("documentNumber=\(number)&") ? bench.listed(witness, as: "DOCSO-2") : .list([])
        }
        return (bench, id, witness)
    }

    private func night(_ bench: Bench, after seconds: Int64) throws {
        bench.clock.advance(seconds: seconds)
        try bench.beginRun(reopening: true)
        try bench.run()
    }

    @Test func `the same bytes once more, as attempt 2, after two look-ups in two runs`() throws {
        let (bench, id, _) = try doubtful()
        try night(bench, after: Self.settle)
        #expect(try bench.state(id) == .in_doubt, "one look-up that counts")
        try night(bench, after: Self.settle - 60)
        #expect(try bench.state(id) == .in_doubt, "too soon after the first")
        try night(bench, after: 120)
        #expect(try bench.state(id) == .complete)
        #expect(try bench.outcomes(id) == ["in_doubt", "accepted"])
        let sent = bench.pac.posts.filter { $0.order == "SO-1" }
        #expect(sent.count == 2 && sent[0].request.body == sent[1].request.body)
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-05"])
        let event = try #require(try bench.ledger.events(ofDocument: id).first { $0.kind == "absence_proved" })
        #expect(event.detail.contains("DOCSO-2"), "the witness: \(event.detail)")
    }

    @Test func `within one run, when it may wait that long`() throws {
        let (bench, id, _) = try doubtful()
        bench.settings.waitSeconds = 3600
        try night(bench, after: 1)
        #expect(try bench.state(id) == .complete)
        #expect(try bench.outcomes(id) == ["in_doubt", "accepted"])
    }

    @Test func `never, unless the configuration says so`() throws {
        let (bench, id, _) = try doubtful(resubmits: false)
        for _ in 0..<5 { try night(bench, after: Self.settle * 2) }
        #expect(try bench.state(id) == .in_doubt)
        #expect(bench.pac.posts.count == 2)
        #expect(bench.pac.lookups.allSatisfy { $0.request.url.contains("documentNumber=0000000001&") }, "no witness is asked for")
    }

    @Test func `never without a later document that the listing shows`() throws {
        let (bench, id, _) = try doubtful()
        bench.pac.onLookup = { _, _ in .list([]) }
        for _ in 0..<5 { try night(bench, after: Self.settle * 2) }
        #expect(try bench.state(id) == .in_doubt)
        #expect(bench.pac.posts.count == 2)
    }

    @Test func `never by a document that was accepted before`() throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        bench.settings.concurrency = 1
        bench.settings.doubt = DoubtSettings(lookup: .byNumber, resubmits: true, settleSeconds: Self.settle)
        let earlier = try bench.admit("SO-1")
        let id = try bench.admit("SO-2")
        bench.pac.onPost = { _, nth in nth == 0 ? nil : .error(500, "x") }
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            arrival.request.url.contains("0000000001&") ? bench.listed(earlier, as: "DOCSO-1") : .list([])
        }
        try bench.run()
        for _ in 0..<4 { try night(bench, after: Self.settle * 2) }
        #expect(try bench.state(id) == .in_doubt)
        #expect(bench.pac.posts.count == 2)
    }

    /// The CUFE of a document where the PAC has its company's office under another code.
    private func cufe(_ row: DocumentRow) -> JSONValue {
        .string(
            Cufe.build(
                documentType: .internalInvoice, issuer: IssuerIdentity(ruc: "155704849-2-2021", rucType: .juridical, dv: "32"),
                issueDate: FiscalTime(epochSeconds: 1_795_000_000), numeration: row.numeration ?? "", billingPoint: "001",
                branch: "0077", issueType: "01", environment: .sandbox, securityCode: row.securityCode ?? ""
            ).text)
    }

    @Test func `never a document that the PAC shows with our security code under another branch: it is ours`() throws {
        let (bench, id, witness) = try doubtful()
        let rows = try [bench.document(id), bench.document(witness)]
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            let shown = zip(rows, ["DOC-1", "DOCSO-2"]).filter {
                arrival.request.url.contains("documentNumber=\($0.0.numeration ?? "")&")
            }
            return .list(shown.map { bench.entry($0, id: $1, ["cufe": cufe($0)]) })
        }
        for _ in 0..<4 { try night(bench, after: Self.settle * 2) }
        #expect(bench.pac.posts.count == 2)
        #expect(try bench.document(id).pacID == "DOC-1")
        #expect(try bench.faultCodes(id).contains("PB-PAC-03"), "and the CUFE isn't the expected one")
    }

    @Test func `never by a witness that is found in another way than the document is asked for`() throws {
        let (bench, id, witness) = try doubtful()
        bench.settings.doubt.lookup = .byCufe
        // The PAC's CUFEs carry another DV: nothing is ever found by the expected ones.
        let row = try bench.document(witness)
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            arrival.request.url.contains(row.expectedCufe ?? "?") ? .list([]) : .list([bench.entry(row, id: "DOCSO-2")])
        }
        for _ in 0..<5 { try night(bench, after: Self.settle * 2) }
        #expect(bench.pac.lookups.contains { $0.request.url.contains("cufe=") })
        #expect(try bench.state(id) == .in_doubt)
        #expect(bench.pac.posts.count == 2)
    }

    @Test func `never by look-ups that aren't complete`() throws {
        let (bench, id, _) = try doubtful()
        bench.pac.onLookup = { _, _ in .error(404, "SBX-NO-LOOKUP") }
        for _ in 0..<5 { try night(bench, after: Self.settle * 2) }
        #expect(try bench.state(id) == .in_doubt)
        #expect(bench.pac.posts.count == 2)
    }

    @Test func `never once the PAC said that the number is used`() throws {
        let (bench, id, _) = try doubtful()
        try bench.putBack(id)
        bench.pac.onPost = { _, _ in .error(400, "1002") }
        for _ in 0..<5 { try night(bench, after: Self.settle * 2) }
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.outcomes(id) == ["in_doubt", "in_doubt"])
    }

    @Test func `a second doubt needs a proof of its own`() throws {
        let (bench, id, _) = try doubtful()
        try night(bench, after: Self.settle)
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try night(bench, after: Self.settle)
        #expect(try bench.outcomes(id) == ["in_doubt", "in_doubt"])
        bench.pac.onPost = { _, _ in nil }
        try night(bench, after: Self.settle)
        #expect(try bench.outcomes(id).count == 2)
        for _ in 0..<4 { try night(bench, after: Self.settle) }
        #expect(try bench.outcomes(id).count == 2, "no later document yet")
        let later = try bench.admit("SO-3")
        try night(bench, after: 1)
        let number = try bench.document(later).numeration ?? ""
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            arrival.request.url.contains("documentNumber=\(number)&") ? bench.listed(later, as: "DOCSO-3") : .list([])
        }
        for _ in 0..<2 { try night(bench, after: Self.settle) }
        #expect(try bench.state(id) == .complete)
    }

    @Test func `one that turns up after all is adopted`() throws {
        let (bench, id, _) = try doubtful()
        try night(bench, after: Self.settle)
        bench.pac.onLookup = { [unowned bench] _, _ in bench.listed(id, as: "DOC-1") }
        try night(bench, after: Self.settle)
        #expect(try bench.document(id).pacID == "DOC-1")
        #expect(bench.pac.posts.count == 2)
    }
}
