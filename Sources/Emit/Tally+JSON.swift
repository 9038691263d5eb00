internal import Fiscal
public import JSONText

extension JSONObject {
    /// Appends `records`, `total`, `documents` {state: count} and `sums` {state: total}: the same four members in result summaries, in
    /// manifests, and wherever a command prints them as JSON. The states' counts add up to `records`, their sums to `total` (G6).
    public mutating func appendCounts(of tally: Tally) {
        let all = tally.all
        self["records"] = JSONValue(all.count)
        self["total"] = .string(all.total.text)
        self["documents"] = .object(
            JSONObject(tally.byState.map { Member(key: $0.key.rawValue, value: JSONValue($0.figures.count)) }))
        self["sums"] = .object(
            JSONObject(tally.byState.map { Member(key: $0.key.rawValue, value: .string($0.figures.total.text)) }))
    }
}

extension ValidityTally {
    /// `valid`, `valid_total`, `incomplete` and `missing` {requirement: count}, in the order of rulebook 7.7.
    public var json: JSONObject {
        var object = JSONObject()
        object["valid"] = JSONValue(validCount)
        object["valid_total"] = .string(validTotal.text)
        object["incomplete"] = JSONValue(incompleteCount)
        object["missing"] = .object(
            JSONObject(
                FiscalRequirement.allCases.compactMap { requirement in
                    missing[requirement].map { .init(key: requirement.rawValue, value: JSONValue($0)) }
                }))
        return object
    }
}

extension Tally.Figures {
    /// `count`, `total`, `itbms`, `retention` and `rates` {code: {net, itbms}}; rates without documents are left out.
    public var json: JSONObject {
        var object = JSONObject()
        object["count"] = JSONValue(count)
        object["total"] = .string(total.text)
        object["itbms"] = .string(itbms.text)
        object["retention"] = .string(retention.text)
        object["rates"] = .object(ratesJSON)
        return object
    }

    private var ratesJSON: JSONObject {
        var object = JSONObject()
        for (rate, amounts) in zip(ItbmsRate.allCases, rates) where amounts != Tally.Rate() {
            object[rate.rawValue] = ["net": .string(amounts.net.text), "itbms": .string(amounts.tax.text)]
        }
        return object
    }
}
