import JSONText
import RfeFixtures
import Testing
import XMLSignature

extension EndToEndTests {
    /// An order whose POST's outcome nobody knows; its expected CUFE becomes that of the fixture, whose key we have.
    private func doubtful() throws -> Rig {
        let rig = try Rig(faults: [#"{"fault": "close-after-commit", "match": {"information": "BAD-1"}}"#])
        try rig.drop([TestOrder("BAD-1")].csv)
        #expect(try rig.night().code == 4)
        try Database.change(
            rig.ledger,
            """
            DROP TRIGGER document_numeration_is_final;
            UPDATE document SET expected_cufe = '\(RfeFixture.invoice.cufe)';
            """)
        return rig
    }

    private func faults(of order: String, in rig: Rig) throws -> [String] {
        let document = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == order })
        return (document["faults"]?.array ?? []).compactMap { $0["code"]?.string }
    }

    @Test("an XML with the CUFE of a document that may be at the PAC is evidence: it isn't sent again", arguments: [true, false])
    func importIsEvidence(isQueued: Bool) throws {
        let rig = try doubtful()
        if isQueued {
            #expect(try rig.run("indoubt", "resolve", "BAD-1", "--not-received", "--evidence", "portal").code == 0)
            #expect(try rig.states()["BAD-1"] == ["queued"])
        }
        try rig.drop(try RfeFixture.invoice.signed(by: try SigningKey(throwAway: ThrowAwayKeys.signer)), as: "arrived.xml")
        for _ in 0..<2 {
            #expect(try rig.night().code == 4)
            #expect(try rig.posts().count == 1)
        }
        #expect(try rig.states()["BAD-1"] == ["in_doubt"])
        #expect(try faults(of: "BAD-1", in: rig).contains("PB-DOUBT-08"))
        let imported = try #require(try rig.results().flatMap(\.documents).first { $0["mode"]?.string == "DGI_IMPORT" })
        #expect(imported["state"]?.string == "duplicate")
    }
}
