import Fiscal
import Ingest
import Testing

struct ProfileProposalTests {
    @Test func `what is known needs no mapping, what comes near is proposed once, the rest is listed`() throws {
        let text = "Nro Factura;Cantidad;Cant;Precio Unitario;ITBMS;client_name;Vendedor;fault_code;\n1;1;1;1,5;7;Ana;x;;\n"
        let proposal = try #require(try ProfileProposal(InputSource(bytes: Array(text.utf8))))
        #expect(proposal.headers == ["Nro Factura", "Cantidad", "Cant", "Precio Unitario", "ITBMS", "client_name", "Vendedor"])
        #expect(proposal.mapped.map(\.header) == ["Nro Factura", "Cantidad", "Precio Unitario", "ITBMS"])
        #expect(proposal.mapped.map(\.name) == ["order_id", "quantity", "unit_price", "tax_rate"])
        #expect(proposal.mapped.map(\.certainty) == [.likely, .certain, .certain, .certain])
        #expect(proposal.match == ["Nro Factura", "Cantidad", "Precio Unitario", "ITBMS"])
        #expect(proposal.unknown == ["Cant", "Vendedor"])
        #expect(proposal.missing == [])
    }

    @Test func `what is missing is said`() throws {
        #expect(ProfileProposal(headers: ["qantity", "unit_price"]).missing == ["order_id", "tax_rate"])
        let json = try ProfileProposal(InputSource(bytes: Array(#"{"pedido":1,"lines":[]}"#.utf8)))
        #expect(json?.columns.map(\.name) == ["order_id"])
        #expect(json?.missing == [])
    }

    @Test(arguments: ["<rFE/>", "", "%PDF-1.4"])
    func `a sample without names gives no proposal`(text: String) throws {
        #expect(try ProfileProposal(InputSource(bytes: Array(text.utf8))) == nil)
    }

    @Test func `cells tell what a header doesn't, and contradict one that lies`() throws {
        let text = """
            Doc;K1;K2;Precio;IVA;K3
            1;8-442-445;ana@correo.example;caro;EXENTO;20/11/2026
            2;155704849-2-2021;beto@correo.example;barato;7%;21/11/2026

            """
        let proposal = try #require(try ProfileProposal(InputSource(bytes: Array(text.utf8))))
        let found = Dictionary(uniqueKeysWithValues: proposal.columns.map { ($0.header, $0) })
        #expect(found["K1"]?.name == "client_ruc" && found["K1"]?.evidence == .cells && found["K1"]?.certainty == .assumed)
        #expect(found["K2"]?.name == "emails" && found["K3"]?.name == "issue_date")
        #expect(found["Precio"]?.evidence == .nameAgainstCells)
        #expect(found["K1"]?.examples == ["8-442-445", "155704849-2-2021"])
    }

    @Test func `words for rates and kinds are proposed as values`() throws {
        let text = "Factura;Clase;Tasa;Cant;Precio\n1;FACTURA;EXENTO;1;1\n2;NC;7%;1;1\n3;invoice;10;1;1\n"
        let proposal = try #require(try ProfileProposal(InputSource(bytes: Array(text.utf8))))
        #expect(proposal.values["tax_rate"] == ["EXENTO": "0", "7%": "7"])
        #expect(proposal.values["kind"] == ["FACTURA": "invoice", "NC": "credit_note"])
    }
}

struct PinnedDialectTests {
    private func record(_ text: String, _ profile: Profile) throws -> (Dialect?, OrderRecord) {
        var reader = try OrderReader(InputSource(bytes: Array(text.utf8)), profiles: [profile])
        var record = OrderRecord()
        #expect(try reader.next(into: &record))
        return (reader.dialect, record)
    }

    @Test func `a pinned decimal sign settles what looking can't`() throws {
        let text = "order_id;quantity;unit_price;tax_rate\nF-1;1;1.234;7\n"
        let open = try record(text, Profile(name: "p", match: ["order_id"], columns: [:]))
        #expect(open.1.faults.map(\.code.code) == ["PB-CELL-03"])
        let comma = try record(text, Profile(name: "p", match: ["order_id"], columns: [:], decimalSign: .comma))
        #expect(comma.0?.decimalSign == .comma && comma.0?.decimalCertainty == .stated)
        let point = try record(text, Profile(name: "p", match: ["order_id"], columns: [:], decimalSign: .point))
        #expect(point.1.faults.isEmpty && point.1.text(line: 0, .unit_price) == "1.234")
    }

    @Test func `a pinned delimiter wins over a better guess, a sep= line over both`() throws {
        // With `;` the row has one name of ours, with `,` it has two.
        let profile = Profile(
            name: "p", match: ["a,quantity,unit_price"], columns: ["a,quantity,unit_price": "description", "n": "order_id"],
            defaults: ["quantity": "1", "unit_price": "1", "tax_rate": "7"], delimiter: UInt8(ascii: ";"))
        let text = "n;a,quantity,unit_price\nF-1;x,1,2\n"
        let pinned = try record(text, profile)
        #expect(pinned.0?.delimiterText == ";" && pinned.0?.delimiterCertainty == .stated)
        #expect(pinned.1.text(line: 0, .description) == "x,1,2")
        let stated = try OrderReader(InputSource(bytes: Array(("sep=,\n" + text).utf8)), profiles: [profile])
        #expect(stated.dialect?.delimiterText == "," || stated.faults.contains { $0.severity == .error })
    }
}
