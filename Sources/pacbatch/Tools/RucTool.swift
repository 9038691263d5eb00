import Fiscal
import JSONText

/// `pacbatch ruc`: check digits, kind and faults of RUCs, offline. One operand gives a report; several, or a list on standard input, a table.
/// A line of a list may have the check digits after a tab, a semicolon or a comma.
enum RucTool {
    private static let typeOption = "--type"
    private static let dvOption = "--dv"

    /// - Parameters:
    ///   - arguments: the words after `ruc`.
    ///   - standardInput: the next line of standard input, nil at its end.
    static func run(arguments: [String], language: Language, json: Bool, standardInput: () -> String?) -> ToolOutcome {
        do throws(ToolInput.Refusal) {
            let input = try ToolInput(arguments, options: [typeOption, dvOption])
            let type = try type(input)
            let isList = input.operands.count > 1 || input.operands.isEmpty || input.operands == ["-"]
            let items = input.items(standardInput: standardInput)
            guard !items.isEmpty else { throw .nothingToDo(needs: "RUC") }
            let reports = items.map { item in
                let (ruc, dv) = isList ? parted(item) : (item, nil)
                return RucReport(ruc, type: type, dv: dv ?? input[dvOption])
            }
            return (text(of: reports, isList: isList, language: language, json: json), reports.allSatisfy(\.isValid) ? 0 : 3)
        } catch {
            return error.outcome(in: language)
        }
    }

    private static func type(_ input: ToolInput) throws(ToolInput.Refusal) -> RucType? {
        guard let text = input[typeOption] else { return nil }
        guard let type = Int(text).flatMap(RucType.init(rawValue:)) else {
            throw .badValue(option: typeOption, value: text, form: "1 | 2")
        }
        return type
    }

    private static func parted(_ line: String) -> (ruc: String, dv: String?) {
        guard let separator = line.lastIndex(where: { $0 == "\t" || $0 == ";" || $0 == "," }) else { return (line, nil) }
        let dv = line[line.index(after: separator)...].trimmed
        // A comma may be a spreadsheet's decimal comma: only what looks like check digits is taken for them.
        guard (1...2).contains(dv.count), dv.allSatisfy(\.isWholeNumber) else { return (line, nil) }
        return (String(line[..<separator]), dv)
    }

    private static func text(of reports: [RucReport], isList: Bool, language: Language, json: Bool) -> String {
        if json { return reports.map { $0.json(in: language).text + "\n" }.joined() }
        guard isList else { return reports.map { $0.text(in: language) }.joined() }
        let wrong = reports.count { !$0.isValid }
        let summary = Wording(
            es: "\(reports.count) RUC, \(wrong) por corregir\n", en: "\(reports.count) RUCs, \(wrong) to correct\n")
        return ToolTable.text(reports.map { $0.row(in: language) }, indent: 0) + summary[language]
    }
}
