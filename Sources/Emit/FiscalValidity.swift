public import Fiscal
public import Ledger

/// What a document needs to be fiscally valid (rulebook 7.7). The raw value is the name in results and manifests.
public enum FiscalRequirement: String, Sendable, CaseIterable {
    /// The PAC's document id.
    case documentID = "document_id"
    /// The CUFE as returned.
    case cufe
    /// legalStatus DGI_AUTHORIZED.
    case authorization = "dgi_authorized"
    /// The QR address.
    case qrURL = "qr_code_url"
    /// The request's bytes in the ledger.
    case request
    /// The answer's bytes in the ledger.
    case response
    /// The PDF in the outbox.
    case pdf
}

extension DocumentRow {
    /// What this document still lacks to be fiscally valid; nil for one that will never be by our doing: pro forma, imported, refused,
    /// voided, a duplicate, a void request (rulebook 7.7).
    public var missingForValidity: [FiscalRequirement]? {
        guard mode == .dgi, kind != .void else { return nil }
        switch state {
        case .invalid, .conflict, .duplicate, .proforma, .imported, .rejected, .dgi_rejected, .voided: return nil
        case .waiting, .queued, .in_doubt, .accepted, .authorized, .complete: break
        }
        return FiscalRequirement.allCases.filter { !has($0) }
    }

    private func has(_ requirement: FiscalRequirement) -> Bool {
        switch requirement {
        case .documentID: pacID != nil
        case .cufe: cufe != nil
        case .authorization: legalStatus == .dgiAuthorized
        case .qrURL: qrURL != nil
        // The intent holds the bytes before the first one leaves (G2); an answer is stored before it is read, and so before its id is (G8).
        case .request: attempts > 0
        case .response: pacID != nil
        case .pdf: pdf != nil
        }
    }

    /// True when the user's data must be corrected and dropped in again, and that hasn't happened yet: the rows of `.fix.csv`.
    public var needsFix: Bool { state.isRefused && replacedBy == nil }

    /// True when it was refused and a corrected document has taken its place.
    public var isCorrected: Bool { state.isRefused && replacedBy != nil }
}

/// How many documents are fiscally valid, and how many of those that aren't yet lack what (rulebook 7.7).
public struct ValidityTally: Sendable, Equatable {
    /// Documents that lack nothing.
    public private(set) var validCount = 0
    /// Their grand totals.
    public private(set) var validTotal = Sum()
    /// Documents that lack something.
    public private(set) var incompleteCount = 0
    /// How many lack what.
    public private(set) var missing: [FiscalRequirement: Int] = [:]

    /// Makes an empty tally.
    public init() {}

    /// Adds a document.
    public mutating func add(_ row: DocumentRow) {
        guard let lacking = row.missingForValidity else { return }
        if lacking.isEmpty {
            validCount += 1
            validTotal += row.total
        } else {
            incompleteCount += 1
            for requirement in lacking { missing[requirement, default: 0] += 1 }
        }
    }

    /// Adds another tally.
    public mutating func add(_ other: ValidityTally) {
        validCount += other.validCount
        validTotal += other.validTotal
        incompleteCount += other.incompleteCount
        missing.merge(other.missing, uniquingKeysWith: +)
    }
}

extension DocumentState {
    /// True when the document won't be issued as it is: invalid, in conflict, or refused by the PAC or the DGI (rulebook 7.3).
    public var isRefused: Bool {
        switch self {
        case .invalid, .conflict, .rejected, .dgi_rejected: true
        case .duplicate, .proforma, .imported, .waiting, .queued, .in_doubt, .accepted, .authorized, .complete, .voided: false
        }
    }

    /// True when a later run goes on with it by itself.
    public var isOnItsWay: Bool {
        switch self {
        case .waiting, .queued, .accepted, .authorized: true
        case .invalid, .conflict, .duplicate, .proforma, .imported, .in_doubt, .rejected, .complete, .voided, .dgi_rejected: false
        }
    }

    /// True when the DGI has authorized it, and it stands.
    public var isAuthorized: Bool { self == .authorized || self == .complete }
}

/// What became of an input file, like a bank's file status.
public enum FileOutcome: String, Sendable, CaseIterable {
    /// Nothing in it was refused.
    case accepted
    /// Some of its documents were refused.
    case part = "PART"
    /// All of its documents were refused, or the file itself.
    case rejected

    /// The outcome of a file with these documents.
    public init(of tally: Tally) {
        let refused = tally.figures { $0.state.isRefused }.count
        self = refused == 0 ? .accepted : refused == tally.all.count ? .rejected : .part
    }
}
