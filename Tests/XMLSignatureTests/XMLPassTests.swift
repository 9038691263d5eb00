import Fiscal
import RfeFixtures
import Testing

@testable import XMLSignature

/// What a pass gives of a text, in pieces of a size.
private struct Seen: Equatable {
    struct Step: Equatable {
        var event: XMLEvent
        var text: String
    }

    var steps: [Step] = []
    var signatures: [[UInt8]] = []
    var refusal: XMLRefusal?
    var refusalOffset = 0

    init(_ bytes: [UInt8], piece: Int, in pass: inout XMLPass) {
        pass.restart()
        var start = 0
        repeat {
            let end = min(start + piece, bytes.count)
            pass.feed(bytes[start..<end].span, isLast: end == bytes.count)
            var from = 0
            for event in pass.events {
                var bytes: [UInt8] = []
                for index in from..<event.textEnd { bytes.append(pass.text[index]) }
                from = event.textEnd
                // Where the text lies in the buffer depends on the pieces; what it says mustn't.
                let plain = XMLEvent(offset: event.offset, textEnd: 0, name: event.name, kind: event.kind)
                steps.append(Step(event: plain, text: String(decoding: bytes, as: UTF8.self)))
            }
            signatures += pass.signatures.map(\.digest)
            start = end
        } while start < bytes.count && pass.refusal == nil
        refusal = pass.refusal
        refusalOffset = pass.refusalOffset
    }

    init(_ text: String, piece: Int = 1 << 20) {
        var pass = makePass()
        self.init(Array(text.utf8), piece: piece, in: &pass)
    }
}

private func makePass() -> XMLPass {
    XMLPass(vocabulary: ["rFE", "gItem", "dVTot", "x"], signed: "rFE", leftOut: ["gNoFirm"])
}

struct XMLPassTests {
    @Test func `steps come with the text between them`() {
        let seen = Seen("<rFE>a<x y='1'>b<!-- c -->c</x><![CDATA[<]]>&amp;<dVTot/>\r\n</rFE>")
        #expect(seen.refusal == nil)
        #expect(seen.steps.map(\.text) == ["", "a", "bc", "<&", "", "\n"])
        #expect(seen.steps.map(\.event.name) == [1, 4, 4, 3, 3, 1])
        #expect(seen.steps.map(\.event.kind) == [.begin, .begin, .end, .begin, .end, .endSigned])
        #expect(seen.steps.map(\.event.offset) == [0, 6, 31, 49, 57, 65])
    }

    @Test(arguments: 1...60) func `pieces of any size give the same`(seed: UInt64) {
        var random = RandomXML(seed: seed + 70_000)
        let bytes = (seed % 3 == 0 ? [0xEF, 0xBB, 0xBF] : []) + random.document(wrapped: seed % 2 == 0)
        var pass = makePass()
        let whole = Seen(bytes, piece: bytes.count, in: &pass)
        #expect(whole.refusal == nil)
        for piece in [1, 2, 3, 7, Int(seed) + 8, 1000] { #expect((Seen(bytes, piece: piece, in: &pass) == whole) as Bool) }
        for step in whole.steps where step.event.kind == .begin { #expect(bytes[step.event.offset] == UInt8(ascii: "<")) }
        for step in whole.steps where step.event.kind != .begin { #expect(bytes[step.event.offset - 1] == UInt8(ascii: ">")) }
    }

    @Test(arguments: [
        "<!DOCTYPE rFE><rFE/>", "<!DOCTYPE rFE [<!ENTITY e \"x\">]><rFE>&e;</rFE>",
        "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>",
        "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x.dtd\"><r/>", "<!DOCTYPE r PUBLIC \"-//x\" \"ftp://127.0.0.1/x\"><r/>",
        "<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]><r/>",
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><r>&c;</r>",
        "<?xml version=\"1.0\"?><!-- c --><!DOCTYPE r [<!ATTLIST r a CDATA \"x\">]><r/>",
    ])
    func `a DOCTYPE ends the pass whatever it holds`(text: String) {
        for piece in [1, 5, 4096] {
            let seen = Seen(text, piece: piece)
            #expect(seen.refusal == .doctype)
            #expect(seen.steps.isEmpty)
        }
    }

    @Test func `no encoding but UTF-8 is taken`() {
        var pass = makePass()
        #expect(Seen("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rFE/>").refusal == .encoding("ISO-8859-1"))
        #expect(Seen([0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00], piece: 99, in: &pass).refusal == .encoding("UTF-16"))
        #expect(Seen([0x00, 0x3C, 0x00, 0x61], piece: 99, in: &pass).refusal == .encoding("UTF-16"))
        #expect(Seen("<?xml version=\"1.0\" encoding=\"utf-8\"?><rFE/>").refusal == nil)
        #expect(Seen("<?xml version=\"1.0\"?><rFE/>").refusal == nil)
    }

    @Test func `depth has a limit`() {
        func nested(_ count: Int) -> String { String(repeating: "<x>", count: count) + String(repeating: "</x>", count: count) }
        #expect(Seen(nested(64)).refusal == nil)
        #expect(Seen(nested(65)).refusal == .depth(limit: 64))
    }

    @Test func `texts and tags have a limit`() {
        let long = String(repeating: "y", count: XMLPass.pieceMax - 1000)
        for piece in [64 << 10, 8 << 20] {
            #expect(Seen("<rFE>\(long)</rFE>", piece: piece).refusal == nil)
            #expect(Seen("<rFE><x>\(long)\(long)</x></rFE>", piece: 64 << 10).refusal == .pieceTooLong(limit: XMLPass.pieceMax))
        }
        #expect(Seen("<rFE><!-- \(long)\(long)", piece: 64 << 10).refusal == .pieceTooLong(limit: XMLPass.pieceMax))
        #expect(Seen("<rFE><x a=\"\(long)\(long)", piece: 64 << 10).refusal == .pieceTooLong(limit: XMLPass.pieceMax))
    }

    @Test(arguments: [
        ("<rFE><x></rFE>", 76), ("<rFE>\u{0}</rFE>", 0), ("<rFE>&who;</rFE>", 26), ("<rFE a=\"1\" a=\"2\"/>", 42), ("", 5),
        ("text", 4),
        ("<rFE/><rFE/>", 5),
        ("<rFE>&#0;</rFE>", 9), ("<rFE><x a=&who;/></rFE>", 73),
    ])
    func `what isn't well-formed is refused with libxml2's code`(text: String, code: Int32) {
        let refusal = Seen(text).refusal
        guard case .notWellFormed(let found, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(code == 0 || found == code, "\(found)")
    }

    @Test func `bytes that aren't UTF-8 are refused`() {
        var pass = makePass()
        let seen = Seen(Array("<rFE>".utf8) + [0xC3, 0x28] + Array("</rFE>".utf8), piece: 99, in: &pass)
        guard case .notWellFormed(9, _)? = seen.refusal else {
            Issue.record("\(String(describing: seen.refusal)) at \(seen.refusalOffset)")
            return
        }
        #expect(seen.refusalOffset == 7)
    }

    @Test func `a text that breaks off says so`() {
        let whole = "<rFE><gItem a=\"1\"><dVTot>12.00</dVTot></gItem></rFE>"
        for count in 6..<whole.count {
            let refusal = Seen(String(whole.prefix(count))).refusal
            #expect(refusal == .endsEarly, "\(count): \(String(describing: refusal))")
        }
    }

    @Test func `a prefix must be declared`() {
        #expect(Seen("<rFE><ds:x/></rFE>").refusal == .undeclaredPrefix("ds"))
        #expect(Seen("<rFE><x ds:a=\"1\"/></rFE>").refusal == .undeclaredPrefix("ds"))
        #expect(Seen("<rFE><x xml:a=\"1\"/></rFE>").refusal == nil)
    }

    @Test func `a refused text leaves nothing behind for the next`() throws {
        var pass = makePass()
        let signed = Array(try RfeFixture.invoice.signed(by: SigningKey(throwAway: ThrowAwayKeys.signer)).utf8)
        let alone = Seen(signed, piece: 4096, in: &pass)
        for broken in ["<ds:a xmlns:ds=\"urn:x\" xmlns=\"urn:y\"><rFE><b>", "<!DOCTYPE a>", "<rFE xmlns:p=\"urn:p\"><a></rFE>"] {
            #expect(Seen(Array(broken.utf8), piece: 4096, in: &pass).refusal != nil)
            let again = Seen(signed, piece: 4096, in: &pass)
            #expect(again.signatures == alone.signatures)
            #expect(again.steps.count == alone.steps.count)
            #expect(again.refusal == alone.refusal)
            #expect(again == alone)
        }
        // `ds` was declared by a text that broke off: it mustn't be known here.
        #expect(Seen(Array("<a><b/><ds:a/></a>".utf8), piece: 99, in: &pass).refusal == .undeclaredPrefix("ds"))
    }

    @Test func `signed elements one after the other each have their signature`() throws {
        let key = try SigningKey(throwAway: ThrowAwayKeys.signer)
        let one = try RfeFixture.invoice.signed(by: key)
        let other = try RfeFixture(documentType: .internalInvoice, number: "0000000779").signed(by: key)
        var pass = makePass()
        pass.feed(Array("<all>\(one)\(other)\(one.replacing("Ñata", with: "Nata"))</all>".utf8).span, isLast: true)
        #expect(pass.signatures.map(\.isValid) == [true, true, false])
        #expect(pass.signatures[0].digest != pass.signatures[1].digest)
    }

    @Test func `many names don't fill the dictionary for ever`() {
        var pass = makePass()
        for round in 0..<40 {
            let names = (0..<3000).map { "<n\(round)_\($0)/>" }.joined()
            #expect(
                Seen(Array("<rFE>\(names)<dVTot>1</dVTot></rFE>".utf8), piece: 1 << 16, in: &pass).steps.last?.event.name == 1)
        }
        #expect(Seen(Array("<rFE><dVTot>1</dVTot></rFE>".utf8), piece: 1 << 16, in: &pass).steps[1].event.name == 3)
    }
}
