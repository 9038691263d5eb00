import Fiscal
import Ingest

// What `profile init` says.
extension Wording {
    static let proposalColumns = [
        Wording(es: "en su archivo", en: "in your file"), Wording(es: "sería", en: "would be"),
        Wording(es: "seguridad", en: "how sure"), Wording(es: "ejemplos", en: "examples"),
    ]

    static let notUsed = Wording(es: "no se usa", en: "not used")

    static let noProfileNeeded = Wording(
        es: "Los nombres ya son los de pacbatch: no hace falta un perfil.",
        en: "The names are pacbatch's own already: no profile is needed.")

    static let pasteProfile = Wording(
        es: "Revise cada línea y péguelo en pacbatch.json, dentro de \"profiles\": [ … ]",
        en: "Check every line and paste it into pacbatch.json, inside \"profiles\": [ … ]")

    static func sampleDialect(_ dialect: Dialect) -> Wording {
        let decimal = dialect.decimalSign?.rawValue
        return Wording(
            es: "Separador \(dialect.delimiterText)" + (decimal.map { ", signo decimal \($0)" } ?? ""),
            en: "Delimiter \(dialect.delimiterText)" + (decimal.map { ", decimal sign \($0)" } ?? ""))
    }

    static func columnNotFound(_ name: String) -> Wording {
        Wording(
            es: "No se encontró \(name), que es obligatoria: dígale a su columna qué es, o dele un valor en \"defaults\".",
            en: "\(name) wasn't found, and it is required: say which column it is, or give it a value in \"defaults\".")
    }

    static func checkColumns(_ headers: [String]) -> Wording {
        let list = headers.map(printable).joined(separator: ", ")
        return Wording(es: "Revise con cuidado: \(list).", en: "Check with care: \(list).")
    }

    static func noSample(_ path: String) -> Wording {
        Wording(
            es: "De \(printable(path)) no se puede sacar un perfil: hace falta un CSV con nombres en la primera fila, o JSON.",
            en: "No profile can be made from \(printable(path)): it takes a CSV with names in its first row, or JSON.")
    }

    static func sampleUnreadable(_ path: String, _ error: IngestError) -> Wording {
        Wording(es: "\(printable(path)) no se puede leer: \(error)", en: "\(printable(path)) can't be read: \(error)")
    }
}

extension ProfileProposal.Evidence {
    /// How sure a proposal is, and why.
    var words: Wording {
        switch self {
        case .canonical: Wording(es: "es su nombre", en: "it's the name")
        case .nameAndCells: Wording(es: "segura: nombre y datos", en: "certain: name and cells")
        case .name: Wording(es: "probable: por el nombre", en: "likely: by its name")
        case .cells: Wording(es: "dudosa: solo por los datos", en: "unsure: by its cells only")
        case .nameAgainstCells: Wording(es: "dudosa: los datos no parecen", en: "unsure: the cells don't look it")
        }
    }
}
