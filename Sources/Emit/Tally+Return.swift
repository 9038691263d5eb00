internal import Fiscal

extension Tally {
    /// What the ITBMS return will ask of the documents that are issued or on their way to it: net and tax by `ItbmsRate.allCases`, credit notes
    /// negative.
    public var ratesForTheReturn: [Rate] {
        zip(issued.rates, credited.rates).map { $0.subtracting($1) }
    }

    /// Grand totals of the same documents: net, ITBMS, transport and insurance.
    public var totalForTheReturn: Sum { Sum(cents: issued.total.cents - credited.total.cents) }

    private var issued: Figures { figures { $0.isForTheReturn && $0.kind != .credit_note } }
    private var credited: Figures { figures { $0.isForTheReturn && $0.kind == .credit_note } }
}

extension Tally.Key {
    /// True for what is issued, or is on its way to it: the documents of an ITBMS return.
    fileprivate var isForTheReturn: Bool {
        switch Standing(state) {
        case .done, .onItsWay, .inDoubt: mode == .dgi && kind != .void
        case .toFix, .aside: false
        }
    }
}

extension Tally.Rate {
    fileprivate func subtracting(_ other: Tally.Rate) -> Tally.Rate {
        var rate = Tally.Rate()
        rate.net = Sum(cents: net.cents - other.net.cents)
        rate.tax = Sum(cents: tax.cents - other.tax.cents)
        return rate
    }
}
