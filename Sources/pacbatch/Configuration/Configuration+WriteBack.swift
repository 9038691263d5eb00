import Catalogues
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger

extension Configuration {
    /// What the ERP of an input reads back: the `results` of the profile that the input was read by.
    func writeBack(_ input: InputRow) -> WriteBack? {
        guard let form = input.dialect, let name = (try? JSONParser.parse(form))?["profile"]?.string else { return nil }
        return writeBacks[name]
    }
}

extension ConfigurationReader {
    /// `results` of a profile: header → column of the results, in the order of the file; values; delimiter and decimal sign as the profile's
    /// `dialect` has them.
    mutating func writeBack(_ section: Section, delimiter: UInt8?, decimal: DecimalSign?) -> WriteBack? {
        guard let results = self.section(section, "results", keys: ["columns", "values"]) else { return nil }
        guard let columns = required(results, "columns", { $0.take($1, $2, .object, { $0.object }) }) else { return nil }
        var found: [WriteBack.Column] = []
        for member in columns.members {
            let path = "\(results.path).columns.\(member.key)"
            guard let name = member.value.string else {
                note(.expected(.text), at: path, value: member.value)
                continue
            }
            if !WriteBack.names.contains(name) { note(.unknownKey(nearest: nearest(to: name, among: WriteBack.names)), at: path) }
            found.append(WriteBack.Column(header: member.key, name: name))
        }
        var values: [String: [String: String]] = [:]
        for member in take(results, "values", .object, { $0.object })?.members ?? [] {
            let path = "\(results.path).values.\(member.key)"
            if !WriteBack.names.contains(member.key) {
                note(.unknownKey(nearest: nearest(to: member.key, among: WriteBack.names)), at: path)
            }
            guard let pairs = member.value.object else {
                note(.expected(.object), at: path, value: member.value)
                continue
            }
            values[member.key] = texts(pairs, at: path)
        }
        return WriteBack(
            columns: found, values: values, delimiter: delimiter ?? UInt8(ascii: ","),
            decimal: decimal == .comma ? UInt8(ascii: ",") : UInt8(ascii: "."))
    }
}
