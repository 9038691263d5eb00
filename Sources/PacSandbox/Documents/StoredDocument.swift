import Fiscal
import JSONText

/// What the sandbox keeps of a document.
struct StoredDocument: Sendable {
    /// A void, which is an event of its own (pac-api.md 3.2).
    struct Void: Sendable {
        let id: String
        let reason: String
        let unixMicros: Int64
    }

    let id: String
    let companyID: String
    let collection: Collection
    let documentType: String
    let numeration: String
    let billingPoint: String
    let issueDate: FiscalTime
    /// dVTot with its two decimals.
    let total: String
    let cufe: String
    /// The digest that the QR address carries, in base64 (dgi.md 2.3).
    let digest: String
    let qr: String
    /// Codes that the DGI notifies beside 0260.
    let warnings: [String]
    let fate: FaultEffect.Fate?
    /// When it was taken.
    let unixMicros: Int64
    /// The request's body, byte for byte.
    let body: [UInt8]
    var void: Void?
}

extension StoredDocument {
    /// Where the document stands at a moment (pac-api.md 3.6).
    struct Standing: Equatable {
        var legalStatus: String
        var status: String
        /// Codes of the DGI's answer.
        var response: [String] = []
        var isAuthorized: Bool { legalStatus == "DGI_AUTHORIZED" }
    }

    /// The standing at a moment: it depends on nothing but the document, the clock and the delay.
    func standing(at now: SandboxMoment, dgiDelayNanos: Int64) -> Standing {
        if fate == .pacReject { return Standing(legalStatus: "PAC_REJECTED", status: "FINISHED") }
        let age = (now.unixMicros - unixMicros) * 1000
        let answered = age >= dgiDelayNanos
        if fate == .registeredFirst, age < dgiDelayNanos / 2 { return Standing(legalStatus: "REGISTERED", status: "REGISTERED") }
        guard answered else { return Standing(legalStatus: "PAC_AUTHORIZED", status: "PROCESSED") }
        switch fate {
        case .stuckStatus: return Standing(legalStatus: "PAC_AUTHORIZED", status: "DGI_REQUEST")
        case .unknownStatus: return Standing(legalStatus: "DGI_PENDING_REVIEW", status: "FINISHED")
        case .dgiReject: return Standing(legalStatus: "DGI_REJECTED", status: "FINISHED", response: ["1602"])
        case .pacReject, .registeredFirst, nil:
            return Standing(legalStatus: "DGI_AUTHORIZED", status: "FINISHED", response: ["0260"] + warnings)
        }
    }

    /// The standing in the answer to the POST: before the DGI can have answered.
    var firstStanding: Standing {
        switch fate {
        case .pacReject: Standing(legalStatus: "PAC_REJECTED", status: "FINISHED")
        case .registeredFirst: Standing(legalStatus: "REGISTERED", status: "REGISTERED")
        default: Standing(legalStatus: "PAC_AUTHORIZED", status: "PROCESSED")
        }
    }

    /// The protocol number of the DGI's authorization: 20 digits made from the CUFE's own.
    var authorizationProtocol: String {
        "2026" + String(cufe.dropFirst(40).prefix(10)) + String(cufe.dropFirst(56).prefix(6))
    }
}
