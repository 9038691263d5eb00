import Fiscal

/// What `verify` says.
extension Wording {
    /// One finding, in a line.
    static func finding(_ finding: Finding) -> Wording {
        let what = finding.kind.wording
        let place = [finding.path, finding.document].compactMap { $0 }.map(printable).joined(separator: " · ")
        let detail = finding.detail.isEmpty ? "" : " (\(printable(finding.detail)))"
        let mended = finding.isRepaired ? Wording(es: " — corregido", en: " — mended") : Wording(es: "", en: "")
        let subject = place.isEmpty ? "ledger.sqlite" : place
        return Wording(
            es: "\(subject): \(what.es)\(detail)\(mended.es)", en: "\(subject): \(what.en)\(detail)\(mended.en)")
    }

    /// The last word.
    static func verified(_ verification: Verification) -> Wording {
        let (files, documents, inputs) = (verification.files, verification.documents, verification.inputs)
        let open = verification.open.count
        let looked = Wording(
            es:
                "Revisados: \(documents) documentos, \(files) PDF y XML, \(inputs) archivos de entrada, \(verification.events) sucesos.",
            en: "Checked: \(documents) documents, \(files) PDFs and XML, \(inputs) input files, \(verification.events) events.")
        guard open > 0 else { return Wording(es: looked.es + " Todo cuadra.", en: looked.en + " Everything agrees.") }
        return Wording(
            es: looked.es + " No cuadran: \(open). Vea docs/operating.md, «Verificar».",
            en: looked.en + " What doesn't agree: \(open). See docs/operating.md, “Verifying”.")
    }
}

extension Finding.Kind {
    fileprivate var wording: Wording {
        switch self {
        case .ledgerDamaged: Wording(es: "el registro está dañado", en: "the ledger is damaged")
        case .ledgerIncoherent: Wording(es: "una fila se refiere a otra que no está", en: "a row refers to one that isn't there")
        case .eventChanged:
            Wording(
                es: "el registro de sucesos fue cambiado desde este número",
                en: "the log of events was changed from this number on")
        case .requestChanged:
            Wording(es: "lo enviado no son los bytes que se guardaron", en: "what was sent isn't the bytes that were stored")
        case .chainHeadUnknown:
            Wording(
                es: "nombra un punto que el registro no tiene: el registro es más viejo o fue cortado",
                en: "names a point that the ledger doesn't have: the ledger is older, or was cut")
        case .manifestMissing: Wording(es: "falta este manifiesto", en: "this manifest is missing")
        case .manifestChanged: Wording(es: "este manifiesto fue cambiado", en: "this manifest was changed")
        case .manifestUnknown:
            Wording(
                es: "el registro no conoce esta corrida: el registro es más viejo",
                en: "the ledger doesn't know this run: the ledger is older")
        case .fileMissing: Wording(es: "falta este archivo", en: "this file is missing")
        case .fileChanged: Wording(es: "este archivo no es el que se guardó", en: "this file isn't the one that was filed")
        case .fileToCome: Wording(es: "todavía sin PDF", en: "no PDF yet")
        case .fileStray: Wording(es: "ningún documento tiene este archivo", en: "no document has this file")
        case .inputMissing: Wording(es: "falta este archivo de entrada", en: "this input file is missing")
        case .inputChanged: Wording(es: "este archivo de entrada fue cambiado", en: "this input file was changed")
        case .inputUnfiled:
            Wording(es: "todavía no está archivado; lo hace la próxima corrida", en: "not archived yet; the next run does it")
        case .resultsMissing: Wording(es: "faltan estos resultados", en: "these results are missing")
        case .resultsDiffer:
            Wording(es: "estos resultados no son los del registro", en: "these results aren't those of the ledger")
        }
    }
}
