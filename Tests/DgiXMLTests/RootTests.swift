import Fiscal
import RfeFixtures
import Testing
import XMLSignature

@testable import DgiXML

struct RootTests {
    private static let invoice = RfeFixture.invoice

    /// The roots of dgi.md 1.3 around one document.
    private static let roots: [(name: String, text: @Sendable () -> String, trust: Trust)] = [
        ("rFE", { invoice.text() }, .signatureValid),
        ("rFE with a declaration", { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + invoice.text() }, .signatureValid),
        ("rContFe", { container(" xmlns=\"http://dgi-fep.mef.gob.pa\"") }, .signedAndAuthorized),
        ("rContFe bare", { container("") }, .signedAndAuthorized),
        ("rContFe without a namespace", { container(" xmlns=\"\"") }, .signedAndAuthorized),
        ("rContFe without a protocol", { container("") { $0.holdsProtocol = false } }, .signatureValid),
        (
            "dProtAut and dCufe",
            {
                container("") {
                    $0.numberName = "dProtAut"
                    $0.cufeName = "dCufe"
                }
            }, .signedAndAuthorized
        ),
        (
            "the answer of consult",
            {
                "<rRetEnviConsFe xmlns=\"http://dgi-fep.mef.gob.pa\"><dVerForm>1.00</dVerForm><gResProc><dCodRes>0422</dCodRes></gResProc><xContenFE>"
                    + container("") + "</xContenFE></rRetEnviConsFe>"
            }, .signedAndAuthorized
        ),
        ("SOAP with CDATA", { soap("<![CDATA[" + invoice.text() + "]]>") }, .signatureValid),
        (
            "SOAP with CDATA and a declaration", { soap("\n<![CDATA[\n<?xml version=\"1.0\"?>" + invoice.text() + "]]>") },
            .signatureValid
        ),
        (
            "SOAP with escaped text",
            {
                soap(invoice.text().replacing("&", with: "&amp;").replacing("<", with: "&lt;"))
            }, .signatureValid
        ),
        (
            "rEnviFeDGI",
            {
                "<rEnviFeDGI xmlns=\"http://dgi-fep.mef.gob.pa\"><dVerForm>1.00</dVerForm><iAmb>2</iAmb><gRucPAC><dTipContPAC>2</dTipContPAC></gRucPAC>"
                    + "<dFecProc>2026-01-16T10:05:03-05:00</dFecProc>" + invoice.text() + "</rEnviFeDGI>"
            }, .signatureValid
        ),
    ]

    private static func container(_ attributes: String, _ change: (inout ContainerFixture) -> Void = { _ in }) -> String {
        var container = ContainerFixture()
        container.rootAttributes = attributes
        change(&container)
        return container.text(around: invoice.text(), of: invoice)
    }

    private static func soap(_ inside: String) -> String {
        "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><feDatosMsg><rEnviFe><dVerForm>1.00</dVerForm>"
            + "<xFe>\(inside)</xFe></rEnviFe></feDatosMsg></soap:Body></soap:Envelope>"
    }

    @Test(arguments: roots.map(\.name)) func `one document comes out of every root`(name: String) throws {
        let root = try #require(Self.roots.first { $0.name == name })
        for piece in [3, 512, 1 << 20] {
            let reading = Reading(Array(root.text().utf8), piece: piece)
            #expect(reading.faults.isEmpty)
            #expect(reading.documents.map(\.trust) == [root.trust], "\(reading.documents.map(\.faults))")
            let document = try #require(reading.documents.first)
            #expect(document.cufe == Self.invoice.cufe)
            #expect(document.authorization?.number == (root.trust == .signedAndAuthorized ? "20260000000778" : nil))
        }
    }

    @Test func `what a document says is read`() throws {
        let document = try #require(Reading(Self.invoice.text()).documents.first)
        #expect(document.company == "acme" && document.side == .issued && document.sequence == 1 && document.line == 1)
        #expect(document.numeration == "0000000778" && document.billingPoint == "900" && document.branch == "0000")
        #expect(document.documentType == .internalInvoice && document.receptorType == .taxpayer && document.kind == .invoice)
        #expect(document.issueDate?.text == "2026-01-16T10:05:00-05:00")
        #expect(document.total == Amount(cents: 119_89) && document.itbms == Amount(cents: 6_99) && document.retention == nil)
        #expect(document.byRate.map(\.net.cents) == [13_00, 99_90, 0, 0] && document.byRate.map(\.tax.cents) == [0, 6_99, 0, 0])
        #expect(document.receiver.name == "Ferretería La Ñata, S.A." && document.receiver.ruc == "155731204-2-2022")
        #expect(document.qr.contains("&iAmb=2&digestValue="))
        #expect(document.extent == 0..<Self.invoice.text().utf8.count)
    }

    @Test func `many documents come out of a download, each with its protocol and its place`() throws {
        let fixtures = (1...50).map { RfeFixture(documentType: .internalInvoice, number: "00000010\($0 < 10 ? "0" : "")\($0)") }
        var text =
            "<rRetConsDescFe xmlns=\"http://dgi-fep.mef.gob.pa\"><gResProc><dCodRes>0761</dCodRes></gResProc>\n<dPag>1</dPag>\n"
        for (index, fixture) in fixtures.enumerated() {
            var container = ContainerFixture()
            container.codes = index == 7 ? ["1602"] : ["0260"]
            text += container.text(around: fixture.text(), of: fixture) + "\n"
        }
        text += "</rRetConsDescFe>"
        for piece in [1000, 64 << 10, 1 << 20] {
            let documents = Reading(Array(text.utf8), piece: piece).documents
            #expect(documents.map(\.cufe) == fixtures.map(\.cufe))
            #expect(documents.map(\.line) == Array(3...52) && documents.map(\.sequence) == Array(1...50))
            #expect(documents.filter { $0.trust == .signedAndAuthorized }.count == 49 && documents[7].trust == nil)
            for document in documents {
                let bytes = Array(text.utf8)[document.extent]
                #expect(
                    String(decoding: bytes, as: UTF8.self).hasPrefix("<rContFe")
                        && String(decoding: bytes, as: UTF8.self).hasSuffix("</rContFe>"))
            }
        }
    }

    @Test func `where a text stops being XML is told, also when it comes in one piece`() {
        let text = [
            "<?xml version='1.0' encoding='UTF-8'?>", "<rFE xmlns=\"http://dgi-fep.mef.gob.pa\">", "<dVerForm>1.00</dVerForm>",
            "<a></b>", "</rFE>",
        ]
        .joined(separator: "\n")
        for piece in [1, 7, 64, 1 << 20] {
            let fault = Reading(text, piece: piece).faults.first
            #expect(fault?.code == .xmlNotWellFormed && fault?.location?.line == 4, "pieces of \(piece)")
        }
    }

    @Test func `documents in front of a break stand`() throws {
        let second = RfeFixture(documentType: .internalInvoice, number: "0000000779")
        let text = "<r>" + Self.invoice.text() + second.text().replacing("</gTot>", with: "</gToto>") + "</r>"
        let reading = Reading(text)
        #expect(reading.faults.map(\.code) == [.xmlNotWellFormed])
        #expect(reading.documents.map(\.isValid) == [true, false])
        #expect(reading.documents.last?.faults.contains { $0.code == .xmlNotWellFormed } == true)
    }

    @Test func `a fault says where, in lines, bytes and elements`() throws {
        let text = Self.invoice.replacing("<gTot>", with: "\n<gTot>\n  ").replacing("<dNroItems>2<", with: "<dNroItems>3<").text()
        let fault = try #require(Reading(text).documents.first?.faults.first)
        #expect(fault.code == .xmlItemCount && fault.field == "rFE/gTot/dNroItems" && fault.value == "3")
        #expect(fault.location?.line == 3)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)[2]
        let column = try #require(line.utf8.firstRange(of: Array("<dNroItems>".utf8)))
        #expect(fault.location?.column == line.utf8.distance(from: line.startIndex, to: column.lowerBound) + 1)
        let item = Self.invoice.replacing("<dPrItem>13.00<", with: "<dPrItem>14.00<").text()
        #expect(Reading(item).documents.first?.faults.map(\.field).contains("rFE/gItem[1]/gPrecios/dPrItem") == true)
    }

    @Test func `trust is asked for`() throws {
        func reading(_ minimum: Trust, _ text: String) -> Reading {
            var settings = ImportSettings.acme
            settings.minimumTrust = minimum
            return Reading(text, settings: settings)
        }
        let unsigned = Self.invoice.text(form: SignatureForm(holdsCertificate: false))
        #expect(reading(.structureOnly, unsigned).documents.map(\.trust) == [.structureOnly])
        #expect(reading(.signatureValid, unsigned).documents.map(\.trust) == [nil])
        #expect(reading(.signedAndAuthorized, Self.invoice.text()).codes == ["PB-IMP-97"])
        #expect(reading(.signedAndAuthorized, Self.container("")).documents.map(\.trust) == [.signedAndAuthorized])
    }

    @Test func `anchors decide about certificates when there are any`() throws {
        var settings = ImportSettings.acme
        settings.anchors = Array(ThrowAwayKeys.authority.utf8)
        #expect(Reading(Self.invoice.text(by: Keys.issued), settings: settings).documents.map(\.trust) == [.signatureValid])
        #expect(Reading(Self.invoice.text(), settings: settings).codes == ["PB-IMP-72"])
        settings.anchors = Array("no certificate".utf8)
        var isRefused = true
        if let reader = DgiXMLReader(settings) { isRefused = reader.count < 0 }
        #expect(isRefused)
    }

    @Test func `a document is ours by its issuer, else by its receiver`() throws {
        var settings = ImportSettings.acme
        settings.companies = [.init(id: "nata", ruc: "155731204-2-2022")]
        let document = try #require(Reading(Self.invoice.text(), settings: settings).documents.first)
        #expect(document.company == "nata" && document.side == .received && document.isValid)
        settings.companies = [.init(id: "nobody", ruc: "155704849-2-1999")]
        #expect(Reading(Self.invoice.text(), settings: settings).codes == ["PB-IMP-95"])
        settings = .acme
        settings.environment = .production
        #expect(Reading(Self.invoice.text(), settings: settings).codes == ["PB-IMP-96"])
    }

    @Test func `a weight can be changed but where the rulebook fixes it`() throws {
        var settings = ImportSettings.acme
        settings.policy = try FaultPolicy(changes: ["PB-IMP-50": .warning])
        let text = Self.invoice.replacing("<dNroItems>2<", with: "<dNroItems>3<").text()
        #expect(Reading(text, settings: settings).documents.map(\.trust) == [.signatureValid])
        for code in ["PB-XML-03", "PB-IMP-63", "PB-IMP-64", "PB-IMP-89", "PB-IMP-94", "PB-IMP-95"] {
            #expect(throws: FaultPolicy.Refusal.fixed(code: code)) { try FaultPolicy(changes: [code: .info]) }
        }
    }

    @Test func `a document has a limit, and so have its findings`() {
        let note = String(repeating: "x", count: 1 << 20)
        let filler = (0..<6).map { "<dRelleno\($0)>\(note)</dRelleno\($0)>" }.joined()
        for piece in [64 << 10, 8 << 20] {
            #expect(
                Reading(Array(Self.invoice.replacing("<gTot>", with: filler + "<gTot>").text().utf8), piece: piece).codes
                    .contains("PB-XML-06"))
        }
        let wrong = "<gItem><dSecItem>0</dSecItem></gItem>"
        let many = Self.invoice.replacing("<gTot>", with: String(repeating: wrong, count: 300) + "<gTot>").text()
        #expect(Reading(many).documents.first.map { $0.faults.count < 230 } == true)
        #expect(Reading(many).documents.first?.faults.contains { $0.code == .xmlMoreFaults } == true)
    }
}
