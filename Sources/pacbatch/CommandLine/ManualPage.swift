import Fiscal

/// Writes the manual page (man(7)) from the table: `pacbatch manual | man -l -`.
struct ManualPage: Sendable {
    let table: CommandTable
    let language: Language

    var text: String {
        let help = HelpText(table: table, language: language)
        var page = ".TH PACBATCH 1 \"\" \"pacbatch \(Version.current)\"\n"
        page +=
            section("NOMBRE", "NAME") + "pacbatch \\- "
            + say(
                "de las exportaciones de la noche a documentos fiscales válidos",
                "from the night's exports to legally valid documents") + "\n"
        page += section("SINOPSIS", "SYNOPSIS") + ".B pacbatch\n" + say("orden [opciones]", "command [options]") + "\n"
        page += section("ÓRDENES", "COMMANDS") + table.rows.map { command($0, help) }.joined()
        page += section("OPCIONES COMUNES", "COMMON OPTIONS") + OptionRow.global.map(option).joined()
        page += section("CÓDIGOS DE SALIDA", "EXIT STATUS")
        page += ExitCode.allCases.map { tagged(String($0.rawValue), $0.meaning[language]) }.joined()
        page += section("ARCHIVOS", "FILES")
        page += tagged("pacbatch.json", say("configuración de la carpeta de trabajo", "configuration of the workspace"))
        return page
    }

    private func say(_ es: String, _ en: String) -> String { Wording(es: es, en: en)[language] }

    private func section(_ es: String, _ en: String) -> String { ".SH \(say(es, en))\n" }

    private func command(_ row: CommandRow, _ help: HelpText) -> String {
        let words = [row.summary[language] + ".", row.details[language]].filter { !$0.isEmpty }.map(escaped)
        let examples = row.examples.map { ".br\n\\fI\(escaped($0))\\fR\n" }.joined()
        return
            ".SS \(escaped(help.usage(row)))\n\(words.joined(separator: "\n"))\n\(row.options.map(option).joined()).PP\n\(examples)"
    }

    private func option(_ option: OptionRow) -> String {
        tagged(option.flag + (option.value.map { " " + $0[language] } ?? ""), option.help[language])
    }

    private func tagged(_ tag: String, _ text: String) -> String { ".TP\n\\fB\(escaped(tag))\\fR\n\(escaped(text))\n" }

    /// A backslash begins an escape, a hyphen would be set as a dash, a point or apostrophe at a line's start is a request.
    private func escaped(_ text: String) -> String {
        let plain = String(text.flatMap { $0 == "\\" ? Array("\\e") : $0 == "-" ? Array("\\-") : [$0] })
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
