public import JSONText
internal import Fiscal

extension PeriodSummary {
    /// The summary for programs: figures by standing, rate, company and kind, retention, series.
    public var json: JSONValue {
        var object = JSONObject()
        object["schema"] = "pacbatch.period"
        object["schema_version"] = 1
        object["period"] = .string("\(year)-" + (month < 10 ? "0\(month)" : "\(month)"))
        object["settled"] = .bool(!isOpen)
        for standing in Standing.allCases { object[standing.rawValue] = .object(self[standing].all.json) }
        object["rates"] = .array(
            zip(ItbmsRate.allCases, netRates).map { rate, figures in
                ["percent": JSONValue(Int(rate.percent)), "net": .string(figures.net.text), "itbms": .string(figures.tax.text)]
            })
        object["companies"] = .array(
            self[.authorized].byCompanyKindModeState.map { key, figures in
                var entry = JSONObject()
                entry["company"] = .string(key.company)
                entry["kind"] = .string(key.kind.rawValue)
                for member in figures.json.members { entry[member.key] = member.value }
                return .object(entry)
            })
        object["retention"] = .array(
            retained.sorted { $0.key < $1.key }.map { company, entry in
                ["company": .string(company), "count": JSONValue(entry.count), "retention": .string(entry.sum.text)]
            })
        object["series"] = .array(series.map(\.json))
        return .object(object)
    }
}

extension PeriodSummary.Series {
    fileprivate var json: JSONValue {
        [
            "company": .string(company), "branch": .string(branch), "billing_point": .string(billingPoint),
            "document_type": .string(type.rawValue), "first": .string(first), "last": .string(last), "count": JSONValue(count),
            "spent": JSONValue(spent),
        ]
    }
}
