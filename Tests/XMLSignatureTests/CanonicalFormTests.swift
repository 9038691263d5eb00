import Digest
import Testing

@testable import XMLSignature

struct CanonicalFormTests {
    /// One pass over a whole document in pieces of a size.
    private func pass(_ document: [UInt8], piece: Int) -> (outcome: SignatureOutcome?, info: [UInt8], refusal: XMLRefusal?) {
        var pass = XMLPass(vocabulary: [], signed: "rFE", leftOut: ["gNoFirm"])
        pass.keepsSignedInfo = true
        var outcome: SignatureOutcome?
        var start = 0
        while start < document.count {
            let end = min(start + piece, document.count)
            pass.feed(document[start..<end].span, isLast: end == document.count)
            if let found = pass.signatures.first { outcome = found }
            start = end
        }
        return (outcome, pass.signedInfo, pass.refusal)
    }

    @Test(arguments: 0..<40)
    func `digests are those of libxml2's tree over random documents`(portion: UInt64) throws {
        for seed in portion * 25..<portion * 25 + 25 {
            var random = RandomXML(seed: seed + 1)
            let document = random.document(wrapped: seed % 2 == 0)
            let seen = pass(document, piece: Int(seed % 70) + 1)
            let comment: Comment = "seed \(seed): \(String(decoding: document, as: UTF8.self))"
            #expect(seen.refusal == nil, comment)
            #expect(try #require(seen.outcome, comment).digest == ReferenceForm.digest(of: document), comment)
        }
    }

    @Test(arguments: 0..<20)
    func `the exclusive form of SignedInfo is libxml2's`(portion: UInt64) throws {
        for seed in portion * 25..<portion * 25 + 25 {
            var random = RandomXML(seed: seed + 5000)
            let document = random.document(wrapped: seed % 2 == 0)
            let comment: Comment = "seed \(seed): \(String(decoding: document, as: UTF8.self))"
            #expect(pass(document, piece: 1000).info == ReferenceForm.signedInfo(of: document, exclusive: true), comment)
        }
    }

    @Test(arguments: 0..<20)
    func `the inclusive form of SignedInfo is libxml2's of the rFE alone`(portion: UInt64) throws {
        for seed in portion * 25..<portion * 25 + 25 {
            var random = RandomXML(seed: seed + 9000)
            let text = String(decoding: random.document(wrapped: seed % 2 == 0), as: UTF8.self).replacing(
                "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
                with: "Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"")
            // The apex would take over `xml:` attributes of the rFE, which nobody signs with.
            let document = Array(text.replacing(" xml:space=\"preserve\"", with: "").utf8)
            let start = try #require(text.firstRange(of: "<rFE"))
            let end = try #require(text.ranges(of: "</rFE>").last)
            let alone = String(text[start.lowerBound..<end.upperBound]).replacing(" xml:space=\"preserve\"", with: "")
            let comment: Comment = "seed \(seed): \(text)"
            #expect(
                pass(document, piece: 1000).info == ReferenceForm.signedInfo(of: Array(alone.utf8), exclusive: false), comment)
        }
    }
}
