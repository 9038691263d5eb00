import Fiscal

/// The part of a document's way in which a fault is found: the second word of its code, with a name for people.
struct FaultArea: Sendable, Equatable {
    /// `LIN` of `PB-LIN-08`.
    let key: String
    let title: Wording

    /// The areas in the order in which a document meets them.
    private static let known: [(key: String, es: String, en: String)] = [
        ("FILE", "Archivos", "Files"), ("CSV", "CSV", "CSV"), ("JSON", "JSON", "JSON"), ("CELL", "Celdas", "Cells"),
        ("XML", "XML de la DGI", "DGI XML"), ("IMP", "Documentos importados", "Imported documents"),
        ("HOOK", "Webhooks", "Webhooks"), ("DOC", "Documento", "Document"), ("RCV", "Receptor", "Receiver"),
        ("RUC", "RUC", "RUC"),
        ("LIN", "Líneas", "Lines"), ("TOT", "Totales y retención", "Totals and retention"), ("REF", "Referencias", "References"),
        ("CUFE", "CUFE", "CUFE"), ("KEY", "Documentos con la misma clave", "Documents of the same key"),
        ("PAC", "PAC y DGI", "PAC and DGI"), ("DOUBT", "En duda", "In doubt"), ("VOID", "Anulaciones", "Void requests"),
    ]

    /// The area of a code; one that this list lacks goes under its own key.
    init(_ code: FaultCode) {
        let parts = code.code.split(separator: "-")
        switch code.code {
        case "AP3063": self.init(key: "LIN")
        case "MissingRetentionCode": self.init(key: "TOT")
        default: self.init(key: parts.count == 3 ? String(parts[1]) : code.code)
        }
    }

    private init(key: String) {
        self.key = key
        title =
            Self.known.first { $0.key == key }.map { Wording(es: $0.es, en: $0.en) } ?? Wording(es: key, en: key)
    }

    /// Every area that has codes, in order; those that the list lacks come last.
    static var all: [FaultArea] {
        let used = FaultCode.all.map(FaultArea.init)
        let listed = known.map { FaultArea(key: $0.key) }.filter { used.contains($0) }
        var others: [FaultArea] = []
        for area in used where !listed.contains(area) && !others.contains(area) { others.append(area) }
        return listed + others
    }

    /// Its codes in the catalogue's order.
    var codes: [FaultCode] { FaultCode.all.filter { FaultArea($0) == self } }
}
