import Fiscal
import Testing
import Transform

/// Whose order it is, void requests, and what the reader found before (product.md 6, 7; rulebook 7.8, 10).
struct IdentificationTests {
    private static let both = [Orders.acme, Orders.beta]

    @Test func `the column wins over the folder`() {
        let verdict = judge(record(Orders.taxpayer.with(["company": "beta"])), companies: Self.both, defaultCompany: "acme")
        #expect(verdict.judged.company == "beta")
        #expect(verdict.codes == [])
    }

    @Test func `without the column the folder says it`() {
        #expect(judge(record(Orders.taxpayer), companies: Self.both, defaultCompany: "acme").judged.company == "acme")
    }

    @Test func `one company needs neither`() {
        #expect(judge(Orders.taxpayer).judged.company == "acme")
    }

    @Test func `several companies and no word of it`() {
        let verdict = judge(record(Orders.taxpayer), companies: Self.both)
        #expect(verdict.codes == ["PB-DOC-02"])
        #expect(verdict.judged.company == "")
        #expect(verdict.payload.isEmpty)
        #expect(verdict.judged.total == Amount(cents: 10_700), "everything else is judged all the same")
    }

    @Test(arguments: [("acm", nil), (nil, "acm")] as [(String?, String?)])
    func `an unknown company is named with the nearest`(column: String?, folder: String?) {
        let verdict = judge(record(Orders.taxpayer.with(["company": column ?? ""])), companies: Self.both, defaultCompany: folder)
        #expect(verdict.codes == ["PB-DOC-03"])
        #expect(verdict.fault("PB-DOC-03")?.facts["nearest"] == "acme")
        #expect(verdict.fault("PB-DOC-03")?.value == "acm")
    }

    @Test func `an order without a number`() {
        #expect(judge(Orders.taxpayer.with(["order_id": ""])).codes == ["PB-DOC-01"])
    }

    @Test func `a fault has place, field and value`() throws {
        let fault = try #require(
            judge(Orders.taxpayer, lines: [Orders.chair, Orders.chair.with(["tax_rate": "8"])]).fault("PB-LIN-08"))
        #expect(fault.location == SourceLocation(line: 3, column: 50 + LineKey.tax_rate.rawValue))
        #expect(fault.field == "lines[1].tax_rate")
        #expect(fault.value == "8")
    }

    @Test func `a missing cell is placed where its order begins`() throws {
        let fault = try #require(judge(Orders.taxpayer.with(["client_ruc": ""])).fault("PB-RCV-02"))
        #expect(fault.location == SourceLocation(line: 2, column: nil))
        #expect(fault.field == "client_ruc")
        #expect(fault.value == nil)
    }

    @Test func `what the reader refused isn't refused again`() {
        var record = record(Orders.taxpayer, lines: [Orders.chair.with(["quantity": ""])])
        record.faults = [Fault(.numberAmbiguous, field: "lines[0].quantity", value: "1.234")]
        let verdict = judge(record)
        #expect(verdict.codes == ["PB-CELL-03"])
        #expect(verdict.payload.isEmpty)
    }

    @Test func `a reader's warning doesn't hide a rule's error`() {
        var record = record(Orders.taxpayer.with(["client_ruc": ""]))
        record.faults = [Fault(.locationUnknown, field: "client_ruc")]
        #expect(judge(record).codes == ["PB-RCV-16", "PB-RCV-02"])
    }

    @Test func `an order that couldn't be read whole is identified and nothing else`() {
        var record = record(["order_id": "SO-9", "kind": "credit_note", "client_ruc": "x"], lines: [])
        record.isComplete = false
        record.faults = [Fault(.numberAmbiguous)]
        let judged = judge(record).judged
        #expect(judged.faults.map(\.code) == [.numberAmbiguous])
        #expect(judged.orderID == "SO-9")
        #expect(judged.kind == .credit_note)
        #expect(judged.contentHash == [])
    }
}

struct VoidRequestTests {
    private static let request = ["kind": "void", "order_id": "SO-1", "reason": "Pedido duplicado por error"]

    @Test func `an order number and its kind`() {
        #expect(judge(Self.request, lines: []).judged.voidTarget == .order(kind: .invoice, id: "SO-1"))
        let note = judge(Self.request.with(["void_kind": "credit_note"]), lines: [])
        #expect(note.judged.voidTarget == .order(kind: .credit_note, id: "SO-1"))
        #expect(note.codes == [])
        #expect(note.judged.voidReason == "Pedido duplicado por error")
        #expect(note.judged.documentType == nil)
    }

    @Test func `a CUFE or a document id, which need no order number`() {
        let cufe = Self.request.with(["order_id": "", "cufe": Cufes.invoice])
        #expect(judge(cufe, lines: []).judged.voidTarget == .cufe(Cufes.invoice))
        let id = Self.request.with(["order_id": "", "document_id": "01KAJ3V7Q2M8R4T6W9X1Y5Z0AB"])
        #expect(judge(id, lines: []).judged.voidTarget == .document(id: "01KAJ3V7Q2M8R4T6W9X1Y5Z0AB"))
        #expect(judge(cufe, lines: []).codes + judge(id, lines: []).codes == [])
    }

    @Test func `nothing named`() {
        let verdict = judge(Self.request.with(["order_id": ""]), lines: [])
        #expect(verdict.codes == ["PB-VOID-03"])
        #expect(verdict.judged.voidTarget == nil)
    }

    @Test(arguments: [
        (14, ["PB-VOID-01"]), (15, []), (500, []), (501, ["PB-VOID-02"]), (1000, ["PB-VOID-02"]), (1001, ["PB-VOID-01"]),
    ])
    func `the reason has 15 to 1000 characters, better 500`(count: Int, codes: [String]) {
        let reason = String(repeating: "ñ", count: count)
        #expect(judge(Self.request.with(["reason": reason]), lines: []).codes == codes)
    }

    @Test func `no reason`() {
        #expect(judge(Self.request.with(["reason": ""]), lines: []).codes == ["PB-VOID-01"])
    }

    @Test(arguments: ["void", "factura"])
    func `a kind that can't be voided`(kind: String) {
        #expect(judge(Self.request.with(["void_kind": kind]), lines: []).codes == ["PB-VOID-04"])
    }

    @Test func `a CUFE with a wrong digit`() {
        let cufe = String(Cufes.invoice.dropLast()) + "0"
        #expect(judge(Self.request.with(["cufe": cufe]), lines: []).codes == ["PB-CUFE-03"])
    }
}
