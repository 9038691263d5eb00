import PacSimulation
import RfeFixtures
import Testing
import XMLSignature

/// The simulation's import is made by the project's own tools.
struct SignedImportTests {
    @Test func `it is the fixture's invoice, signed with the throw-away key`() throws {
        let signer = try SigningKey(throwAway: ThrowAwayKeys.signer)
        #expect(try RfeFixture.invoice.signed(by: signer) == SignedImport.text)
        #expect(RfeFixture.invoice.cufe == SignedImport.cufe)
    }
}
