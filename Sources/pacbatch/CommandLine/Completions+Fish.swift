import Fiscal

extension Completions {
    var fish: String {
        let heads = table.firstWords.map { word in
            "complete -c pacbatch -f -n __fish_use_subcommand -a \(word) -d '\(quotedForFish(summaryOfWord(word)))'"
        }
        return
            (["# fish completion for pacbatch: put it into ~/.config/fish/completions/"] + heads + table.rows.flatMap(fishLines))
            .joined(separator: "\n") + "\n"
    }

    private func summaryOfWord(_ word: String) -> String {
        table.row(path: [word])?.summary[language] ?? table.subcommands(of: word).joined(separator: ", ")
    }

    private func fishLines(_ row: CommandRow) -> [String] {
        let seen = row.path.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
        var lines = row.allOptions.map { option in
            "complete -c pacbatch -n '\(seen)' -l \(option.name)\(fishValue(option)) -d '\(quotedForFish(option.help[language]))'"
        }
        if row.path.count > 1 {
            let siblings = table.subcommands(of: row.path[0]).joined(separator: " ")
            lines.insert(
                "complete -c pacbatch -f -n '__fish_seen_subcommand_from \(row.path[0]); and not __fish_seen_subcommand_from \(siblings)' "
                    + "-a \(row.path[1]) -d '\(quotedForFish(row.summary[language]))'", at: 0)
        }
        switch row.operands.first?.completion {
        case .words(let words): lines.append("complete -c pacbatch -f -n '\(seen)' -a '\(words.joined(separator: " "))'")
        case .directory: lines.append("complete -c pacbatch -f -n '\(seen)' -a '(__fish_complete_directories)'")
        case .nothing: lines.append("complete -c pacbatch -f -n '\(seen)'")
        case .file, nil: break
        }
        return lines
    }

    private func fishValue(_ option: OptionRow) -> String {
        guard option.value != nil else { return "" }
        switch option.completion {
        case .nothing: return " -x"
        case .file: return " -r -F"
        case .directory: return " -x -a '(__fish_complete_directories)'"
        case .words(let words): return " -x -a '\(words.joined(separator: " "))'"
        }
    }

    private func quotedForFish(_ text: String) -> String {
        String(text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] })
    }
}
