import Ingest
import Testing

struct ProfileProposalTests {
    @Test func `what is known needs no mapping, what comes near is proposed once, the rest is listed`() throws {
        let text = "Nro Factura;Cantidad;Cant;Precio Unitario;ITBMS;client_name;Vendedor;fault_code;\n1;1;1;1,5;7;Ana;x;;\n"
        let proposal = try #require(try ProfileProposal(InputSource(bytes: Array(text.utf8))))
        #expect(proposal.headers == ["Nro Factura", "Cantidad", "Cant", "Precio Unitario", "ITBMS", "client_name", "Vendedor"])
        #expect(proposal.columns.map(\.header) == ["Nro Factura", "Cantidad", "Precio Unitario", "ITBMS"])
        #expect(proposal.columns.map(\.name) == ["order_id", "quantity", "unit_price", "tax_rate"])
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
}
