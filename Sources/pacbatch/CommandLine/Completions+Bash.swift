import Fiscal

extension Completions {
    var bash: String {
        """
        # bash completion for pacbatch: source it, or put it into /etc/bash_completion.d/
        _pacbatch() {
            local cur prev command word i
            cur="${COMP_WORDS[COMP_CWORD]}"
            prev="${COMP_WORDS[COMP_CWORD-1]}"
            # `--option=value` arrives as three words.
            [ "$cur" = "=" ] && cur=""
            [ "$prev" = "=" ] && prev="${COMP_WORDS[COMP_CWORD-2]}"
            command=""
            for ((i = 1; i < COMP_CWORD; i++)); do
                word="${COMP_WORDS[i]}"
                case "$command/$word" in
                    \(bashSteps)) command="${command:+$command }$word" ;;
                esac
            done
            local IFS=$'\\n'
            case "$prev" in
        \(optionsWithValue.map(bashValue).joined(separator: "\n"))
            esac
            case "$command" in
        \(bashCommands)
            esac
        }
        complete -F _pacbatch pacbatch

        """
    }

    /// What may follow what on the way to a command: `/run`, `/indoubt`, `indoubt/list`.
    private var bashSteps: String {
        (table.firstWords.map { "/" + $0 } + table.rows.filter { $0.path.count > 1 }.map { $0.path.joined(separator: "/") })
            .joined(separator: "|")
    }

    private func bashValue(_ option: OptionRow) -> String {
        "        \(option.flag)) \(bashReply(option.completion)) return ;;"
    }

    private func bashReply(_ completion: Completion) -> String {
        switch completion {
        case .nothing: "COMPREPLY=();"
        case .file: "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"));"
        case .directory: "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"));"
        case .words(let words): "COMPREPLY=($(compgen -W \(bashWords(words)) -- \"$cur\"));"
        }
    }

    /// The word list is split at IFS, a line feed here.
    private func bashWords(_ words: [String]) -> String { "$'\(words.joined(separator: "\\n"))'" }

    private var bashCommands: String {
        let first = bashCase("", words: table.firstWords, options: OptionRow.global, operand: .nothing)
        let groups = groups.map { bashCase($0, words: table.subcommands(of: $0), options: OptionRow.global, operand: .nothing) }
        let rows = table.rows.map { row in
            bashCase(row.name, words: [], options: row.allOptions, operand: row.operands.first?.completion ?? .nothing)
        }
        return ([first] + groups + rows).joined(separator: "\n")
    }

    private func bashCase(_ command: String, words: [String], options: [OptionRow], operand: Completion) -> String {
        let reply = words.isEmpty ? bashReply(operand) : bashReply(.words(words))
        return """
                    "\(command)")
                        case "$cur" in
                            -*) \(bashReply(.words(options.map(\.flag)))) ;;
                            *) \(reply) ;;
                        esac ;;
            """
    }
}
