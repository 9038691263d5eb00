import Catalogues
import Fiscal

/// Walks over the words of a command line once, from the left.
struct CommandLineReader {
    private let words: [String]
    private let table: CommandTable
    private(set) var global: GlobalOptions
    private var index = 0
    private var optionsEnded = false
    private var wantsJSON = false

    init(words: [String], table: CommandTable, global: GlobalOptions) {
        self.words = words
        self.table = table
        self.global = global
    }

    /// Reads everything.
    mutating func command() throws(UsageError) -> Command {
        if let topic = helpTopic() {
            global.language = Invocation.statedLanguage(words) ?? global.language
            return try help(topic)
        }
        let row = try commandRow()
        var arguments = Arguments(command: row.name)
        if wantsJSON, !row.printsData { throw unknown(OptionRow.json.flag, in: row.acceptedOptions, command: row.name) }
        while let word = next() {
            if isOption(word) {
                try take(word, from: row.acceptedOptions, command: row.name, into: &arguments)
            } else {
                arguments.add(operand: word)
            }
        }
        try check(arguments, row)
        return try row.make(arguments)
    }

    private mutating func next() -> String? {
        while index < words.count {
            let word = words[index]
            index += 1
            guard !optionsEnded, word == "--" else { return word }
            optionsEnded = true
        }
        return nil
    }

    private func isOption(_ word: String) -> Bool {
        !optionsEnded && word.hasPrefix("-") && word != "-"
    }

    /// The words that call a command, with options that hold everywhere before and between them.
    private mutating func commandRow() throws(UsageError) -> CommandRow {
        var path: [String] = []
        var ignored = Arguments(command: "")
        while let word = next() {
            if isOption(word) {
                if word == "--version", path.isEmpty, let row = table.row(path: ["version"]) { return row }
                try take(word, from: OptionRow.global, command: path.first ?? "", into: &ignored)
                continue
            }
            path.append(word)
            if let row = table.row(path: path) { return row }
            let choices = path.count == 1 ? table.subcommands(of: word) : []
            if choices.isEmpty { throw unknownCommand(path) }
        }
        guard let group = path.first else { throw .noCommand }
        throw .missingSubcommand(group: group, choices: table.subcommands(of: group))
    }

    private func unknownCommand(_ path: [String]) -> UsageError {
        if path.count == 1, let word = nearest(to: path[0], among: table.firstWords) {
            return .unknownCommand(path[0], nearest: word)
        }
        let typed = path.joined(separator: " ")
        return .unknownCommand(typed, nearest: nearest(to: typed, among: table.rows.map(\.name)))
    }

    private mutating func take(
        _ word: String, from options: [OptionRow], command: String, into arguments: inout Arguments
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = options.first(where: { $0.flag == parts[0] }) else {
            throw unknown(parts[0], in: options, command: command)
        }
        var value = ""
        if option.value == nil {
            guard parts.count == 1 else { throw .unexpectedValue(option: option.flag) }
        } else if parts.count == 2 {
            value = parts[1]
        } else {
            guard index < words.count, !words[index].hasPrefix("--") else { throw .missingValue(option: option.flag) }
            value = words[index]
            index += 1
        }
        guard try !takeGlobal(option, value) else { return }
        arguments.set(option, value)
    }

    private func unknown(_ flag: String, in options: [OptionRow], command: String) -> UsageError {
        .unknownOption(flag, command: command, nearest: nearest(to: flag, among: options.map(\.flag)))
    }

    private mutating func takeGlobal(_ option: OptionRow, _ value: String) throws(UsageError) -> Bool {
        switch option.name {
        case OptionRow.workspace.name: global.workspace = try filled(option, value)
        case OptionRow.log.name: global.log = try filled(option, value)
        case OptionRow.json.name:
            global.json = true
            wantsJSON = true
        case OptionRow.quiet.name: global.quiet = true
        case OptionRow.noColor.name: global.color = false
        case OptionRow.lang.name:
            guard let language = Language(rawValue: value) else {
                throw .badValue(
                    option: option.flag, value: value, expected: .words(Language.allCases.map(\.rawValue), nearest: nil))
            }
            global.language = language
        default: return false
        }
        return true
    }

    private func filled(_ option: OptionRow, _ value: String) throws(UsageError) -> String {
        guard !value.isEmpty else { throw .missingValue(option: option.flag) }
        return value
    }

    private func check(_ arguments: Arguments, _ row: CommandRow) throws(UsageError) {
        let required = row.operands.prefix { $0.count == .one }.count
        if arguments.operands.count < required {
            throw .missingOperand(name: row.operands[arguments.operands.count].name[global.language], command: row.name)
        }
        let takesAny = row.operands.contains { $0.count == .any }
        if !takesAny, arguments.operands.count > row.operands.count {
            throw .extraOperand(arguments.operands[row.operands.count], command: row.name)
        }
    }
}

// Help is given whatever else is wrong with the line.
extension CommandLineReader {
    /// The words whose help is asked for, by `--help`, `-h` or the word `help`; nil when none is.
    private func helpTopic() -> [String]? {
        let typed = words.prefix { $0 != "--" }
        let plain = plainWords(typed)
        if plain.first == "help" { return Array(plain.dropFirst()) }
        guard typed.contains(where: { $0 == OptionRow.help.flag || $0 == "-h" }) else { return nil }
        if let row = [2, 1].lazy.compactMap({ count in table.row(path: Array(plain.prefix(count))) }).first { return row.path }
        return plain.first.map { [$0] } ?? []
    }

    private func plainWords(_ typed: ArraySlice<String>) -> [String] {
        var plain: [String] = []
        var isValue = false
        for word in typed {
            if isValue {
                isValue = false
            } else if word.hasPrefix("-") {
                isValue = OptionRow.global.contains { $0.value != nil && $0.flag == word }
            } else {
                plain.append(word)
            }
        }
        return plain
    }

    private func help(_ topic: [String]) throws(UsageError) -> Command {
        let isGroup = topic.count == 1 && !table.subcommands(of: topic[0]).isEmpty
        guard topic.isEmpty || isGroup || table.row(path: topic) != nil else { throw unknownCommand(topic) }
        return .help(path: topic)
    }
}
