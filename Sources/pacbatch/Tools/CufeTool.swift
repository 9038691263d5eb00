import Fiscal
import JSONText

/// `pacbatch cufe`: takes a CUFE (or its QR's address) apart and verifies it, offline; or computes one from its fields. One operand gives a
/// report; several, or a list on standard input, a table.
enum CufeTool {
    /// - Parameters:
    ///   - arguments: the words after `cufe`.
    ///   - standardInput: the next line of standard input, nil at its end.
    static func run(arguments: [String], language: Language, json: Bool, standardInput: () -> String?) -> ToolOutcome {
        do throws(ToolInput.Refusal) {
            let input = try ToolInput(arguments, options: CufeFields.options)
            if input[CufeFields.ruc] != nil {
                if let operand = input.operands.first { throw .extraOperand(operand) }
                return outcome([CufeReport(try CufeFields.cufe(from: input))], isList: false, language: language, json: json)
            }
            let isList = input.operands.count > 1 || input.operands.isEmpty || input.operands == ["-"]
            let items = input.items(standardInput: standardInput)
            guard !items.isEmpty else { throw .nothingToDo(needs: "CUFE") }
            return outcome(items.map { CufeReport($0) }, isList: isList, language: language, json: json)
        } catch {
            return error.outcome(in: language)
        }
    }

    private static func outcome(_ reports: [CufeReport], isList: Bool, language: Language, json: Bool) -> ToolOutcome {
        let exitCode: Int32 = reports.allSatisfy(\.isValid) ? 0 : 3
        if json { return (reports.map { $0.json(in: language).text + "\n" }.joined(), exitCode) }
        guard isList else { return (reports.map { $0.text(in: language) }.joined(), exitCode) }
        let wrong = reports.count { !$0.isValid }
        let summary = Wording(
            es: "\(reports.count) CUFE, \(wrong) no válidos\n", en: "\(reports.count) CUFEs, \(wrong) not valid\n")
        return (ToolTable.text(reports.map { $0.row(in: language) }, indent: 0) + summary[language], exitCode)
    }
}

/// The fields of a CUFE as options: `--ruc 155704849-2-2021 --date 2026-11-20 --number 1 --security 123456789`.
enum CufeFields {
    /// The option whose presence asks for a code to be computed.
    static let ruc = "--ruc"
    static let options = [
        ruc, "--ruc-type", "--dv", "--document-type", "--branch", "--date", "--number", "--billing-point", "--issue-type",
        "--environment", "--security",
    ]

    /// Computes the code. Type and DV of the RUC come from the RUC when they aren't given.
    static func cufe(from input: ToolInput) throws(ToolInput.Refusal) -> Cufe {
        let type = try rucType(input)
        let ruc = try issuer(input, type: type)
        return Cufe.build(
            documentType: try documentType(input),
            issuer: IssuerIdentity(
                ruc: ruc.text, rucType: ruc.type,
                dv: try padded(input, "--dv", default: ruc.checkDigitsText, digits: 2, mayBeZero: true)),
            issueDate: try date(input), numeration: try padded(input, "--number", default: nil, digits: 10),
            billingPoint: try padded(input, "--billing-point", default: "001", digits: 3), branch: try branch(input),
            issueType: try issueType(input), environment: try environment(input),
            securityCode: try padded(input, "--security", default: nil, digits: 9))
    }

    private static func rucType(_ input: ToolInput) throws(ToolInput.Refusal) -> RucType? {
        guard let text = input["--ruc-type"] else { return nil }
        guard let type = Int(text).flatMap(RucType.init(rawValue:)) else {
            throw .badValue(option: "--ruc-type", value: text, form: "1 | 2")
        }
        return type
    }

    private static func issuer(_ input: ToolInput, type: RucType?) throws(ToolInput.Refusal) -> Ruc {
        let text = input[ruc] ?? ""
        do throws(RucFault) {
            return try Ruc(text: text, type: type)
        } catch {
            throw .badValue(option: ruc, value: text, form: "155704849-2-2021, 8-442-445 …")
        }
    }

    private static func documentType(_ input: ToolInput) throws(ToolInput.Refusal) -> DocumentType {
        let text = try padded(input, "--document-type", default: "01", digits: 2)
        guard let type = DocumentType(rawValue: text) else {
            throw .badValue(option: "--document-type", value: text, form: "01…10")
        }
        return type
    }

    private static func date(_ input: ToolInput) throws(ToolInput.Refusal) -> FiscalTime {
        guard let text = input["--date"] else { throw .nothingToDo(needs: "--date") }
        guard let date = FiscalTime(text: text) else {
            throw .badValue(option: "--date", value: text, form: "2026-11-20 | 20/11/2026")
        }
        return date
    }

    private static func branch(_ input: ToolInput) throws(ToolInput.Refusal) -> String {
        let text = input["--branch"] ?? "0000"
        guard text.utf8.count == 4, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isWholeNumber) }) else {
            throw .badValue(option: "--branch", value: text, form: Cufe.Part.branch.form)
        }
        return text
    }

    private static func issueType(_ input: ToolInput) throws(ToolInput.Refusal) -> String {
        let text = try padded(input, "--issue-type", default: "01", digits: 2)
        guard issueTypeLabel(text) != nil else {
            throw .badValue(option: "--issue-type", value: text, form: Cufe.Part.issueType.form)
        }
        return text
    }

    private static func environment(_ input: ToolInput) throws(ToolInput.Refusal) -> FiscalEnvironment {
        let text = input["--environment"] ?? "production"
        guard let environment = FiscalEnvironment.allCases.first(where: { $0.rawValue == text || String($0.code) == text }) else {
            throw .badValue(option: "--environment", value: text, form: "production | sandbox | 1 | 2")
        }
        return environment
    }

    /// Digits padded with zeros on the left.
    private static func padded(
        _ input: ToolInput, _ option: String, default: String?, digits: Int, mayBeZero: Bool = false
    ) throws(ToolInput.Refusal) -> String {
        guard let text = input[option] ?? `default` else { throw .nothingToDo(needs: option) }
        guard (1...digits).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && $0.isWholeNumber }),
            mayBeZero || text.contains(where: { $0 != "0" })
        else {
            throw .badValue(option: option, value: text, form: mayBeZero ? "[0-9]{1,\(digits)}" : "[0-9]{1,\(digits)} ≠ 0")
        }
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
