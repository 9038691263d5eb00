import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// What has to be equal before a document of the PAC's is taken for ours (guarantees.md, the in-doubt procedure).
struct DoubtComparisonTests {
    private func doubtful() throws -> (bench: Bench, row: DocumentRow) {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        _ = try bench.openAttempt(id)
        return (bench, try bench.document(id))
    }

    private func comparison(_ changes: [String: JSONValue?]) throws -> DoubtComparison {
        let (bench, row) = try doubtful()
        let shown = try #require(PacAnswer.document(bench.shown(row, changes)))
        return DoubtComparison(shown, with: row)
    }

    @Test func `the same document is the same`() throws {
        let same = try comparison([:])
        #expect(same.isSame)
        #expect(same.text.isEmpty)
        #expect(
            try comparison(["total": "107.000", "documentIssueDate": "2026-11-21T02:05:00Z"]).isSame, "values, not spellings")
    }

    @Test(
        "one field that differs makes another document",
        arguments: [
            ("documentNumber", "0000000002", "numeration", false), ("billingPoint", "002", "billing_point", false),
            ("documentType", "03", "document_type", false),
            ("documentIssueDate", "2026-11-20T21:05:01-05:00", "issue_date", true), ("total", "107.01", "total", true),
            ("cufe", "CUFE0000000002", "security_code", true),
        ])
    func differs(key: String, value: String, field: String, isOfSameNumber: Bool) throws {
        let other = try comparison([key: .string(value)])
        #expect(other.differences.map(\.field.rawValue) == [field])
        #expect(other.isOfSameNumber == isOfSameNumber)
        #expect(other.text.contains("≠"))
    }

    @Test(
        "what isn't shown proves nothing",
        arguments: [
            ("documentNumber", "numeration"), ("billingPoint", "billing_point"), ("documentType", "document_type"),
            ("documentIssueDate", "issue_date"), ("total", "total"), ("cufe", "security_code"),
        ])
    func isMissing(key: String, field: String) throws {
        let unproved = try comparison([key: .some(nil)])
        #expect(unproved.missing.map(\.rawValue) == [field])
        #expect(!unproved.isSame && unproved.isOfSameNumber)
    }

    @Test func `a stated security code stands for the CUFE`() throws {
        #expect(try comparison(["cufe": .some(nil), "securityCode": "123456789"]).isSame)
        #expect(try comparison(["cufe": .some(nil), "securityCode": "123456780"]).differences.count == 1)
    }

    @Test func `a CUFE with another DV but our security code is ours, one of another branch isn't`() throws {
        let code = { (branch: String, security: String) in
            Cufe.build(
                documentType: .internalInvoice, issuer: IssuerIdentity(ruc: "155704849-2-2021", rucType: .juridical, dv: "33"),
                issueDate: FiscalTime(epochSeconds: 1_795_226_700), numeration: "0000000001", billingPoint: "001", branch: branch,
                issueType: "01", environment: .sandbox, securityCode: security
            ).text
        }
        #expect(try comparison(["cufe": .string(code("0000", "123456789"))]).isSame)
        #expect(try comparison(["cufe": .string(code("0000", "123456780"))]).differences.map(\.field) == [.security_code])
        let otherBranch = try comparison(["cufe": .string(code("0001", "123456780"))])
        #expect(!otherBranch.isOfSameNumber, "another series (rulebook 5.2)")
    }
}

/// The one step by which a document in doubt is adopted.
struct AdoptionTests {
    /// A document in doubt, as the second run finds it, and a PAC that shows it under `DOC-1` with so many changes.
    private func doubtful(_ changes: [String: JSONValue?] = [:]) throws -> (bench: Bench, id: Int64) {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        let row = try bench.document(id)
        bench.pac.onStatus = { _, _ in Reply(body: bench.shown(row, changes)) }
        return (bench, id)
    }

    private func claim(_ bench: Bench, _ id: Int64) throws -> Claim {
        let row = try bench.document(id)
        return try bench.stage().claim(row, id: "DOC-1", verdict: ["evidence": "seen"])
    }

    @Test func `the same document is adopted, and goes on like any other`() throws {
        let (bench, id) = try doubtful()
        #expect(try claim(bench, id) == .answered(.adopted))
        #expect(try bench.state(id) == .authorized)
        #expect(try bench.document(id).pacID == "DOC-1")
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-04"], "the doubt is over")
        #expect(try bench.ledger.events(ofDocument: id).last?.kind == "verdict")
        #expect(try bench.ledger.events(ofDocument: id).contains { $0.kind == "adopted" && $0.detail.contains("operator") })
        bench.pac.onStatus = { _, _ in nil }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `another document isn't adopted, and nothing changes`() throws {
        let (bench, id) = try doubtful(["total": .number("107.01")])
        guard case .answered(.different(let comparison)) = try claim(bench, id) else { return #expect(Bool(false)) }
        #expect(comparison.text == "total 107.00 ≠ 107.01")
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.document(id).pacID == nil)
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-01"])
    }

    @Test func `an operator vouches for a CUFE that isn't there yet, and for nothing else`() throws {
        let (bench, id) = try doubtful(["cufe": .some(nil), "legalStatus": "REGISTERED"])
        #expect(try claim(bench, id) == .answered(.adopted))
        #expect(try bench.state(id) == .accepted)
        let (other, its) = try doubtful(["total": .some(nil)])
        guard case .answered(.unproved) = try claim(other, its) else { return #expect(Bool(false)) }
        #expect(try other.state(its) == .in_doubt)
    }

    @Test func `a refusal that is found is a refusal`() throws {
        let (bench, id) = try doubtful([
            "legalStatus": "PAC_REJECTED", "governmentResponse": [["code": "1602", "message": "no"]],
        ])
        #expect(try claim(bench, id) == .answered(.adopted))
        #expect(try bench.state(id) == .rejected)
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-04", "PB-PAC-01"])
    }

    @Test func `an id that another document has is nobody's`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        let first = try bench.admit("SO-1")
        let second = try bench.admit("SO-2")
        bench.pac.onPost = { arrival, nth in
            nth == 0 ? .json(200, ScriptedPac.accepted(arrival, id: "DOC-1")) : .error(500, "x")
        }
        try bench.run()
        let row = try bench.document(second)
        bench.pac.onStatus = { _, _ in Reply(body: bench.shown(row, [:])) }
        #expect(try claim(bench, second) == .answered(.idTaken))
        #expect(try bench.state(second) == .in_doubt)
        #expect(try bench.state(first) == .complete)
    }

    @Test func `what isn't in doubt isn't adopted`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        try bench.run()
        let row = try bench.document(id)
        bench.pac.onStatus = { _, _ in Reply(body: bench.shown(row, [:])) }
        #expect(try claim(bench, id) == .answered(.notInDoubt))
        #expect(try bench.document(id).pacID == "DOCSO-1")
    }

    @Test func `no answer, an unknown id, and the key's turn`() throws {
        let (bench, id) = try doubtful()
        bench.pac.onStatus = { _, _ in .failure(28, mayHaveLeft: true) }
        #expect(try claim(bench, id) == .failed("curl 28"))
        bench.pac.onStatus = { _, _ in .error(404, "SBX-NOT-FOUND") }
        #expect(try claim(bench, id) == .unknown)
        bench.pac.onStatus = { _, _ in .json(200, Reply.document(id: "ANOTHER")) }
        #expect(try claim(bench, id) == .failed("200"))
        #expect(try bench.state(id) == .in_doubt)
    }

    @Test func `a refused key gives way to the one before it`() throws {
        let (bench, id) = try doubtful()
        bench.lanes = [
            CompanyLane(
                id: "acme", pacCompanyID: "PAC-acme", keys: ["new", "old"].map { ApiKey(label: $0, value: $0) }, perSecond: 50,
                burst: 1, readsPerSecond: 50, numerationStart: 1)
        ]
        let row = try bench.document(id)
        bench.pac.onStatus = { arrival, _ in
            arrival.request.key?.label == "new" ? .error(401, "x") : Reply(body: bench.shown(row, [:]))
        }
        #expect(try claim(bench, id) == .answered(.adopted))
    }
}
