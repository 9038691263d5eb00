import Digest
import JSONText
import PacSandbox
import Testing

extension SandboxUnderTest {
    /// Downloads a document's file by the address that a GET gives.
    func file(_ id: String, _ field: String, key: String? = nil, collection: String = "invoices") throws -> WireClient.Answer {
        let address = try #require(try document(id, in: collection, query: "&documents=pdf")[field]?.string)
        let name = try #require(address.split(separator: "/").last)
        return try client().call("GET", "/files/\(name)", key: key)
    }
}

/// PDF and XML behind the signed addresses (pac-api.md 3.9).
struct FileTests {
    @Test func `a PDF is whole, and the same each time`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        let first = try sandbox.file(id, "pdf")
        #expect(first.status == 200)
        #expect(first.headers["content-type"] == "application/pdf")
        #expect(first.body.starts(with: Array("%PDF-1.4\n".utf8)))
        #expect(first.text.hasSuffix("%%EOF\n"))
        #expect(first.body == (try sandbox.file(id, "pdf").body))
        for text in ["0000012345", "COMERCIAL EJEMPLO S.A.", "SKU-1 - Silla", "207.00", "FE0120000155704849-2-2021"] {
            #expect(first.text.contains(text), "\(text)")
        }
        let table = try #require(first.text.firstRange(of: "startxref\n"))
        let offset = try #require(Int(first.text[table.upperBound...].prefix { $0 != "\n" }))
        #expect(first.body[offset...].starts(with: Array("xref\n".utf8)))
    }

    @Test func `an address is good for 60 seconds and only for its file`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        let address = try #require(try sandbox.document(id, query: "&documents=pdf")["pdf"]?.string)
        let path = "/files/" + (address.split(separator: "/").last ?? "")
        func status(_ path: String) throws -> Int? { try sandbox.client().call("GET", path, key: nil).status }
        sandbox.clock.advance(seconds: 60)
        #expect(try status(path) == 200)
        #expect(try status(path.replacing(".pdf", with: ".xml")) == 403)
        #expect(try status(path.replacing("expires=1", with: "expires=2")) == 403)
        sandbox.clock.advance(millis: 1)
        #expect(try status(path) == 403)
    }

    @Test func `a key at a file's address is a leak, and noted`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        let answer = try sandbox.file(id, "pdf", key: "sandbox-key")
        #expect(answer.status == 400)
        #expect(answer.errors == ["SBX-AUTH-LEAK"])
        #expect(try sandbox.truth().last?["authorizationLeak"] == true)
    }

    @Test func `the digest in QR, container and protocol is that of the rFE without QR`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(seconds: 2)
        let xml = try sandbox.file(id, "xml")
        #expect(xml.headers["content-type"] == "application/xml")
        let rfe = try #require(xml.text.split(separator: "\n").last.map(String.init))
        let end = try #require(rfe.firstRange(of: "<gNoFirm>"))
        let unsigned = rfe[..<end.lowerBound] + "</rFE>"
        let digest = base64(SHA256.digest(Array(unsigned.utf8)))
        let container = try sandbox.file(id, "containerXml").text
        #expect(container.contains(rfe))
        #expect(container.contains("<dDigVal>\(digest)</dDigVal>"))
        #expect(container.contains("<dCodRes>0260</dCodRes>"))
        let qr = try #require(try sandbox.document(id)["qr"]?.string)
        let encoded = digest.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
        #expect(qr.contains("&digestValue=\(encoded)&jwt="))
    }

    @Test func `texts that XML must escape stay what they were`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice.with("items[0].description", "Tuerca <M8> & \"arandela\" (50\\100)"))
        #expect(
            try sandbox.file(id, "xml").text.contains("<dDescProd>Tuerca &lt;M8&gt; &amp; \"arandela\" (50\\100)</dDescProd>"))
        #expect(try sandbox.file(id, "pdf").text.contains("(Tuerca <M8> & \"arandela\" \\(50\\\\100\\))"))
    }

    @Test func `a note's XML names the invoice and its issuer`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.creditNote, to: "credit-notes")
        let xml = try sandbox.file(id, "xml", collection: "credit-notes").text
        #expect(
            xml.contains(
                "<gDFRef><gRucEmDFRef><dTipoRuc>2</dTipoRuc><dRuc>155704849-2-2021</dRuc><dDV>32</dDV></gRucEmDFRef>"))
        #expect(xml.contains("<dVTot>93.63</dVTot>"))
        #expect(xml.contains("<dValITBMS>6.13</dValITBMS>"))
    }

    @Test func `a void stands in the container`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(seconds: 2)
        #expect(try !sandbox.file(id, "containerXml").text.contains("rEvAnulaFe"))
        _ = try sandbox.call(
            "DELETE", "/invoices/\(id)?idCompany=\(SandboxUnderTest.company)", body: ["reason": "Pedido duplicado por error"])
        #expect(try sandbox.file(id, "containerXml").text.contains("<dMotivoAn>Pedido duplicado por error</dMotivoAn>"))
    }

    private func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bits = bytes.flatMap { byte in (0..<8).reversed().map { byte >> UInt8($0) & 1 } }
        var text = ""
        for start in stride(from: 0, to: bits.count, by: 6) {
            let group = (0..<6).reduce(0) { $0 << 1 | (start + $1 < bits.count ? Int(bits[start + $1]) : 0) }
            text.append(alphabet[group])
        }
        return text + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }
}
