import Fiscal
import JSONText
import Ledger
import Transform

extension DocumentAdmission {
    /// What the ledger admits of a judged order. State, key and links are decided by `KeyDecision`.
    init(_ judged: borrowing JudgedOrder, of record: borrowing OrderRecord, input: Int64) {
        self.init()
        inputID = input
        sequence = record.sequence
        line = record.line
        extent = record.extent
        company = judged.company
        kind = judged.kind
        mode = judged.mode
        orderID = judged.orderID.isEmpty ? nil : judged.orderID
        contentHash = judged.contentHash
        documentType = judged.documentType
        receptorType = judged.receptorType
        branch = judged.branch.isEmpty ? nil : judged.branch
        billingPoint = judged.billingPoint.isEmpty ? nil : judged.billingPoint
        issueDate = judged.documentType == nil ? nil : judged.issueDate
        total = judged.total
        itbms = judged.itbms
        retention = judged.retention
        rates = Self.rates(judged.byRate)
        voidReason = judged.voidReason.isEmpty ? nil : judged.voidReason
        voidTarget = judged.voidTarget.map(VoidTarget.init)
        faults = judged.faults
        takeReference(judged.reference)
        switch judged.mode {
        case .dgi: takePayload(judged, record)
        // What a promotion judges anew (rulebook 1.1).
        case .proform: self.record = Array(record.stored.text.utf8)
        case .dgiImport: break
        }
    }

    private mutating func takeReference(_ reference: JudgedOrder.Reference) {
        switch reference {
        case .none: break
        case .order(let id): referenceOrder = id
        case .cufe(let cufe, let issueDate): (referenceCufe, referenceDate) = (cufe, issueDate)
        }
    }

    private mutating func takePayload(_ judged: borrowing JudgedOrder, _ record: borrowing OrderRecord) {
        template = judged.isValid ? judged.payload.bytes.bytes : []
        switch judged.verification {
        case .none: break
        case .gate(let asked): question = asked
        case .judgeAgain(let asked):
            question = asked
            judgeAgain = true
            self.record = Array(record.stored.text.utf8)
        }
    }

    /// `00:net:tax;01:…` in cents, the rates that occur.
    static func rates(_ byRate: [(net: Amount, tax: Amount)]) -> String? {
        var text = ""
        for (rate, sums) in zip(ItbmsRate.allCases, byRate) where sums.net != .zero || sums.tax != .zero {
            text += (text.isEmpty ? "" : ";") + "\(rate.rawValue):\(sums.net.cents):\(sums.tax.cents)"
        }
        return text.isEmpty ? nil : text
    }
}

extension VoidTarget {
    /// What a judged request names, for the ledger.
    init(_ target: JudgedOrder.VoidTarget) {
        switch target {
        case .order(let kind, let id): self = .order(kind: kind, id: id)
        case .cufe(let cufe): self = .cufe(cufe)
        case .document(let id): self = .document(id: id)
        }
    }
}
