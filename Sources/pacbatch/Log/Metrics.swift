import Fiscal
import JSONText

/// One metric of the Prometheus textfile with its samples.
struct Metric: Sendable {
    enum Kind: String, Sendable {
        case gauge, counter
    }

    struct Sample: Sendable {
        let labels: [(name: String, value: String)]
        /// A decimal number.
        let value: String

        init(_ value: Int, _ labels: [(name: String, value: String)] = []) {
            self.value = String(value)
            self.labels = labels
        }

        init(_ value: Amount, _ labels: [(name: String, value: String)] = []) {
            self.value = value.text(minimumDecimals: 0)
            self.labels = labels
        }
    }

    let name: String
    let help: String
    let kind: Kind
    let samples: [Sample]

    /// The metrics in Prometheus' text format 0.0.4.
    static func text(_ metrics: [Metric]) -> [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        for metric in metrics {
            writer.append(
                text:
                    "# HELP \(metric.name) \(escaped(metric.help, quotes: false))\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
            )
            for sample in metric.samples {
                let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
                writer.append(text: "\(metric.name)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)\n")
            }
        }
        return writer.bytes
    }

    /// Writes the metrics to a file that its reader always finds whole; anybody may read it, since the reader is another user's program.
    static func write(_ metrics: [Metric], to path: String) throws(FileError) {
        try FileSystem.replace(path, text(metrics), mode: 0o644)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
