import Ingest
import JSONText

extension Dialect {
    /// What the reader found out about a CSV file, for results.
    var json: JSONValue {
        [
            "encoding": .string(encoding.rawValue), "encoding_certainty": .string(encodingCertainty.rawValue),
            "delimiter": .string(String(UnicodeScalar(delimiter))), "delimiter_certainty": .string(delimiterCertainty.rawValue),
            "decimal": JSONValue(decimalSign?.rawValue), "decimal_certainty": .string(decimalCertainty.rawValue),
            "rows_sampled": JSONValue(rowsSampled),
        ]
    }
}

extension OrderReader {
    /// What was found out about a file's form, with the profile that it was read by; nil where there is nothing to tell.
    var form: JSONValue? {
        var form = dialect?.json.object ?? JSONObject()
        if let profile { form["profile"] = .string(profile) }
        return form.members.isEmpty ? nil : .object(form)
    }
}
