import Fiscal
import JSONText

/// The CAFE: what the receiver gets to read, on one page.
struct CafePage {
    /// Lines that fit on the page; a longer document says how many are left out.
    private static let linesMax = 38

    let document: StoredDocument
    let payload: CheckedPayload
    let company: SandboxCompany
    let environment: Character

    /// The PDF's bytes; the same document gives the same bytes.
    var bytes: [UInt8] {
        var page = PdfFile()
        writeHead(&page)
        writeParties(&page)
        let end = writeLines(&page)
        writeTotals(&page, from: end - 18)
        return page.bytes(title: document.cufe)
    }

    private static let titles = [
        "01": "Factura de operación interna", "02": "Factura de importación", "03": "Factura de exportación",
        "04": "Nota de crédito", "05": "Nota de débito", "06": "Nota de crédito genérica", "07": "Nota de débito genérica",
        "08": "Factura de zona franca", "09": "Factura de reembolso", "10": "Factura de operación extranjera",
    ]

    private func writeHead(_ page: inout PdfFile) {
        page.text("Comprobante Auxiliar de Factura Electrónica", x: 40, y: 750, size: 13, face: .bold)
        page.text(Self.titles[document.documentType] ?? "Documento", x: 40, y: 733, size: 11, face: .bold)
        page.text("No. \(document.numeration)   Punto \(document.billingPoint)", x: 400, y: 733, size: 11, face: .bold)
        page.text("Fecha de emisión \(document.issueDate.text)", x: 40, y: 718)
        if environment != "1" { page.text("Ambiente de pruebas: sin valor comercial ni fiscal", x: 330, y: 718) }
        page.text("CUFE \(document.cufe)", x: 40, y: 704, size: 8)
        page.text("Protocolo de autorización \(document.authorizationProtocol)", x: 40, y: 692, size: 8)
        page.rule(from: 40, to: 572, y: 684)
    }

    private func writeParties(_ page: inout PdfFile) {
        let receiver = payload.json["receiver"] ?? .null
        page.text("Emisor", x: 40, y: 670, face: .bold)
        page.text(Self.cut(company.name, 52), x: 40, y: 658)
        page.text("RUC \(company.ruc)  DV \(company.checkDigit)", x: 40, y: 646)
        page.text("Sucursal \(payload.office?.code ?? company.branch)   \(Self.cut(company.address, 40))", x: 40, y: 634)
        page.text("Receptor", x: 320, y: 670, face: .bold)
        page.text(Self.cut(receiver["name"]?.string ?? "CONSUMIDOR FINAL", 46), x: 320, y: 658)
        if let ruc = receiver["ruc"]?["ruc"]?.string { page.text("RUC \(ruc)", x: 320, y: 646) }
        if let foreign = receiver["foreign"]?["number"]?.string { page.text("Identificación \(foreign)", x: 320, y: 646) }
        page.text(Self.cut(receiver["address"]?.string ?? "", 46), x: 320, y: 634)
        page.rule(from: 40, to: 572, y: 626)
    }

    /// Writes the lines and returns the height below them.
    private func writeLines(_ page: inout PdfFile) -> Int {
        let columns = [(40, "No."), (66, "Descripción"), (325, "Cantidad"), (400, "Precio"), (471, "ITBMS"), (548, "Total")]
        for (x, title) in columns { page.text(title, x: x, y: 614, face: .bold) }
        var y = 602
        let items = payload.json["items"]?.array ?? []
        for (item, values) in zip(items, payload.lines).prefix(Self.linesMax) {
            page.text(item["number"]?.string ?? "", x: 40, y: y, size: 8)
            page.text(Self.cut(item["description"]?.string ?? "", 52), x: 66, y: y, size: 8)
            page.number(item["quantity"]?.scalarText ?? "", right: 365, y: y, size: 8)
            page.number(item["prices"]?["transfer"]?.scalarText ?? "", right: 430, y: y, size: 8)
            page.number(LineValues.text(cents: values.itbms), right: 500, y: y, size: 8)
            page.number(LineValues.text(cents: values.total), right: 572, y: y, size: 8)
            y -= 12
        }
        if items.count > Self.linesMax {
            page.text("y \(items.count - Self.linesMax) líneas más en el documento electrónico", x: 66, y: y, size: 8)
            y -= 12
        }
        page.rule(from: 40, to: 572, y: y + 4)
        return y
    }

    private func writeTotals(_ page: inout PdfFile, from top: Int) {
        let rows = [
            ("Neto", payload.sums.net), ("ITBMS", payload.sums.itbms), ("Total B/.", payload.sums.total),
        ]
        for (index, row) in rows.enumerated() {
            let face: PdfFile.Face = index == rows.count - 1 ? .bold : .regular
            page.text(row.0, x: 440, y: top - 14 * index, size: 10, face: face)
            page.number(LineValues.text(cents: row.1), right: 572, y: top - 14 * index, size: 10, face: face)
        }
        if let retention = payload.json["totals"]?["retention"], let amount = retention["amount"]?.scalarText {
            page.text("Retención (código \(retention["code"]?.scalarText ?? "")) \(amount)", x: 40, y: top)
        }
        if let notes = payload.information { page.text(Self.cut(notes, 70), x: 40, y: top - 14) }
        page.text("Consulte en https://dgi-fep.mef.gob.pa/Consultas/FacturasPorCUFE", x: 40, y: top - 28, size: 8)
    }

    private static func cut(_ text: String, _ count: Int) -> String {
        var scalars = Array(text.unicodeScalars)
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        let shown = scalars.count > count ? scalars.prefix(count - 3) + Array("...".unicodeScalars) : scalars[...]
        var cut = String.UnicodeScalarView()
        cut.append(contentsOf: shown)
        return String(cut)
    }
}
