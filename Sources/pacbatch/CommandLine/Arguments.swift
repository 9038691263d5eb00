import Catalogues
import Fiscal
import Transform

/// What was typed for one command: known options with their texts, operands in order. The typed readings are made here, so that every command
/// complains in the same words.
struct Arguments: Sendable {
    /// The command's name.
    let command: String
    private(set) var operands: [String] = []
    private var values: [String: String] = [:]

    init(command: String) {
        self.command = command
    }

    mutating func add(operand: String) { operands.append(operand) }

    mutating func set(_ option: OptionRow, _ value: String) {
        if option.isRepeatable, let before = values[option.name] {
            values[option.name] = before + "\n" + value
        } else {
            values[option.name] = value
        }
    }

    /// The e-mail addresses of an option that may be repeated, without repetitions; at least one.
    func addresses(_ option: OptionRow) throws(UsageError) -> [String] {
        var addresses: [String] = []
        for part in try required(option).split(separator: "\n", omittingEmptySubsequences: false) {
            let address = String(part)
            guard isEmailAddress(address) else {
                throw .badValue(option: option.flag, value: address, expected: .emailAddress)
            }
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
    }

    /// True when a switch was given.
    func has(_ option: OptionRow) -> Bool { values[option.name] != nil }

    /// An option's text.
    func text(_ option: OptionRow) -> String? { values[option.name] }

    /// An option's text, which must hold more than white space.
    func filledText(_ option: OptionRow) throws(UsageError) -> String? {
        try read(option, .text) { text in text.allSatisfy(\.isWhitespace) ? nil : text }
    }

    func duration(_ option: OptionRow) throws(UsageError) -> Duration? {
        try read(option, .duration) { Duration(optionText: $0) }
    }

    func clockTime(_ option: OptionRow) throws(UsageError) -> ClockTime? {
        try read(option, .clockTime) { ClockTime(text: $0) }
    }

    func since(_ option: OptionRow) throws(UsageError) -> Since? {
        try read(option, .moment) { Since(text: $0) }
    }

    func period(_ option: OptionRow) throws(UsageError) -> Period? {
        try read(option, .period) { Period(text: $0) }
    }

    /// A whole number from 0.
    func count(_ option: OptionRow) throws(UsageError) -> Int? {
        try read(option, .count) { wholeNumber($0) }
    }

    /// A count, or a share in per cent.
    func rejectLimit(_ option: OptionRow) throws(UsageError) -> RejectLimit? {
        try read(option, .countOrPercent) { RejectLimit(text: $0) }
    }

    /// An amount from 0.
    func amount(_ option: OptionRow) throws(UsageError) -> Amount? {
        try read(option, .amount) { text in
            guard let amount = try? Amount(text: text), amount >= .zero else { return nil }
            return amount
        }
    }

    /// The options of a row that were given, and all operands, as words again.
    func words(_ options: [OptionRow]) -> [String] {
        options.flatMap { option in text(option).map { [option.flag, $0] } ?? [] } + operands
    }

    /// One of a code table's words; `-` stands for `_` too.
    func word<Word: RawRepresentable & CaseIterable>(_ option: OptionRow) throws(UsageError) -> Word?
    where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        return try read(option, .words(words, nearest: text(option).flatMap { nearest(to: $0, among: words) })) { text in
            Word(rawValue: text) ?? Word(rawValue: String(text.map { $0 == "-" ? "_" : $0 }))
        }
    }

    private func read<Value>(
        _ option: OptionRow, _ expected: UsageError.Expected, _ reading: (String) -> Value?
    ) throws(UsageError) -> Value? {
        guard let text = values[option.name] else { return nil }
        guard let value = reading(text) else { throw .badValue(option: option.flag, value: text, expected: expected) }
        return value
    }

    /// The operand at a place; the table has already seen to it that a required one is there.
    func operand(_ index: Int, named name: String) throws(UsageError) -> String {
        guard index < operands.count else { throw .missingOperand(name: name, command: command) }
        return operands[index]
    }

    /// An option that the command can't do without.
    func required(_ option: OptionRow) throws(UsageError) -> String {
        guard let text = try filledText(option) else { throw .missingOption(option.flag, command: command) }
        return text
    }
}
