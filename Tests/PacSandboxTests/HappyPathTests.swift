import JSONText
import PacSandbox
import Testing

/// Each call of pac-api.md 1.2 as it should go.
struct HappyPathTests {
    private static let cufe = "FE0120000155704849-2-2021-3200002026112000000123450010124839201754"

    @Test func `a POST is answered with the document of the contract`() throws {
        let sandbox = try SandboxUnderTest()
        let answer = try sandbox.post(Payloads.invoice)
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "application/json")
        let document = try #require(answer.json["document"]?.object)
        #expect(
            document.keys == [
                "id", "legalStatus", "status", "cufe", "documentType", "documentNumber", "billingPoint", "documentIssueDate",
                "total", "qr", "xml",
            ])
        #expect(document["id"]?.string?.count == 26)
        #expect(document["legalStatus"] == "PAC_AUTHORIZED")
        #expect(document["cufe"]?.string == Self.cufe)
        #expect(document["documentNumber"] == "0000012345")
        #expect(document["documentIssueDate"] == "2026-11-20T21:05:00-05:00")
        #expect(document["total"] == .number("207.00"))
        let qr = try #require(document["qr"]?.string)
        #expect(qr.hasPrefix("https://dgi-fep.mef.gob.pa/Consultas/FacturasPorQR?chFE=\(Self.cufe)&iAmb=2&digestValue="))
    }

    @Test func `a note has the CUFE of the contract and its exact total`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.creditNote, to: "credit-notes")
        let document = try sandbox.document(id, in: "credit-notes")
        #expect(document["cufe"] == "FE0420000155704849-2-2021-3200002026112000000000770010121203984763")
        #expect(document["total"] == .number("93.63"))
    }

    @Test func `an office's code stands in the CUFE`() throws {
        let sandbox = try SandboxUnderTest()
        let office = try #require(Fixture.standard.companies.first?.offices.first)
        let id = try sandbox.accepted(Payloads.invoice.with("idOffice", .string(office.id)))
        let cufe = try #require(try sandbox.document(id)["cufe"]?.string)
        #expect(cufe.hasPrefix("FE0120000155704849-2-2021-320001"))
    }

    @Test func `the DGI's verdict comes after its delay`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(millis: 1999)
        let pending = try sandbox.document(id)
        #expect(pending["legalStatus"] == "PAC_AUTHORIZED")
        #expect(pending["containerXml"] == nil)
        #expect(pending["governmentResponse"] == nil)
        sandbox.clock.advance(millis: 1)
        let done = try sandbox.document(id)
        #expect(done["legalStatus"] == "DGI_AUTHORIZED")
        #expect(done["status"] == "FINISHED")
        #expect(done["containerXml"] != nil)
        #expect(done["authorizationProtocol"]?.string?.count == 20)
        #expect(done["governmentResponse"] == [["code": "0260", "message": "Autorizado el uso de la FE"]])
        #expect(done["pdf"] == nil)
        #expect(try sandbox.document(id, query: "&documents=pdf")["pdf"] != nil)
    }

    @Test(arguments: [("2026-10-20T21:05:00-05:00", "1519"), ("2026-11-22T21:05:00-05:00", "1535")])
    func `an unusual date is a warning beside the authorization`(date: String, code: String) throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice.with("information.issueDate", .string(date)))
        sandbox.clock.advance(seconds: 2)
        let codes = try sandbox.document(id)["governmentResponse"]?.array?.compactMap { $0["code"]?.string }
        #expect(codes == ["0260", code])
    }

    @Test func `the same number twice makes two documents`() throws {
        let sandbox = try SandboxUnderTest()
        let ids = [try sandbox.accepted(Payloads.invoice), try sandbox.accepted(Payloads.invoice)]
        #expect(ids[0] != ids[1])
        #expect(try sandbox.document(ids[0])["cufe"] == sandbox.document(ids[1])["cufe"])
    }

    @Test func `the list shows the newest first, page by page`() throws {
        let sandbox = try SandboxUnderTest()
        for number in 1...5 { _ = try sandbox.accepted(Payloads.numbered(number)) }
        func page(_ query: String) throws -> JSONValue {
            try sandbox.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)\(query)").json
        }
        func numbers(_ page: JSONValue) -> [String] {
            page["documents"]?.array?.compactMap { $0["documentNumber"]?.string.map { String($0.suffix(1)) } } ?? []
        }
        #expect(numbers(try page("")) == ["5", "4", "3", "2", "1"])
        let second = try page("&limit=2&page=2")
        #expect(numbers(second) == ["3", "2"])
        #expect(second["metadata"] == ["current_page": 2, "limit": 2, "from": 3, "to": 4])
        let beyond = try page("&limit=2&page=4")
        #expect(beyond["metadata"] == ["current_page": 4, "limit": 2, "from": 0, "to": 0])
        #expect(numbers(try page("&documentNumber=0000000004")) == ["4"])
        #expect(numbers(try page("&documentNumber=0000000004&billingPoint=002")).isEmpty)
        let found = try page("&documentNumber=0000000004")["documents"]?.array?.first
        #expect(found?["xml"] == nil)
        let cufe = try #require(found?["cufe"]?.string)
        #expect(numbers(try page("&cufe=\(cufe)")) == ["4"])
    }

    @Test func `a list that is switched off is no empty list`() throws {
        let sandbox = try SandboxUnderTest { settings, _ in settings.offersLookup = false }
        let answer = try sandbox.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)")
        #expect(answer.status == 404)
        #expect(answer.errors == ["SBX-NO-LOOKUP"])
    }

    @Test(arguments: [
        ("155704849-2-2021", 2, "32", "CONTRIBUYENTE"), ("155700001-2-2021", 2, "43", "CONTRIBUYENTE"),
        ("8-442-445", 1, "08", "CONSUMIDOR_FINAL"), ("8-NT-1-24", 1, "33", "CONSUMIDOR_FINAL"),
        ("8-NT-1-13656", 2, "43", "GOBIERNO"), ("61302-14-123411", 2, "22", "CONTRIBUYENTE"),
        ("PE-10-442", 1, "50", "CONSUMIDOR_FINAL"), ("13PI-1-196", 1, "58", "CONSUMIDOR_FINAL"),
    ])
    func `check-digit answers for every RUC of valid form`(ruc: String, type: Int, digits: String, receiver: String) throws {
        let answer = try SandboxUnderTest().call("GET", "/check-digit?ruc=\(ruc)&type=\(type)")
        #expect(answer.json == ["checkDigit": .string(digits), "receiver": .string(receiver), "type": JSONValue(type)])
    }

    @Test func `the fixture names RUCs that nobody knows and receivers that differ`() throws {
        let sandbox = try SandboxUnderTest { settings, _ in
            settings.fixture.unknownRucs = ["8-442-445"]
            settings.fixture.unknownRucsByType = [1: ["8-714-1"]]
            settings.fixture.receivers = ["8-713-2230": "CONTRIBUYENTE"]
        }
        #expect(try (1...2).map { try sandbox.call("GET", "/check-digit?ruc=8-714-1&type=\($0)").status } == [404, 200])
        let unknown = try sandbox.call("GET", "/check-digit?ruc=8-442-445&type=1")
        #expect(unknown.status == 404)
        #expect(unknown.errors == ["SBX-NOT-FOUND ruc"])
        #expect(try sandbox.call("GET", "/check-digit?ruc=8-713-2230&type=1").json["receiver"] == "CONTRIBUYENTE")
    }

    @Test func `company, offices and catalogues are there`() throws {
        let sandbox = try SandboxUnderTest()
        let company = try sandbox.call("GET", "/companies/\(SandboxUnderTest.company)").json
        #expect(company["affiliated"] == "SUBSCRIBED")
        #expect(company["checkDigit"] == "32")
        #expect(company["typeRuc"] == ["code": "2"])
        let offices = try sandbox.call("GET", "/companies/\(SandboxUnderTest.company)/offices").json
        #expect(offices["offices"]?.array?.first?["code"] == "0001")
        let locations = try sandbox.call("GET", "/dgi/locations").json["locations"]?.array
        #expect(locations?.count == 641)
        #expect(
            locations?.contains(["code": "8-8-7", "province": "PANAMA", "district": "PANAMA", "correction": "BELLA VISTA"])
                == true)
        #expect(try sandbox.call("GET", "/goods-and-services").json["goodsAndServices"]?.array?.count == 421)
    }

    @Test func `a mail is taken for a document that is there`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        let path = "/documents/notify-email?idCompany=\(SandboxUnderTest.company)"
        let letter: JSONValue = [
            "documentId": .string(id), "mail": "pagos@ejemplo.com", "message": "Su factura", "documentType": "invoice",
        ]
        #expect(try sandbox.call("POST", path, body: letter).status == 200)
        #expect(try sandbox.call("POST", path, body: letter.with("documentType", "void")).errors == ["0100 documentType"])
        #expect(try sandbox.call("POST", path, body: letter.with("documentId", "01KX")).status == 404)
    }
}
