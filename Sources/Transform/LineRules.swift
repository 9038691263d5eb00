import Fiscal

// Line items: numbers, ITBMS, discount, charges (rulebook 3.1, 3.3, 3.5).
extension Transformer {
    private static let lineLimit = 1000
    private static let numberLimit = Amount(micros: 1_000_000_000_000_000)  // 10 digits before the point
    private static let chargeLimit = Amount(micros: 100_000_000_000_000_000)  // 12 digits before the point
    private static let one = Amount(micros: 1_000_000)
    private static let priceSanity = Amount(cents: 100_000_00)

    mutating func judgeLines(_ record: borrowing OrderRecord) {
        if record.lineCount == 0 { findings.report(.linesMissing, .order, in: record) }
        if record.lineCount > Self.lineLimit {
            findings.report(.linesTooMany, .order, in: record, facts: ["count": "\(record.lineCount)"])
        }
        for place in lineOrder.indices { judgeLine(record, lineOrder[place].index) }
    }

    private mutating func judgeLine(_ record: borrowing OrderRecord, _ index: Int) {
        var item = Draft.Item()
        describe(record, index, &item)
        judgeUnit(record, index, &item)
        judgeCpbs(record, index, &item)
        let quantity = quantity(record, index)
        let price = price(record, index)
        let discountRate = discountRate(record, index)
        let rate = rate(record, index)
        let transport = charge(record, index, .transport)
        let insurance = charge(record, index, .insurance)
        guard let quantity, let price, let discountRate, let rate, let transport, let insurance else {
            draft.hasAllAmounts = false
            return
        }
        let amounts = LineAmounts(
            quantity: quantity, unitPrice: price, discountRate: discountRate, rate: rate, transport: transport,
            insurance: insurance)
        guard let amounts, amounts.isWithinLimits, draft.totals.add(amounts) else {
            let facts = amounts.map { ["amount": $0.total.text(decimals: 2)] } ?? [:]
            findings.report(.lineAmountLimit, .line(index, .quantity), in: record, facts: facts)
            draft.hasAllAmounts = false
            return
        }
        draft.lines.append(Draft.Line(item: item, quantity: quantity, price: price, amounts: amounts))
    }

    /// The number of a required cell; nil, with its fault, when it is missing or none. `limit`, for a number that is out of range, must be a
    /// code that can't be demoted: there is nothing to send.
    private mutating func number(
        _ record: borrowing OrderRecord, _ index: Int, _ key: LineKey, limit: @autoclosure () -> FaultCode
    ) -> Amount? {
        let cell = record[line: index, key]
        if cell.count == 0 { return missing(record, index, key) }
        do {
            return try Amount(text: cell)
        } catch {
            let code = error == .notANumber ? .numberMalformed : limit()
            findings.report(code, .line(index, key), in: record, facts: ["column": key.name])
            return nil
        }
    }

    private mutating func missing<Value>(_ record: borrowing OrderRecord, _ index: Int, _ key: LineKey) -> Value? {
        findings.report(.requiredCellMissing, .line(index, key), in: record, facts: ["column": key.name])
        return nil
    }

    private mutating func quantity(_ record: borrowing OrderRecord, _ index: Int) -> Amount? {
        guard let quantity = number(record, index, .quantity, limit: .quantityLimit) else { return nil }
        if quantity <= .zero {
            findings.report(.quantityNotPositive, .line(index, .quantity), in: record)
            return nil
        }
        guard quantity < Self.numberLimit else {
            findings.report(.quantityLimit, .line(index, .quantity), in: record)
            return nil
        }
        return quantity
    }

    private mutating func price(_ record: borrowing OrderRecord, _ index: Int) -> Amount? {
        guard let price = number(record, index, .unit_price, limit: .priceLimit) else { return nil }
        if price < .zero {
            findings.report(.priceNegative, .line(index, .unit_price), in: record)
            return nil
        }
        guard price < Self.numberLimit else {
            findings.report(.priceLimit, .line(index, .unit_price), in: record)
            return nil
        }
        if price > Self.priceSanity { findings.report(.unitPriceSanity, .line(index, .unit_price), in: record) }
        return price
    }

    /// 0, 7, 10, 15; demoted, any other rate goes out as 00 (rulebook 3.1).
    private mutating func rate(_ record: borrowing OrderRecord, _ index: Int) -> ItbmsRate? {
        let cell = record[line: index, .tax_rate]
        if cell.count == 0 { return missing(record, index, .tax_rate) }
        var facts: [String: String] = [:]
        do {
            let percentage = try Amount(text: cell)
            if let rate = ItbmsRate(percentage: percentage) { return rate }
            facts = ItbmsRate.nearest(to: percentage).map { ["nearest": "\($0.percent)"] } ?? [:]
        } catch .notANumber {
            findings.report(.numberMalformed, .line(index, .tax_rate), in: record)
            return nil
        } catch {}  // A number all the same, which no rate is.
        return findings.report(.taxRateUnknown, .line(index, .tax_rate), in: record, facts: facts) ? nil : .exempt
    }

    /// A fraction 0...1; demoted, what lies outside is held at 0 or 1, which holds the discount at the price (rulebook 3.3).
    private mutating func discountRate(_ record: borrowing OrderRecord, _ index: Int) -> Amount? {
        if record.isEmpty(line: index, .discount_rate) { return .zero }
        guard let rate = number(record, index, .discount_rate, limit: .discountRateDecimals) else { return nil }
        if rate < .zero || rate > Self.one {
            let facts = rate.likelyFraction.map { ["nearest": $0.text(minimumDecimals: 2)] } ?? [:]
            if findings.report(.discountRateRange, .line(index, .discount_rate), in: record, facts: facts) { return nil }
        }
        return min(max(rate, .zero), Self.one)
    }

    /// Transport and insurance: the line's amounts with at most 2 decimals; 0 is absent (rulebook 10).
    private mutating func charge(_ record: borrowing OrderRecord, _ index: Int, _ key: LineKey) -> Amount? {
        if record.isEmpty(line: index, key) { return .zero }
        guard let charge = number(record, index, key, limit: .chargeMalformed) else { return nil }
        guard charge >= .zero, charge < Self.chargeLimit, charge.decimals <= 2 else {
            findings.report(.chargeMalformed, .line(index, key), in: record, facts: ["column": key.name])
            return nil
        }
        return charge
    }
}

extension ItbmsRate {
    /// What a wrong rate may stand for: a fraction (0.07), or a neighbour (8).
    static func nearest(to percentage: Amount) -> ItbmsRate? {
        allCases.dropFirst().first { rate in
            let right = rate.percent * 1_000_000
            return percentage.micros == right / 100 || abs(percentage.micros - right) <= 1_000_000
        }
    }
}

extension Amount {
    /// 0.10 for 10 or −0.10; nil for what can't have been a percentage.
    var likelyFraction: Amount? {
        let positive = abs(micros)
        if positive <= 1_000_000 { return Amount(micros: positive) }
        return positive <= 100_000_000 ? Amount(micros: positive / 100) : nil
    }
}
