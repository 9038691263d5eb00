public import Fiscal

/// What people read for a state: a name and what it means for them. Results carry the code, screens and pages carry both.
public struct StateTexts: Sendable {
    /// Short name.
    public let name: Wording
    /// What it means.
    public let meaning: Wording

    /// The texts of a state.
    public init(_ state: DocumentState) {
        switch state {
        case .complete:
            name = Wording(es: "Completo", en: "Complete")
            meaning = Wording(es: "autorizado por la DGI, con su PDF", en: "authorized by the DGI, PDF filed")
        case .authorized:
            name = Wording(es: "Autorizado", en: "Authorized")
            meaning = Wording(es: "autorizado por la DGI; falta el PDF", en: "authorized by the DGI; PDF still missing")
        case .accepted:
            name = Wording(es: "Aceptado", en: "Accepted")
            meaning = Wording(es: "el PAC lo tiene; falta la DGI", en: "the PAC has it; DGI pending")
        case .queued:
            name = Wording(es: "En cola", en: "Queued")
            meaning = Wording(es: "sale en la próxima corrida", en: "goes out in the next run")
        case .waiting:
            name = Wording(es: "En espera", en: "Waiting")
            meaning = Wording(es: "nota que espera a su factura", en: "note that waits for its invoice")
        case .in_doubt:
            name = Wording(es: "En duda", en: "In doubt")
            meaning = Wording(es: "no se sabe si el PAC lo recibió", en: "nobody knows whether the PAC got it")
        case .invalid:
            name = Wording(es: "Inválido", en: "Invalid")
            meaning = Wording(es: "sus datos tienen errores; no se envió", en: "its data has errors; not sent")
        case .conflict:
            name = Wording(es: "En conflicto", en: "Conflict")
            meaning = Wording(es: "misma clave que otro, con otro contenido", en: "same key as another one, other content")
        case .rejected:
            name = Wording(es: "Rechazado por el PAC", en: "Rejected by the PAC")
            meaning = Wording(es: "definitivo: corrija y emita uno nuevo", en: "final: correct it and issue a new one")
        case .dgi_rejected:
            name = Wording(es: "Rechazado por la DGI", en: "Rejected by the DGI")
            meaning = Wording(es: "definitivo: corrija y emita uno nuevo", en: "final: correct it and issue a new one")
        case .duplicate:
            name = Wording(es: "Duplicado", en: "Duplicate")
            meaning = Wording(es: "ya estaba; no se envía otra vez", en: "was there already; not sent again")
        case .proforma:
            name = Wording(es: "Proforma", en: "Pro forma")
            meaning = Wording(es: "registrado; no se envía", en: "recorded; not sent")
        case .imported:
            name = Wording(es: "Importado", en: "Imported")
            meaning = Wording(es: "autorizado en otro lugar", en: "authorized elsewhere")
        case .voided:
            name = Wording(es: "Anulado", en: "Voided")
            meaning = Wording(es: "anulado ante la DGI", en: "voided with the DGI")
        }
    }

    /// The name of a kind.
    public static func name(of kind: DocumentKind) -> Wording {
        switch kind {
        case .invoice: Wording(es: "Factura", en: "Invoice")
        case .credit_note: Wording(es: "Nota de crédito", en: "Credit note")
        case .debit_note: Wording(es: "Nota de débito", en: "Debit note")
        case .void: Wording(es: "Anulación", en: "Void request")
        }
    }

    /// The name of what a fiscally valid document has (rulebook 7.7).
    public static func name(of requirement: FiscalRequirement) -> Wording {
        switch requirement {
        case .documentID: Wording(es: "número del PAC", en: "PAC document id")
        case .cufe: Wording(es: "CUFE", en: "CUFE")
        case .authorization: Wording(es: "autorización de la DGI", en: "DGI authorization")
        case .qrURL: Wording(es: "código QR", en: "QR code")
        case .request: Wording(es: "envío guardado", en: "stored request")
        case .response: Wording(es: "respuesta guardada", en: "stored answer")
        case .pdf: Wording(es: "PDF", en: "PDF")
        }
    }

    /// The name of what became of a file.
    public static func name(of outcome: FileOutcome) -> Wording {
        switch outcome {
        case .accepted: Wording(es: "Aceptado", en: "Accepted")
        case .part: Wording(es: "En parte", en: "In part")
        case .rejected: Wording(es: "Rechazado", en: "Rejected")
        }
    }
}

/// The five things that can be said of a document at seven in the morning.
public enum Standing: String, Sendable, CaseIterable {
    /// Authorized, PDF filed: done.
    case done
    /// A later run finishes it by itself.
    case onItsWay = "way"
    /// The user must correct something.
    case toFix = "fix"
    /// The operator must find out.
    case inDoubt = "doubt"
    /// Nothing to do: duplicates, pro formas, imports, voided.
    case aside

    /// Where a state stands.
    public init(_ state: DocumentState) {
        switch state {
        case .complete: self = .done
        case .waiting, .queued, .accepted, .authorized: self = .onItsWay
        case .invalid, .conflict, .rejected, .dgi_rejected: self = .toFix
        case .in_doubt: self = .inDoubt
        case .duplicate, .proforma, .imported, .voided: self = .aside
        }
    }

    /// Its name.
    public var name: Wording {
        switch self {
        case .done: Wording(es: "Listos", en: "Done")
        case .onItsWay: Wording(es: "En camino", en: "On their way")
        case .toFix: Wording(es: "Por corregir", en: "To correct")
        case .inDoubt: Wording(es: "En duda", en: "In doubt")
        case .aside: Wording(es: "Sin trámite", en: "Nothing to do")
        }
    }
}
