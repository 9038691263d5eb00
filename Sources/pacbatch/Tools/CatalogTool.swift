import Catalogues
import Fiscal
import JSONText

/// `pacbatch catalog [LIST [WORD…]] [--limit N]`: the lists inside the program, their origin, and what is in them.
enum CatalogTool {
    private static let limitOption = "--limit"

    /// - Parameters:
    ///   - arguments: the words after `catalog`.
    ///   - catalogues: the lists in force.
    ///   - standardInput: isn't read; the same signature as the other tools.
    static func run(
        arguments: [String], language: Language, json: Bool, catalogues: CatalogueSet = .builtIn, standardInput: () -> String?
    ) -> ToolOutcome {
        do throws(ToolInput.Refusal) {
            let input = try ToolInput(arguments, options: [limitOption])
            guard let name = input.operands.first else { return (overview(catalogues.all, json: json), 0) }
            let names = catalogues.all.map(\.name)
            guard let catalogue = catalogues.all.first(where: { $0.name == name }) else {
                let hint = nearest(to: name, among: names).map { "\($0) (\(names.joined(separator: ", ")))" }
                throw .badValue(option: "catalog", value: name, form: hint ?? names.joined(separator: ", "))
            }
            let limit = try limit(input, of: catalogue)
            let words = input.operands.dropFirst().joined(separator: " ")
            let found = words.isEmpty ? Array(catalogue.entries.prefix(limit)) : catalogue.search(words, limit: limit)
            return (text(of: found, language, json: json), found.isEmpty ? 3 : 0)
        } catch {
            return error.outcome(in: language)
        }
    }

    private static func limit(_ input: ToolInput, of catalogue: Catalogue) throws(ToolInput.Refusal) -> Int {
        guard let text = input[limitOption] else { return input.operands.count > 1 ? 20 : catalogue.count }
        guard let limit = Int(text), limit > 0 else { throw .badValue(option: limitOption, value: text, form: "1, 2, 3 …") }
        return limit
    }

    private static func overview(_ lists: [Catalogue], json: Bool) -> String {
        if json {
            let rows = lists.map(row(of:))
            return JSONValue.array(rows).text + "\n"
        }
        return ToolTable.text(lists.map { [$0.name, counts(of: $0), $0.date, $0.origin] }, indent: 0)
    }

    /// A list as `--json` tells it.
    static func row(of list: Catalogue) -> JSONValue {
        [
            "list": .string(list.name), "codes": JSONValue(list.count), "date": .string(list.date),
            "origin": .string(list.origin), "added": JSONValue(list.added.count), "withdrawn": JSONValue(list.withdrawn.count),
        ]
    }

    /// `421`, or `422 (+2 −1)` beside the built-in list.
    private static func counts(of list: Catalogue) -> String {
        list.isBuiltIn ? "\(list.count)" : "\(list.count) (+\(list.added.count) −\(list.withdrawn.count))"
    }

    private static func text(of entries: [Catalogue.Entry], _ language: Language, json: Bool) -> String {
        if json {
            let rows = entries.map { entry -> JSONValue in
                ["code": .string(entry.code), "columns": .array(entry.columns.map { .string($0) })]
            }
            return JSONValue.array(rows).text + "\n"
        }
        if entries.isEmpty { return Wording(es: "Nada encontrado.\n", en: "Nothing found.\n")[language] }
        return ToolTable.text(entries.map { [$0.code, $0.description] }, indent: 0)
    }
}
