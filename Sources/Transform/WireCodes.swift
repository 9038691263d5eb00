import Fiscal
import JSONText

// The codes of pac-api.md 2 as constants, so that writing one copies two bytes.

extension DocumentType {
    var wireCode: StaticString {
        switch self {
        case .internalInvoice: "01"
        case .importInvoice: "02"
        case .exportInvoice: "03"
        case .creditNote: "04"
        case .debitNote: "05"
        case .genericCreditNote: "06"
        case .genericDebitNote: "07"
        case .freeZoneInvoice: "08"
        case .reimbursement: "09"
        case .foreignOperation: "10"
        }
    }
}

extension ReceptorType {
    var wireCode: StaticString {
        switch self {
        case .taxpayer: "01"
        case .finalConsumer: "02"
        case .government: "03"
        case .foreign: "04"
        }
    }
}

extension ItbmsRate {
    /// The end of the prices and the ITBMS group.
    var wireGroup: StaticString {
        switch self {
        case .exempt: "},\"itbms\":{\"rate\":\"00\"}"
        case .seven: "},\"itbms\":{\"rate\":\"01\"}"
        case .ten: "},\"itbms\":{\"rate\":\"02\"}"
        case .fifteen: "},\"itbms\":{\"rate\":\"03\"}"
        }
    }
}

extension OperationNature {
    var wireCode: StaticString {
        switch self {
        case .sale: "01"
        case .export: "02"
        case .reexport: "03"
        case .foreignSourceSale: "04"
        case .foreignSourceService: "05"
        case .transfer: "10"
        case .return: "11"
        case .consignment: "12"
        case .remittance: "13"
        case .freeDelivery: "14"
        case .purchase: "20"
        case .import: "21"
        }
    }
}

// Numbers of pac-api.md 2.
extension OutputSpan where Element == UInt8 {
    /// Appends an amount that isn't negative with exactly `decimals` decimals (0...6); digits beyond are cut.
    mutating func append(_ amount: Amount, decimals: Int) {
        let magnitude = amount.micros.magnitude
        append(magnitude: magnitude / 1_000_000, digits: 1)
        guard decimals > 0 else { return }
        append(UInt8(ascii: "."))
        var rest = magnitude % 1_000_000
        var scale: UInt64 = 100_000
        for _ in 0..<decimals {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / scale))
            rest %= scale
            scale /= 10
        }
    }

    /// Appends an amount with at least `minimum` decimals and as many as it needs.
    mutating func append(_ amount: Amount, minimumDecimals minimum: Int) {
        append(amount, decimals: amount.micros % 10_000 == 0 && minimum == 2 ? 2 : max(minimum, amount.decimals))
    }
}
