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
