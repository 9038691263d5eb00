import Fiscal

extension Completions {
    var zsh: String {
        """
        #compdef pacbatch
        # zsh completion for pacbatch: put it as _pacbatch into a folder of $fpath
        _pacbatch() {
            local command="" word
            for word in ${words[2,CURRENT-1]}; do
                case "$command/$word" in
                    \(zshSteps)) command="${command:+$command }$word" ;;
                esac
            done
            case "$command" in
        \(zshCommands)
            esac
        }
        compdef _pacbatch pacbatch

        """
    }

    private var zshSteps: String {
        (table.firstWords.map { "/" + $0 } + table.rows.filter { $0.path.count > 1 }.map { $0.path.joined(separator: "/") })
            .joined(separator: "|")
    }

    private var zshCommands: String {
        let first = zshWords("", table.firstWords.map { ($0, summary($0)) })
        let groups = groups.map { group in
            zshWords(
                group, table.rows.filter { $0.path.count > 1 && $0.path[0] == group }.map { ($0.path[1], $0.summary[language]) })
        }
        return ([first] + groups + table.rows.map(zshArguments)).joined(separator: "\n")
    }

    private func summary(_ word: String) -> String {
        table.row(path: [word])?.summary[language] ?? table.subcommands(of: word).joined(separator: ", ")
    }

    private func zshWords(_ command: String, _ words: [(String, String)]) -> String {
        let described = words.map { "\($0.0):\(quoted($0.1))" }.map { "'\($0)'" }.joined(separator: " ")
        return """
                    "\(command)")
                        local -a choices=(\(described))
                        _describe pacbatch choices ;;
            """
    }

    private func zshArguments(_ row: CommandRow) -> String {
        let options = row.allOptions.map { option in
            let value = option.value.map { ":\(quoted($0[language])):\(zshAction(option.completion))" } ?? ""
            return "'\(option.flag)\(option.value == nil ? "" : "=")[\(quoted(option.help[language]))]\(value)'"
        }
        // The words of the command are operands for zsh: without a place for operands it would offer nothing after them.
        let operand = row.operands.first.map { "\(quoted($0.name[language])):\(zshAction($0.completion))" } ?? " :"
        return """
                    "\(row.name)")
                        _arguments \((options + ["'*:\(operand)'"]).joined(separator: " ")) ;;
            """
    }

    private func zshAction(_ completion: Completion) -> String {
        switch completion {
        case .nothing: ""
        case .file: "_files"
        case .directory: "_files -/"
        case .words(let words): "(\(words.joined(separator: " ")))"
        }
    }

    /// What means something to `_arguments` and `_describe` is taken out of descriptions.
    private func quoted(_ text: String) -> String {
        String(text.map { "[]'\\".contains($0) ? " " : $0 == ":" ? "," : $0 })
    }
}
